"""What a figure must keep to: each refusal says what is wrong and what to do."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.monitoring.models import Definition, Figure, StaffGroup

from .figures import make_figure

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"base": 20, "count": 59}, "count", "mehr Personen (59) als insgesamt erfasst (20)"),
        ({"base": 59}, "count", "auf wie viele Personen es zutrifft"),
        ({"count": 20}, "base", "wie viele Personen insgesamt"),
        ({}, "base", "n und Anzahl"),
        ({"share": Decimal("12.5")}, "share", "Ohne n lässt sich nicht prüfen"),
        ({"base": 59, "count": 20, "share": Decimal("33.9")}, "share", "entweder den Anteil"),
        ({"base": 59, "count": 20, "year": 2999}, "year", "liegt in der Zukunft"),
        ({"base": 59, "count": 20, "year": 20}, "year", "vierstellig"),
        ({"base": 59, "count": 20, "year": None}, "year", "Bitte geben Sie das Jahr an"),
        ({"base": 59, "count": 20, "day": TOMORROW}, "day", "Der Stichtag liegt in der Zukunft"),
        (
            {"base": 59, "count": 20, "day": datetime.date(2020, 12, 31)},
            "day",
            "liegt nicht im Jahr 2021",
        ),
        (
            {"base": 59, "count": 20, "response_rate": Decimal("100.1")},
            "response_rate",
            "zwischen 0 und 100",
        ),
        ({"base": 59, "count": 20, "reason": "Darum."}, "reason", "wenn nichts erhoben wurde"),
        ({"not_surveyed": True, "base": 59}, "base", "Ohne Erhebung gibt es keine Zahl"),
    ],
)
def test_refusals_are_at_the_field_and_say_what_to_do(cast, values, field, sentence):
    with pytest.raises(ValidationError) as refused:
        make_figure(cast.herne, **values)
    assert sentence in " ".join(refused.value.message_dict[field])


def test_a_benchmark_without_a_year_is_there_once(cast):
    make_figure("Bremen", share=Decimal("13.0"), year=None)
    with pytest.raises(ValidationError, match="gibt es schon"):
        make_figure("Bremen", share=Decimal("14.0"), year=None)


def test_a_place_is_a_city_or_elsewhere(cast):
    figure = make_figure("Bremen", share=Decimal("13.0"))
    figure.city = cast.herne
    with pytest.raises(ValidationError, match="außerhalb der Städteregion"):
        figure.full_clean()
    figure.city, figure.elsewhere = None, ""
    with pytest.raises(ValidationError, match="Bitte wählen Sie die Stadt"):
        figure.full_clean()


def test_elsewhere_has_no_counts_to_subtract_from():
    with pytest.raises(ValidationError, match="nur der Anteil in Prozent"):
        make_figure("Alle Städte zusammen", base=4000, count=400)
    values = {
        "group": StaffGroup.objects.first(),
        "definition": Definition.objects.first(),
        "elsewhere": "Alle Städte zusammen",
        "source": "Summe",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(**values, year=2021, base=4000, count=400)


@pytest.mark.parametrize(
    "values",
    [
        {"base": 20, "count": 59},
        {"base": 20},
        {"base": 59, "count": 20, "share": Decimal("33.9")},
        {"share": Decimal("100.1")},
        {"not_surveyed": True, "base": 59, "count": 20},
        {},
        {"base": 59, "count": 20, "year": None},
        {"base": 59, "count": 20, "day": datetime.date(2020, 1, 1)},
    ],
)
def test_the_database_holds_the_ranges(cast, values):
    group, definition = StaffGroup.objects.first(), Definition.objects.first()
    values = {"year": 2021, "source": "Akten", **values}
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(city=cast.herne, group=group, definition=definition, **values)


def test_a_figure_exists_once(cast):
    make_figure(cast.herne, base=59, count=20)
    with pytest.raises(ValidationError, match="Diese Kennzahl gibt es schon"):
        make_figure(cast.herne, base=60, count=20)


def test_a_part_is_not_more_than_its_whole(cast):
    make_figure(cast.herne, "beschaeftigte", base=100, count=30)
    with pytest.raises(ValidationError, match="Auszubildende sind mehr Personen als Beschäft"):
        make_figure(cast.herne, base=101, count=30)
    make_figure(cast.herne, base=60, count=20)
    with pytest.raises(ValidationError, match=r"Auszubildende \+ Führungskräfte sind mehr"):
        make_figure(cast.herne, "fuehrungskraefte", base=60, count=10)
    make_figure(cast.herne, "fuehrungskraefte", base=60, count=20, year=2022)


def test_groups_do_not_belong_to_themselves():
    whole, part = (StaffGroup.objects.get(key=key) for key in ("beschaeftigte", "auszubildende"))
    whole.whole = part
    with pytest.raises(ValidationError, match="nicht zu sich selbst"):
        whole.full_clean()
    part.whole = StaffGroup.objects.get(key="bevoelkerung")
    with pytest.raises(ValidationError, match="enthalten einander nicht"):
        part.full_clean()


def test_there_is_one_whole_of_the_staff_from_which_all_else_is_subtracted():
    beside = StaffGroup(key="beamte", title="Beamt*innen")
    with pytest.raises(ValidationError, match="Wählen Sie, zu welcher"):
        beside.full_clean()
    beside.whole = StaffGroup.objects.get(key="beschaeftigte")
    beside.full_clean()
