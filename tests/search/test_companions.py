"""Work of other rooms beside the drain's: where it is done, and what becomes of a failure."""

import threading

import pytest

from search.companions import Companion


@pytest.fixture
def act():
    """Work that counts its calls, and fails as often as `failures` says."""

    class Act:
        calls = failures = 0

        def __init__(self):
            self.done = threading.Event()

        def __call__(self):
            self.calls += 1
            if self.calls <= self.failures:
                raise RuntimeError("no storage")
            self.done.set()

    return Act()


def companion(act, **options) -> Companion:
    return Companion(act, name="tested", poll=0.02, problem="It could not be done.", **options)


def test_the_request_does_it_in_tests(settings, act):
    settings.SEARCH_DRAIN = "inline"
    companion(act).notify()
    assert act.calls == 1


def test_a_thread_does_it_beside_the_drain(settings, act):
    settings.SEARCH_DRAIN = "thread"
    each = companion(act)
    each.notify()
    assert act.done.wait(5)
    each.stop()


def test_nobody_here_does_it_where_there_is_a_worker(settings, act):
    settings.SEARCH_DRAIN = "worker"
    companion(act).notify()
    assert act.calls == 0


def test_what_failed_is_said_and_tried_again(settings, act, caplog):
    settings.SEARCH_DRAIN = "thread"
    act.failures = 2
    each = companion(act)
    each.notify()
    assert act.done.wait(5)
    each.stop()
    said = [record for record in caplog.records if record.message == "It could not be done."]
    assert [record.name for record in said] == [__name__, __name__]
    assert all(record.exc_info for record in said)


def test_what_must_wait_is_no_failure(caplog):
    each = Companion(lambda: False, name="tested", poll=0.02, problem="It could not be done.")
    assert not each.attempt()
    assert caplog.records == []


def test_a_save_never_fails_by_it(settings, act, caplog):
    settings.SEARCH_DRAIN = "inline"
    act.failures = 1
    each = companion(act)
    each.notify()
    assert not act.done.is_set()
    assert each.attempt()
