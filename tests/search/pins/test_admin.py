"""Editors of all cities pin entries; what makes no sense is refused with a sentence."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.home.services import create_site
from search.pins.models import Pin
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .pinning import pin

pytestmark = pytest.mark.django_db


def form(*pages, **fields):
    return nested_form_data(
        {
            "phrases": "Mentoring",
            "starts": "",
            "ends": "31.12.2999",
            "note": "",
            "entries": inline_formset([{"page": str(page.pk), "ORDER": "1"} for page in pages]),
            **fields,
        }
    )


def address(name, *arguments):
    return reverse(f"wagtailsnippets_search_pins_pin:{name}", args=arguments)


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
def test_editors_pin(cast, who):
    page = GoodPracticeFactory(parent=cast.herne)
    client = signed_in(getattr(cast, who))
    answer = client.post(address("add"), form(page, phrases="Azubi Marketing\nAusbildung"))
    assert answer.status_code == 302
    made = Pin.objects.get()
    assert [entry.page_id for entry in made.entries.all()] == [page.pk]
    assert "Azubi Marketing, Ausbildung" in client.get(address("list")).content.decode()


@pytest.mark.parametrize("who", ["learner", "hr_developer"])
def test_others_do_not(cast, who):
    answer = signed_in(getattr(cast, who)).post(address("add"), form())
    assert answer.status_code in {302, 403}
    assert not Pin.objects.exists()


def test_editors_of_earlier_releases_get_the_right(cast):
    group = Group.objects.get(name="Redaktion Bochum")
    group.permissions.remove(*group.permissions.filter(content_type__app_label="search_pins"))
    assert signed_in(cast.editor_bochum).get(address("add")).status_code != 200
    create_site()
    assert signed_in(cast.editor_bochum).get(address("add")).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"phrases": "Mentoring\n!?"}, "„!?“ enthält kein Wort, das man suchen kann."),
        ({"starts": "02.01.2999", "ends": "01.01.2999"}, "Das Ende liegt vor dem Beginn."),
        ({"entries": inline_formset([])}, "mindest"),
    ],
)
def test_what_makes_no_sense_is_refused(cast, fields, sentence):
    page = GoodPracticeFactory(parent=cast.herne)
    answer = signed_in(cast.reviewer).post(address("add"), form(page, **fields))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Pin.objects.exists()


def test_the_database_refuses_an_end_before_the_beginning(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        pin("x", starts=datetime.date(2026, 2, 1), ends=datetime.date(2026, 1, 31))


def test_the_list_says_what_holds(cast):
    page = GoodPracticeFactory(parent=cast.herne)
    pin("alt", page, ends=datetime.date(2020, 1, 1))
    pin("jetzt", page)
    pin("bald", page, starts=datetime.date(2999, 1, 1))
    text = signed_in(cast.editor_bochum).get(address("list")).content.decode()
    assert [state in text for state in ("abgelaufen", "gilt", "geplant")] == [True] * 3


def test_names_no_draft_of_another_city(cast):
    page = GoodPracticeFactory(parent=cast.herne, title="Öffentlicher Titel")
    page.title = page.draft_title = "Geheimer Titel"
    page.save_revision()
    made = pin("x", page)
    client = signed_in(cast.editor_bochum)
    for name, arguments in (("edit", [made.pk]), ("list", []), ("history", [made.pk])):
        assert "Geheimer Titel" not in client.get(address(name, *arguments)).content.decode()
    assert "Öffentlicher Titel" in client.get(address("edit", made.pk)).content.decode()
