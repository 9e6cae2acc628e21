"""After a commit the outbox is drained, and an editor never pays for a sick engine."""

import logging
import subprocess
import sys
import threading
import time

import pytest

from search import outbox, services, worker
from search.engines import EngineUnavailableError
from search.models import OutboxEntry
from search.request import SearchRequest
from search.threads import DrainThread
from tests.factories import GoodPracticeFactory


def wait_for(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def work():
    """Counts its calls; `work.answers` are returned first, then True."""

    class Work:
        def __init__(self):
            self.calls = 0
            self.answers = []
            self.called = threading.Event()

        def __call__(self):
            self.calls += 1
            self.called.set()
            return self.answers.pop(0) if self.answers else True

    return Work()


def test_a_woken_thread_works_at_once(work):
    thread = DrainThread(work, poll=60)
    started = time.monotonic()
    thread.wake()
    assert work.called.wait(5)
    assert time.monotonic() - started < 2
    thread.stop()


def test_one_thread_serves_many_wakes(work):
    thread = DrainThread(work, poll=60)
    before = threading.active_count()
    for _turn in range(50):
        thread.wake()
    assert threading.active_count() <= before + 1
    thread.stop()
    assert 1 <= work.calls <= 51


def test_looks_again_by_itself(work):
    thread = DrainThread(work, poll=0.02)
    thread.wake()
    wait_for(lambda: work.calls >= 3)
    thread.stop()


def test_asks_an_absent_engine_less_often(work):
    work.answers = [False] * 100
    thread = DrainThread(work, poll=0.02)
    thread.wake()
    time.sleep(0.5)
    thread.stop()
    assert 2 <= work.calls <= 8


def test_stopping_does_what_is_left(work):
    thread = DrainThread(work, poll=60)
    thread.wake()
    assert work.called.wait(5)
    before = work.calls
    thread.stop()
    assert work.calls == before + 1


def test_a_stopped_thread_can_be_woken_again(work):
    thread = DrainThread(work, poll=60)
    thread.wake()
    thread.stop()
    before = work.calls
    thread.wake()
    wait_for(lambda: work.calls > before)
    thread.stop()


def test_the_end_of_a_process_waits_for_its_changes():
    script = (
        "import atexit, time\n"
        "from search.threads import DrainThread\n"
        "def work():\n    time.sleep(0.2); print('done', flush=True); return True\n"
        "import django.conf; django.conf.settings.configure(DATABASES={})\n"
        "thread = DrainThread(work); atexit.register(thread.stop); thread.wake()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=True
    )
    assert "done" in done.stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [EngineUnavailableError("the engine is away"), RuntimeError("a bug")]
)
def test_an_error_is_logged_and_the_save_succeeds(
    cast, monkeypatch, caplog, django_capture_on_commit_callbacks, error
):
    def fail():
        raise error

    monkeypatch.setattr(worker, "drain", fail)
    with (
        caplog.at_level(logging.WARNING, "search"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        page = GoodPracticeFactory(parent=cast.bochum)
    assert str(error) in caplog.text
    assert OutboxEntry.objects.pending().filter(document_id=f"page-{page.pk}").exists()


@pytest.mark.django_db
def test_with_a_worker_elsewhere_nothing_is_drained_here(
    cast, settings, django_capture_on_commit_callbacks
):
    services.rebuild()
    settings.SEARCH_DRAIN = "worker"
    with django_capture_on_commit_callbacks(execute=True):
        GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    assert OutboxEntry.objects.pending().exists()
    assert services.find(SearchRequest(text="tandem")).total == 0


def test_the_setting_chooses_the_thread(settings, monkeypatch, work):
    thread = DrainThread(work, poll=60)
    monkeypatch.setattr(worker, "thread", thread)
    settings.SEARCH_DRAIN = "thread"
    worker.notify()
    assert work.called.wait(5)
    thread.stop()


@pytest.mark.django_db
def test_nothing_to_remember_wakes_nobody(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        assert outbox.enqueue([]) == 0
    assert callbacks == []
