"""Two runs at once, runs that die, and a search engine that is away."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from search.engines import get_engine
from search.saved.models import SavedSearch
from search.saved.notifying import Failure, notify

from .backends import EngineGoes, ProcessDied
from .saving import publish, save, waiting

pytestmark = pytest.mark.django_db

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def marks():
    return list(SavedSearch.objects.values("seen_until", "handled_period", "last_notified_at"))


@pytest.fixture
def due(cast, clock) -> SavedSearch:
    """A search with one piece of news, at the hour when it is due."""
    saved = save(cast.learner)
    clock.set("2027-01-13 12:00")
    publish(cast.herne, "Tandem in Herne")
    clock.set("2027-01-14 06:05")
    return saved


def test_of_two_runs_one_has_the_search(due):
    now = timezone.now()
    assert SavedSearch.objects.claim(due.pk, now=now, until=now) is True
    assert SavedSearch.objects.claim(due.pk, now=now, until=now) is False
    assert notify().sent == 0


def test_a_run_that_died_before_sending_is_made_up_for_after_half_an_hour(due, clock, settings):
    settings.EMAIL_BACKEND = "tests.search.saved.backends.DiesBeforeSending"
    before = marks()
    with pytest.raises(ProcessDied):
        notify()
    assert marks() == before

    settings.EMAIL_BACKEND = LOCMEM
    clock.set("2027-01-14 06:20")
    assert notify().sent == 0
    clock.set("2027-01-14 07:05")
    assert notify().sent == 1
    assert notify().sent == 0
    assert len(mail.outbox) == 1


def test_a_run_that_died_after_sending_sends_the_very_same_message(due, cast, clock, settings):
    """Mail programs recognise it by its Message-ID; nothing new hides in the second copy."""
    settings.EMAIL_BACKEND = "tests.search.saved.backends.DiesAfterSending"
    with pytest.raises(ProcessDied):
        notify()
    settings.EMAIL_BACKEND = LOCMEM
    clock.set("2027-01-14 06:30")
    publish(cast.herne, "Tandem von heute früh")
    clock.set("2027-01-14 07:05")
    notify()

    first, second = mail.outbox
    assert first.extra_headers == second.extra_headers
    assert first.body == second.body
    clock.set("2027-01-15 06:05")
    notify()
    assert "Tandem von heute früh" in mail.outbox[2].body
    assert "Tandem in Herne" not in mail.outbox[2].body
    assert mail.outbox[2].extra_headers["Message-ID"] != first.extra_headers["Message-ID"]


def test_a_run_that_was_overtaken_changes_nothing_of_the_other(due):
    """It slept longer than a claim lasts; another run has the search meanwhile."""
    now = timezone.now()
    SavedSearch.objects.claim(due.pk, now=now, until=now)
    slow = SavedSearch.objects.get(pk=due.pk)
    later = now + SavedSearch.objects.all().CLAIM_LASTS + timedelta(minutes=1)
    assert SavedSearch.objects.claim(due.pk, now=later, until=later)
    assert SavedSearch.objects.claimed(slow).update(claimed_at=None) == 0
    assert SavedSearch.objects.get(pk=due.pk).claimed_until == now


@pytest.fixture
def engine_goes(settings, tmp_path):
    """Takes the search engine away; what it returns brings it back."""
    address = settings.SEARCH_URL

    def go():
        settings.SEARCH_URL = f"embedded://{tmp_path}/empty"
        get_engine.cache_clear()
        return come_back

    def come_back():
        settings.SEARCH_URL = address
        get_engine.cache_clear()

    return go


def test_without_the_engine_nothing_is_sent_and_nothing_is_forgotten(due, clock, engine_goes):
    before = marks()
    come_back = engine_goes()
    report = notify()
    assert (report.sent, report.ok) == (0, False)
    assert "search_rebuild" in report.problem
    assert mail.outbox == []
    assert marks() == before

    come_back()
    assert notify().sent == 1
    assert "Tandem in Herne" in mail.outbox[0].body


def test_an_engine_that_goes_away_in_mid_run_ends_it(due, cast, clock, settings, engine_goes):
    second = save(cast.hr_developer)
    SavedSearch.objects.filter(pk=second.pk).update(
        seen_until=due.seen_until, handled_period=due.handled_period
    )
    settings.EMAIL_BACKEND = "tests.search.saved.backends.EngineGoes"
    EngineGoes.then = engine_goes
    report = notify()
    assert (report.due, report.sent) == (2, 1)
    assert report.problem

    settings.EMAIL_BACKEND = LOCMEM
    EngineGoes.come_back()
    assert notify().sent == 1
    assert [sent.to for sent in mail.outbox] == [[cast.learner.email], [cast.hr_developer.email]]


def test_what_the_index_does_not_know_yet_waits_for_the_next_mail(due, cast, clock, monkeypatch):
    """Another process writes the index, and takes long."""
    monkeypatch.setattr("search.saved.notifying.DRAIN_WAIT", 0)
    held, free = threading.Event(), threading.Event()

    def write():
        with get_engine().writing():
            held.set()
            free.wait(30)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert held.wait(30)
        assert notify().sent == 0
    finally:
        free.set()
        writer.join()
    assert waiting() > 0
    clock.set("2027-01-15 06:05")
    assert notify().sent == 1
    assert "Tandem in Herne" in mail.outbox[0].body


def test_a_search_at_which_the_engine_breaks_stops_no_other(due, cast, monkeypatch):
    second = save(cast.hr_developer, "q=tandem&stadt=herne")
    SavedSearch.objects.filter(pk=second.pk).update(
        seen_until=due.seen_until, handled_period=due.handled_period
    )
    engine = type(get_engine())
    answer = engine.search

    def break_on_cities(self, request, **options):
        if "city" in request.filters:
            raise RuntimeError("a bug in the engine")
        return answer(self, request, **options)

    monkeypatch.setattr(engine, "search", break_on_cities)
    report = notify()
    assert (report.sent, report.problem) == (1, "")
    assert report.failed == [Failure(second.pk, "SearchBrokeError")]

    monkeypatch.setattr(engine, "search", answer)
    assert notify().sent == 1
    assert mail.outbox[1].to == [cast.hr_developer.email]
