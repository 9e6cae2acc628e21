"""The admin's first page lists what waits for a review, whatever there is, at the same cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .people import act, submit

pytestmark = pytest.mark.django_db


def home(user):
    return signed_in(user).get(reverse("wagtailadmin_home"))


@pytest.fixture
def rounds(cast, people):
    """One entry in each of both steps."""

    def add(number: int) -> None:
        for step in ("Erste", "Zweite"):
            page = GoodPracticeFactory(
                parent=cast.bochum, live=False, title=f"{step} Prüfung {number}"
            )
            submit(page, cast.editor_bochum)
            if step == "Zweite":
                act(page, people["none"])

    return add


def test_each_round_shows_how_far_it_is_and_what_the_person_may_do(cast, people, rounds):
    rounds(1)
    shown = home(people["herne"]).content.decode()
    for text in ("Erste Prüfung 1", "Zweite Prüfung 1", "Freigeben", "Zurückgeben"):
        assert text in shown
    assert "Projektgruppe prüft: In Bearbeitung" in shown
    assert "Projektgruppe prüft: Freigegeben" in shown
    assert "Zweitprüfung durch eine andere Stadt: Noch nicht begonnen" in shown
    # Nobody of the submitting city gives the second review.
    assert "Zweite Prüfung 1" not in home(people["bochum"]).content.decode()


def test_queries_do_not_grow_with_what_waits(cast, people, rounds):
    def queries() -> dict[str, int]:
        counted = {}
        users = {**people, "editor": cast.editor_bochum, "administrator": cast.administrator}
        for name, user in users.items():
            client = signed_in(user)
            client.get(reverse("wagtailadmin_home"))
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("wagtailadmin_home"))
            counted[name] = len(captured)
        return counted

    for number in range(2):
        rounds(number)
    few = queries()
    for number in range(2, 5):
        rounds(number)
    assert queries() == few
