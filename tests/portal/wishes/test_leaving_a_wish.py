"""Who found nothing tells the other cities what was looked for."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse

from portal.wishes.models import Wish, WishState
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/wir-suchen/wunsch/?text=Mentoring+f%C3%BCr+Quereinsteigende"


def test_a_visitor_signs_in_and_comes_back_with_the_text(client, cast):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert urlsplit(answer.url).path == reverse("account_login")
    assert parse_qs(urlsplit(answer.url).query)["next"] == [ADDRESS]


def test_the_form_knows_the_text_and_the_city(cast):
    page = BeautifulSoup(signed_in(cast.learner).get(ADDRESS).content, "html.parser")
    assert page.select_one("textarea").get_text().strip() == "Mentoring für Quereinsteigende"
    assert page.select_one("option[selected]").get_text() == "Bochum"
    assert len(page.select("option")) == 3


def leave(user, **fields):
    values = {"text": "Mentoring für Quereinsteigende", "city": user.home_city_id or "", **fields}
    return signed_in(user).post(reverse("wishes_new"), values, follow=True)


def test_the_wish_belongs_to_the_city_and_to_no_person(cast):
    answer = leave(cast.learner)
    assert answer.redirect_chain == [(reverse("wishes_thanks"), 302)]
    assert "Ihr Wunsch ist angekommen" in answer.content.decode()
    wish = Wish.objects.get()
    assert (wish.city, wish.state) == (cast.bochum, WishState.OPEN)
    related = {field.related_model for field in Wish._meta.fields if field.related_model}
    assert type(cast.learner) not in related


@pytest.mark.parametrize("fields", [{"text": " "}, {"city": ""}, {"text": "x" * 501}])
def test_what_is_missing_is_asked_for(cast, fields):
    answer = leave(cast.learner, **fields)
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select("[data-error-summary] a")
    assert not Wish.objects.exists()


def test_a_city_that_is_not_public_cannot_be_chosen(cast):
    cast.herne.unpublish()
    leave(cast.learner, city=cast.herne.pk)
    assert not Wish.objects.exists()


def test_control_signs_do_not_get_in(cast):
    leave(cast.learner, text="Mentoring\x07 für\r\nalle")
    assert Wish.objects.get().text == "Mentoring für alle"


def test_nobody_leaves_wishes_without_end(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"wish": "2/h/user"}
    cache.clear()
    for _ in range(3):
        answer = leave(cast.learner)
    assert answer.status_code == 429
    assert "Das waren viele Wünsche in kurzer Zeit." in answer.content.decode()
    assert Wish.objects.count() == 2
    assert leave(cast.hr_developer).status_code == 200
    assert Wish.objects.count() == 3
