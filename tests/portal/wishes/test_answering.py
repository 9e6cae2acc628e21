"""The editors of all cities see wishes and answer them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.wishes.models import Wish, WishState
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(cast):
    return Wish.objects.create(city=cast.bochum, text="Mentoring für Quereinsteigende")


def address(name, *arguments):
    return reverse(f"wagtailsnippets_wishes_wish:{name}", args=arguments)


@pytest.mark.parametrize("who", ["editor_bochum", "editor_herne", "reviewer"])
def test_editors_of_all_cities_see_it(cast, wish, who):
    client = signed_in(getattr(cast, who))
    page = client.get(address("list")).content.decode()
    assert "Mentoring für Quereinsteigende" in page
    assert "Bochum" in page
    assert address("list") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("who", ["learner", "hr_developer"])
def test_others_do_not(cast, wish, who):
    answer = signed_in(getattr(cast, who)).get(address("list"), follow=True)
    assert "Quereinsteigende" not in answer.content.decode()


def test_another_city_answers_with_an_entry(cast, wish):
    entry = GoodPracticeFactory(parent=cast.herne, title="Mentoring")
    answer = signed_in(cast.editor_herne).post(
        address("edit", wish.pk),
        {"answer_page": entry.pk, "answer_note": "", "state": "offen", "text": "Anderer Text"},
    )
    assert answer.status_code == 302
    wish.refresh_from_db()
    assert wish.answer_page_id == entry.pk
    assert wish.state == WishState.ANSWERED
    assert wish.text == "Mentoring für Quereinsteigende"


def test_an_answer_says_something(cast, wish):
    fields = {"answer_page": "", "answer_note": "", "state": "beantwortet"}
    answer = signed_in(cast.editor_herne).post(address("edit", wish.pk), fields)
    assert "Beantwortet ist ein Wunsch mit einem passenden Eintrag" in answer.content.decode()
    signed_in(cast.editor_herne).post(
        address("edit", wish.pk), {**fields, "answer_note": "Fragen Sie das KI."}
    )
    wish.refresh_from_db()
    assert wish.state == WishState.ANSWERED


def test_editors_filter_by_state(cast, wish):
    Wish.objects.create(city=cast.herne, text="Schon erledigt", state=WishState.DONE)
    page = signed_in(cast.reviewer).get(address("list"), {"state": "offen"}).content.decode()
    assert "Quereinsteigende" in page
    assert "Schon erledigt" not in page


def test_editors_neither_make_nor_delete_wishes(cast, wish):
    client = signed_in(cast.editor_bochum)
    client.post(address("add"), {"text": "x", "city": cast.bochum.pk, "state": "offen"})
    client.post(address("delete", wish.pk))
    assert list(Wish.objects.all()) == [wish]


def test_the_database_knows_three_states(cast, wish):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.update(state="vielleicht")
