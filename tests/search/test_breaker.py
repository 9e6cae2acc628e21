"""A sick engine costs one visitor one time-out, and nobody else anything."""

import threading
import time

import pytest

from search import services
from search.breaker import (
    PAUSE_SECONDS,
    QUICK_FAILURES,
    SLOW_SECONDS,
    Breaker,
    NotAskedError,
    breaker_of,
)
from search.engines import EngineUnavailableError, get_engine
from search.request import SearchRequest
from search.similar import similar
from search.status import probe


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Engine:
    """Fails as long as it is sick, and takes its time for it."""

    def __init__(self, clock):
        self.clock = clock
        self.sick = True
        self.takes = 0.0
        self.calls = 0

    def __call__(self):
        self.calls += 1
        self.clock.now += self.takes
        if self.sick:
            raise EngineUnavailableError("no answer")
        return "an answer"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine(clock):
    return Engine(clock)


@pytest.fixture
def breaker(clock):
    return Breaker(clock=clock)


def fails(breaker, engine):
    with pytest.raises(EngineUnavailableError, match="no answer"):
        breaker.call(engine)


def test_one_slow_failure_is_enough(breaker, engine):
    engine.takes = SLOW_SECONDS
    for _visitor in range(10):
        fails(breaker, engine)
    assert engine.calls == 1


def test_quick_failures_are_given_a_few_chances(breaker, engine):
    for _visitor in range(10):
        fails(breaker, engine)
    assert engine.calls == QUICK_FAILURES


def test_a_success_between_forgives(breaker, engine):
    for _turn in range(5):
        engine.sick = True
        for _failure in range(QUICK_FAILURES - 1):
            fails(breaker, engine)
        engine.sick = False
        assert breaker.call(engine) == "an answer"
    assert not breaker.is_open


def test_one_call_tries_it_again_after_a_while(breaker, engine, clock):
    engine.takes = 1.0
    fails(breaker, engine)
    for _pause in range(3):
        clock.now += PAUSE_SECONDS
        fails(breaker, engine)
        fails(breaker, engine)
    assert engine.calls == 4
    engine.sick = False
    clock.now += PAUSE_SECONDS
    assert breaker.call(engine) == breaker.call(engine) == "an answer"


def test_while_one_tries_it_the_others_go_on_without(breaker, engine, clock):
    engine.takes = 1.0
    fails(breaker, engine)
    clock.now += PAUSE_SECONDS
    trying, answered = threading.Event(), threading.Event()

    def slow():
        trying.set()
        assert answered.wait(10)
        return "an answer"

    thread = threading.Thread(target=breaker.call, args=(slow,))
    thread.start()
    assert trying.wait(10)
    with pytest.raises(NotAskedError):
        breaker.call(engine)
    answered.set()
    thread.join()
    engine.sick = False
    assert breaker.call(engine) == "an answer"


def test_calls_do_not_wait_for_each_other():
    breaker = Breaker()
    together = threading.Barrier(5, timeout=10)
    threads = [threading.Thread(target=breaker.call, args=(together.wait,)) for _n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not together.broken


def test_another_error_than_absence_says_nothing_about_the_engine(breaker):
    def bug():
        raise KeyError("a bug")

    for _turn in range(QUICK_FAILURES + 1):
        with pytest.raises(KeyError):
            breaker.call(bug)
    assert not breaker.is_open


@pytest.fixture
def hanging(cast, monkeypatch):
    """An engine whose every answer is a time-out; `hanging.calls` counts them."""
    services.rebuild()
    engine = get_engine()
    calls = []

    def time_out(*arguments, **options):
        calls.append(arguments)
        time.sleep(SLOW_SECONDS)
        raise EngineUnavailableError("no answer within a second")

    with monkeypatch.context() as patched:
        for question in ("search", "suggest", "similar", "health"):
            patched.setattr(engine, question, time_out)
        yield calls


@pytest.mark.django_db
def test_visitors_of_a_hanging_engine_wait_once(hanging, client):
    seconds = []
    for address in ["/suche/?q=bochum", "/api/search/?q=bochum"] * 3:
        started = time.monotonic()
        assert client.get(address).status_code == 200
        seconds.append(time.monotonic() - started)
    assert similar("page-1") == ()
    assert len(hanging) == 1
    assert max(seconds) < 3


@pytest.mark.django_db
def test_a_bug_of_the_engine_is_logged_and_the_database_answers(cast, monkeypatch, client, caplog):
    services.rebuild()

    def bug(*arguments, **options):
        raise KeyError("a bug")

    monkeypatch.setattr(get_engine(), "search", bug)
    response = client.get("/suche/?q=bochum")
    assert response.status_code == 200
    assert "eingeschränkt" in response.content.decode()
    assert "KeyError" in caplog.text
    assert not breaker_of(get_engine()).is_open


@pytest.mark.django_db
def test_a_look_at_its_health_lets_visitors_through_again(cast):
    for _visitor in range(QUICK_FAILURES):
        assert services.find(SearchRequest(text="bochum")).degraded
    engine = get_engine()
    engine.rebuild([], replay=list)
    assert services.find(SearchRequest()).degraded
    assert probe().ok
    assert not services.find(SearchRequest()).degraded


@pytest.mark.django_db
def test_outsiders_who_ask_for_its_health_do_not_wait_either(cast, client):
    engine = get_engine()
    breaker_of(engine).failed("no answer", seconds=SLOW_SECONDS)
    services_health = probe(patient=False)
    assert (services_health.ok, services_health.problem) == (False, "no answer")
