"""What happens to a city's request, and what each step refuses."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from portal.wishes import services
from portal.wishes.models import CityRequest, RequestAnswer, RequestState, Wish, WishState
from tests.factories import GoodPracticeFactory

from .conftest import details, in_days, requested

pytestmark = pytest.mark.django_db


def current(request) -> CityRequest:
    return CityRequest.objects.with_answers().get(pk=request.pk)


def test_a_city_asks(cast, asked):
    assert (asked.city, current(asked).state) == (cast.herne, RequestState.OPEN)
    assert [term.key for term in asked.fields_of_action.all()] == ["personalgewinnung"]
    related = {field.related_model for field in CityRequest._meta.fields if field.related_model}
    assert type(cast.editor_herne) not in related


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"sought": "x" * 1001}, "sought"),
        ({"purpose": "x" * 501}, "purpose"),
        ({"contact_email": "keine Adresse"}, "contact_email"),
        ({"fields": ()}, "fields_of_action"),
        ({"until": in_days(-1)}, "until"),
        ({"until": in_days(400)}, "until"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(cast, values, field):
    with pytest.raises(ValidationError) as refused:
        requested(cast, **values)
    assert set(refused.value.message_dict) == {field}
    assert not CityRequest.objects.exists()


def test_a_wish_becomes_a_request_of_its_city_once(cast):
    wish = Wish.objects.create(city=cast.herne, text="Mentoring")
    step = {"city": cast.herne, "user": cast.editor_herne, "details": details(), "wish": wish}
    made = services.create(**step)
    wish.refresh_from_db()
    assert (made.wish, wish.state) == (wish, WishState.DONE)
    with pytest.raises(ValidationError, match="schon ein Gesuch"):
        services.create(**step)


def test_a_wish_of_another_city_is_not_taken(cast):
    wish = Wish.objects.create(city=cast.bochum, text="Mentoring")
    with pytest.raises(ValidationError, match="von einer anderen Stadt"):
        services.create(city=cast.herne, user=cast.editor_herne, details=details(), wish=wish)


def test_nobody_overwrites_what_they_have_not_read(cast, asked):
    step = {"request": asked, "user": cast.editor_herne, "version": 1}
    services.change(**step, details=details("Erster"))
    with pytest.raises(ValidationError, match="Jemand anderes hat das Gesuch"):
        services.change(**step, details=details("Zweiter"))
    assert current(asked).title == "Erster"


def test_an_answer_makes_it_answered_and_closing_ends_it(cast, asked, given):
    assert current(asked).state == RequestState.ANSWERED
    services.close(request=asked, user=cast.editor_herne)
    assert current(asked).state == RequestState.CLOSED
    services.reopen(request=asked, user=cast.editor_herne)
    assert current(asked).state == RequestState.ANSWERED


def test_an_answer_counts_as_long_as_everybody_may_read_its_entry(asked, given, practice):
    practice.unpublish()
    assert current(asked).state == RequestState.OPEN
    practice.save_revision().publish()
    assert current(asked).state == RequestState.ANSWERED
    practice.delete()
    assert current(asked).state == RequestState.OPEN


def answered(cast, asked, page, city=None, user=None, note="Passt."):
    return services.answer(
        request=asked,
        page=page,
        city=city or cast.bochum,
        user=user or cast.editor_bochum,
        note=note,
    )


def test_an_entry_answers_once(cast, asked, given, practice):
    with pytest.raises(ValidationError, match="schon eine Stadt geantwortet"):
        answered(cast, asked, practice)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestAnswer.objects.create(
            request=asked, page=practice, city=cast.bochum, note="Noch einmal."
        )


def test_what_is_no_answer_is_refused(cast, asked, practice):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    own = GoodPracticeFactory(parent=cast.herne)
    for page, sentence in (
        (draft, "den alle lesen können"),
        (cast.bochum, "den alle lesen können"),
        (own, "von der Stadt, die sucht"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            answered(cast, asked, page)
    with pytest.raises(ValidationError) as refused:
        answered(cast, asked, practice, note=" ")
    assert set(refused.value.message_dict) == {"note"}
    with pytest.raises(ValidationError, match="Das Gesuch ist von Ihrer Stadt"):
        answered(cast, asked, practice, cast.herne, cast.editor_herne)
    services.close(request=asked, user=cast.editor_herne)
    with pytest.raises(ValidationError, match="geschlossen"):
        answered(cast, asked, practice)
    assert not RequestAnswer.objects.exists()


def test_an_entry_of_a_third_city_may_be_the_answer(cast, asked, essen):
    page = GoodPracticeFactory(parent=essen[0])
    assert answered(cast, asked, page).city == cast.bochum


def test_what_is_past_its_day_closes_by_itself(cast, asked):
    requested(cast, title="Bleibt", until=in_days(90))
    with time_machine.travel(in_days(61)):
        assert current(asked).state == RequestState.CLOSED
        assert services.close_expired() == 1
        assert services.close_expired() == 0
        assert current(asked).closed_at
        with pytest.raises(ValidationError, match="Ändern Sie zuerst"):
            services.reopen(request=asked, user=cast.editor_herne)
        services.change(
            request=asked,
            user=cast.editor_herne,
            details=details(until=in_days(30)),
            version=1,
        )
        services.reopen(request=asked, user=cast.editor_herne)
        assert current(asked).state == RequestState.OPEN


def test_each_step_is_in_the_history_with_its_function(cast, asked, given):
    services.mark_helpful(answer=given, user=cast.editor_herne, helpful=True)
    services.close(request=asked, user=cast.editor_herne)
    steps = [
        (entry.action, entry.data["function"])
        for entry in ModelLogEntry.objects.for_instance(asked).order_by("pk")
    ]
    assert steps == [
        ("request.create", "Redaktion Herne"),
        ("request.answer", "Redaktion Bochum"),
        ("request.helpful", "Redaktion Herne"),
        ("request.close", "Redaktion Herne"),
    ]
