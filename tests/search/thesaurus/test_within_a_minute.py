"""A change is in every process within a minute; searches cost no query for it."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from search.thesaurus import runtime, services
from search.thesaurus.models import Concept, Edition, WordSplit
from search.thesaurus.seed import seed_entries, seed_rules

from .looking_up import alternatives

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel("2026-11-23 09:00:00+01:00", tick=False) as traveller:
        runtime.look_again()
        yield traveller


@pytest.fixture
def new_process(monkeypatch):
    """A process that has not read anything yet."""
    monkeypatch.setattr(runtime, "_known", None)


def queries():
    with CaptureQueriesContext(connection) as captured:
        runtime.current()
    return len(captured)


def test_a_new_database_has_the_terms_that_come_with_the_portal():
    assert Concept.objects.count() == len(seed_entries())
    assert WordSplit.objects.count() == len(seed_rules())
    assert "personalentwicklung" in alternatives(runtime.current(), "PE")


def test_what_editors_changed_survives_the_next_migrate():
    Concept.objects.all().delete()
    WordSplit.objects.first().delete()

    call_command("migrate", verbosity=0)

    assert not Concept.objects.exists()
    assert WordSplit.objects.count() == len(seed_rules()) - 1


def test_another_process_has_a_change_within_a_minute(now):
    before = runtime.current()
    Concept.objects.create(label="Lotsenprogramm", synonyms="Lotsendienst")

    # No commit has reached this process: for it the change is another's.
    assert runtime.current() is before
    now.shift(timedelta(seconds=59))
    assert "lotsendienst" in alternatives(runtime.current(), "Lotsenprogramm")


def test_the_editors_own_process_has_it_at_once(now, django_capture_on_commit_callbacks):
    runtime.current()

    with django_capture_on_commit_callbacks(execute=True):
        Concept.objects.create(label="Lotsenprogramm", synonyms="Lotsendienst")

    assert "lotsendienst" in alternatives(runtime.current(), "Lotsenprogramm")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Concept.objects.get(label="Mentoring").delete(),
        lambda: Concept.objects.filter(label="Mentoring").delete(),
        lambda: WordSplit.objects.first().delete(),
        lambda: WordSplit.objects.create(word="Kita|platz"),
        lambda: Concept.objects.get(label="Mentoring").save(),
    ],
)
def test_every_change_is_a_new_edition(now, change):
    before = runtime.current()

    change()
    now.shift(timedelta(seconds=runtime.INTERVAL))

    assert runtime.current().version != before.version


def test_searches_cost_no_query_and_a_look_costs_one(now):
    runtime.current()

    assert queries() == 0
    now.shift(timedelta(seconds=runtime.INTERVAL - 1))
    assert queries() == 0
    now.shift(timedelta(seconds=1))
    assert queries() == 1
    assert queries() == 0


def test_reading_costs_the_same_for_any_number_of_entries(now, new_process):
    few = queries()
    Concept.objects.bulk_create(
        Concept(label=f"Begriff{number}", key=f"begriff{number}") for number in range(50)
    )
    services.note_change()
    now.shift(timedelta(seconds=runtime.INTERVAL))

    assert queries() == few == 3


def test_a_clock_that_was_put_back_does_not_stop_the_looking(now):
    runtime.current()
    Concept.objects.create(label="Lotsenprogramm", synonyms="Lotsendienst")

    now.shift(timedelta(days=-1))

    assert "lotsendienst" in alternatives(runtime.current(), "Lotsenprogramm")


def test_what_is_rolled_back_is_no_news(now):
    before = runtime.current()
    with transaction.atomic():
        Concept.objects.create(label="Lotsenprogramm", synonyms="Lotsendienst")
        transaction.set_rollback(True)

    now.shift(timedelta(minutes=1))

    assert runtime.current() is before


@pytest.fixture
def database_away(monkeypatch):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("connection refused")

    return lambda: connection.execute_wrapper(refuse)


def test_without_the_database_the_last_one_is_good_enough(now, database_away, caplog):
    before = runtime.current()
    now.shift(timedelta(minutes=1))

    with database_away():
        assert runtime.current() is before
    assert "connection refused" in caplog.text


def test_a_process_that_never_reached_the_database_knows_nothing_yet(
    now, new_process, database_away
):
    with database_away():
        assert runtime.current().matches(["pe"]) == ()

    now.shift(timedelta(seconds=runtime.INTERVAL))
    assert runtime.current().matches(["pe"])


def test_while_one_thread_reads_another_goes_on(now, monkeypatch):
    before = runtime.current()
    reading, may_go_on = threading.Event(), threading.Event()

    def slowly(known):
        reading.set()
        assert may_go_on.wait(10)
        return known

    monkeypatch.setattr(runtime, "_read", slowly)
    now.shift(timedelta(minutes=1))
    thread = threading.Thread(target=runtime.current)
    thread.start()
    assert reading.wait(10)

    assert runtime.current() is before
    may_go_on.set()
    thread.join(10)
    assert not thread.is_alive()


def test_an_edition_is_one_row():
    services.note_change()
    services.note_change()

    assert Edition.objects.count() == 1
