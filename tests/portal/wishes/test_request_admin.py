"""Where an editor sees what to publish, and the timer's command."""

import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.demo.loading import all_loaders
from portal.wishes.models import CityRequest, RequestAnswer, Wish
from tests.cast import signed_in

from .conftest import in_days, requested

pytestmark = pytest.mark.django_db


def listing(user) -> BeautifulSoup:
    answer = signed_in(user).get(reverse("requests_admin"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def test_an_editor_sees_the_own_wishes_and_everybody_s_requests(cast, asked, given):
    Wish.objects.create(city=cast.herne, text="Wunsch aus Herne")
    Wish.objects.create(city=cast.bochum, text="Wunsch aus Bochum")
    herne, bochum = listing(cast.editor_herne).get_text(), listing(cast.editor_bochum).get_text()
    assert "Wunsch aus Herne" in herne
    assert "Wunsch aus Bochum" not in herne
    assert "Wunsch aus Bochum" in bochum
    assert "Mentoring für Quereinsteigende" in herne
    assert "Mentoring für Quereinsteigende" in bochum
    assert "von Ihnen beantwortet" in bochum
    assert "von Ihnen beantwortet" not in herne


def test_the_project_group_sees_all(cast):
    for city in (cast.herne, cast.bochum):
        Wish.objects.create(city=city, text=f"Wunsch aus {city.title}")
    text = listing(cast.reviewer).get_text()
    assert "Wünsche aus Ihren Städten" in text
    assert "Wunsch aus Herne" in text
    assert "Wunsch aus Bochum" in text


@pytest.mark.parametrize("who", ["hr_developer", "learner"])
def test_others_do_not(cast, who):
    answer = signed_in(getattr(cast, who)).get(reverse("requests_admin"))
    assert answer.status_code in {302, 403}


def test_queries_do_not_grow(cast, asked):
    client = signed_in(cast.editor_herne)

    def queries() -> int:
        client.get(reverse("requests_admin"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("requests_admin"))
        return len(captured)

    Wish.objects.create(city=cast.herne, text="Wunsch")
    few = queries()
    for number in range(4):
        requested(cast, title=f"Gesuch {number}")
        Wish.objects.create(city=cast.herne, text=f"Wunsch {number}")
    assert queries() == few


def test_the_timer_closes_what_is_past_its_day(asked, capsys):
    with time_machine.travel(in_days(61)):
        call_command("close_requests", "--json")
        assert json.loads(capsys.readouterr().out) == {
            "closed": 1,
            "sent": 0,
            "failed": 0,
            "problem": "",
        }
        call_command("close_requests")
        assert "Geschlossen: 0" in capsys.readouterr().out


def test_the_demo_s_requests_are_loaded_once_and_tell_nobody(site):
    for _ in range(2):
        for loader in all_loaders():
            if loader.label != "Konten":
                list(loader.make())
    assert CityRequest.objects.count() == 5
    assert RequestAnswer.objects.count() == 3
    assert mail.outbox == []
