"""`search_drain --follow` where there is no index yet, and how it ends."""

import signal
import time

import pytest

from .processes import PATIENCE

pytestmark = pytest.mark.embedded


def test_without_an_index_it_says_so_goes_on_and_ends_cleanly(portal):
    follower = portal.manage("search_drain", "--follow", "--pause", "0.1")
    deadline = time.monotonic() + PATIENCE
    while "search_rebuild" not in follower.log:
        assert time.monotonic() < deadline, follower.log
        time.sleep(0.1)
    assert follower.child.poll() is None
    follower.child.send_signal(signal.SIGTERM)
    follower.end()
    assert "Traceback" not in follower.log
