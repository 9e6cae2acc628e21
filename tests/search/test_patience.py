"""While another writes, nobody at a search address waits for it longer than three seconds."""

import sqlite3
import time
from contextlib import closing, contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import connection, connections
from django.db.utils import load_backend
from django.urls import reverse

from portal.wishes.models import Wish
from search import services
from search.insights.models import ClickCount, SearchCount
from search.patience import BusyError, patience
from search.saved.addresses import private_feed_address, unsubscribe_address
from search.saved.models import SavedSearch
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .saved.saving import save

pytestmark = pytest.mark.django_db(transaction=True)

#: No visitor waits longer, in seconds.
PROMISED = 3.0
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
WRITTEN = (SearchCount, ClickCount, SavedSearch, Wish)
SENTENCE = "Gerade wird an anderer Stelle viel gespeichert."


@pytest.fixture
def cast(cast, tmp_path):
    """The cast, in a database that another process could open: a file, beside SQLite."""
    if connection.vendor != "sqlite":
        yield cast
        return
    own = connections["default"]
    path = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        own.connection.backup(file)
    database = connections.settings["default"] | {"NAME": str(path)}
    connections["default"] = load_backend(database["ENGINE"]).DatabaseWrapper(database, "default")
    yield cast
    connections["default"].close()
    connections["default"] = own


@contextmanager
def another_writes():
    """Another process has begun to write, and takes its time."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with closing(connection.copy()) as other:
        tables = ", ".join(model._meta.db_table for model in WRITTEN)
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
        yield


@contextmanager
def in_time(promised: float = PROMISED):
    started = time.monotonic()
    yield
    assert time.monotonic() - started < promised


def shown(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_a_search_is_answered_and_goes_uncounted(client, cast):
    GoodPracticeFactory(parent=cast.herne, title="Mentoring")
    services.rebuild()
    # The process knows its templates.
    client.get("/suche/?q=Mentoring")

    def count(**values):
        sent = {"beleg": page.select_one("#ergebnisse")["data-beleg"], **values}
        with in_time():
            response = client.post(reverse("search_insights_count"), sent, headers=BROWSER)
        assert (response.status_code, response.content) == (204, b"")

    with another_writes():
        with in_time():
            page = shown(client.get("/suche/?q=Mentoring"))
        assert [link.get_text() for link in page.select(".hit__title a")] == ["Mentoring"]
        count()
        count(platz="0", erster="1")
    assert not SearchCount.objects.exists()
    assert not ClickCount.objects.exists()
    count(platz="0", erster="1")
    assert SearchCount.objects.get().with_click == 1
    assert ClickCount.objects.get().clicks == 1


def test_what_only_reads_is_answered(client, cast):
    GoodPracticeFactory(parent=cast.herne, title="Mentoring")
    services.rebuild()
    feed = private_feed_address(save(cast.learner, "q=Mentoring"))
    for address in ("/api/search/?q=mentoring", "/suche/vorschlaege/?q=ment", feed):
        with another_writes(), in_time():
            response = client.get(address)
        assert response.status_code == 200
        assert "Mentoring" in response.content.decode()


def test_a_search_that_cannot_be_saved_now_is_still_in_the_form(cast):
    learner = signed_in(cast.learner)
    values = {"title": "Meine Tandems", "frequency": "taeglich"}
    address = f"{reverse('search_saved:create')}?q=tandem"
    with another_writes(), in_time():
        page = shown(learner.post(address, values))

    assert SENTENCE in page.select_one("[data-error-summary]").get_text()
    assert page.select_one("[name=title]")["value"] == "Meine Tandems"
    assert page.select_one("[name=frequency] [selected], [name=frequency][checked]")["value"] == (
        "taeglich"
    )
    assert not SavedSearch.objects.exists()
    assert learner.post(address, values).status_code == 302
    assert SavedSearch.objects.get().title == "Meine Tandems"


def test_a_change_that_cannot_be_saved_now_is_still_in_the_form(cast):
    saved = save(cast.learner)
    learner = signed_in(cast.learner)
    address = reverse("search_saved:edit", args=[saved.pk])
    values = {"title": "Umbenannt", "frequency": "nie"}
    with another_writes(), in_time():
        page = shown(learner.post(address, values))

    assert SENTENCE in page.select_one("[data-error-summary]").get_text()
    assert page.select_one("[name=title]")["value"] == "Umbenannt"
    assert SavedSearch.objects.get().title == "Tandems"
    assert learner.post(address, values).status_code == 302
    assert SavedSearch.objects.get().title == "Umbenannt"


def test_a_wish_that_cannot_be_saved_now_is_still_in_the_form(cast):
    learner = signed_in(cast.learner)
    values = {"text": "Mentoring für alle", "city": cast.bochum.pk}
    with another_writes(), in_time():
        page = shown(learner.post(reverse("wishes_new"), values))

    assert SENTENCE in page.select_one("[data-error-summary]").get_text()
    assert page.select_one("textarea").get_text().strip() == "Mentoring für alle"
    assert not Wish.objects.exists()
    assert learner.post(reverse("wishes_new"), values).status_code == 302
    assert Wish.objects.exists()


def test_buttons_without_a_form_say_when_to_come_back(client, cast):
    """To a mail program that unsubscribes, too: what is not done must not look done."""
    saved = save(cast.learner)
    learner = signed_in(cast.learner)
    before = SavedSearch.objects.values().get()
    for visitor, address in (
        (learner, reverse("search_saved:renew_feed_address", args=[saved.pk])),
        (learner, reverse("search_saved:delete", args=[saved.pk])),
        (client, unsubscribe_address(saved)),
    ):
        visitor.raise_request_exception = False
        with another_writes(), in_time():
            response = visitor.post(address)
        assert response.status_code == 503
        assert response["Retry-After"]
        assert SavedSearch.objects.values().get() == before
    client.post(unsubscribe_address(saved))
    assert SavedSearch.objects.get().frequency == "nie"


def test_who_writes_elsewhere_waits_as_long_as_before(cast):
    def usual():
        with connection.cursor() as cursor:
            sqlite = connection.vendor == "sqlite"
            cursor.execute("PRAGMA busy_timeout" if sqlite else "SHOW lock_timeout")
            return cursor.fetchone()

    before = usual()
    with patience(0.1):
        assert usual() != before
    assert usual() == before
    with another_writes(), pytest.raises(BusyError), patience(0.1):
        SearchCount.objects.create(day="2027-01-13", term="x")
    assert usual() == before
