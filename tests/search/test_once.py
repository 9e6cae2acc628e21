"""Large lists are read once in a process, however many ask at the same time."""

import threading
import time

import pytest

from search.analysis.once import once


def test_who_comes_while_another_reads_waits_for_it():
    times = []

    @once
    def words():
        times.append(time.monotonic())
        time.sleep(0.2)
        return frozenset({"vielfalt"})

    found = []
    threads = [threading.Thread(target=lambda: found.append(words())) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 1
    assert found == [{"vielfalt"}] * 4


def test_what_could_not_be_read_is_tried_again():
    outcomes = [OSError("no such file"), "words"]

    @once
    def words():
        outcome = outcomes.pop(0)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    with pytest.raises(OSError, match="no such file"):
        words()
    assert words() == words() == "words"
