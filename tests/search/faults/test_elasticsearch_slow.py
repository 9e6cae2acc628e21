"""A node that answers late costs one visitor one time-out; the others get the database's answer."""

import time

import pytest

from search.breaker import PAUSE_SECONDS, breaker_of
from search.drain import drain
from search.engines.elasticsearch_connection import SEARCH_SECONDS
from search.models import OutboxEntry

from .installation import NOTICE

#: What no search may take.
PROMISED = 3.0


@pytest.fixture
def slow(serving):
    """It has the time-out that visitors have; the first requests are done."""
    serving.connect(timeout=SEARCH_SECONDS)
    wait_for(lambda: not serving.answer("tandem")["degraded"])
    serving.proxy.delay = 20.0
    return serving


def wait_for(condition):
    """A busy machine may be slow itself, and keep the engine from being asked for a while."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def seconds(act):
    began = time.monotonic()
    act()
    return time.monotonic() - began


def test_one_visitor_waits_and_the_others_do_not(slow):
    asked = len(slow.proxy.paths)
    assert seconds(lambda: slow.answer("tandem")) < PROMISED
    assert len(slow.proxy.paths) == asked + 1
    for path in ("/suche/", "/api/search/", "/suche/vorschlaege/", "/praxis/"):
        assert slow.web.get(path, {"q": "tandem"}).status_code == 200
    page = slow.page("tandem")
    assert NOTICE in page
    assert "Tandem" in page
    assert len(slow.proxy.paths) == asked + 1, "nobody else asks"


def test_it_is_asked_again_after_a_while_and_answers(slow, monkeypatch):
    slow.answer("tandem")
    slow.proxy.delay = 0.0
    breaker = breaker_of(slow.engine)
    assert slow.answer("tandem")["degraded"], "not yet"
    monkeypatch.setattr(breaker, "_clock", lambda: time.monotonic() + PAUSE_SECONDS)
    wait_for(lambda: not slow.answer("tandem")["degraded"])
    wait_for(lambda: NOTICE not in slow.page("tandem"))


def test_whoever_watches_the_site_is_told_soon_and_in_a_sentence(slow):
    answers = []
    assert seconds(lambda: answers.append(slow.web.get("/healthz/ready"))) < PROMISED
    [ready] = answers
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert slow.status()["problem"] == "Elasticsearch antwortet nicht rechtzeitig."


def test_changes_wait_for_a_slow_node_and_arrive(serving, practice):
    """Who writes is patient: a second is no reason to begin anew."""
    practice.title = "Patenschaft"
    practice.save()
    serving.connect(timeout=0.2)
    serving.proxy.delay = 0.5
    assert drain().applied >= 1
    assert not OutboxEntry.objects.pending().exists()
    serving.proxy.delay = 0.0
    serving.connect()
    assert serving.found("patenschaft") == ["Patenschaft"]
