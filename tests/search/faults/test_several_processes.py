"""Two web servers and a worker share one index, and each sees within two seconds what changed."""

import time

import pytest

PROMISED = 2.0

#: Answers a line with a line: `edit TITLE` renames the practice, `find TEXT` searches.
WEB_SERVER = """
from practices.models import GoodPracticePage
from search import services
from search.request import SearchRequest

for line in sys.stdin:
    act, text = line.strip().split(" ", 1)
    if act == "edit":
        page = GoodPracticePage.objects.get(slug="tandem")
        page.title = text
        page.save()
        tell(saved=True)
    else:
        results = services.find(SearchRequest(text=text))
        tell(total=results.total, degraded=results.degraded)
"""
#: The command, which looks into a doubt every five seconds instead of every minute.
WORKER = """
from django.core.management import call_command
from search import keeper

keeper.DOUBT_PAUSE = 5.0
call_command("search_drain", "--follow", "--pause", "0.2")
"""
PATIENCE = 60.0


@pytest.fixture
def web_servers(portal):
    portal.run("from search.services import rebuild\nrebuild()\ntell(rebuilt=True)")
    servers = [portal.start(WEB_SERVER), portal.start(WEB_SERVER)]
    for server in servers:
        assert server.ask("find tandem") == {"total": 1, "degraded": False}
    return servers


@pytest.fixture
def worker(portal, web_servers):
    return started_worker(portal, web_servers[0])


def started_worker(portal, web_server):
    """A worker that has shown that it works."""
    worker = portal.start(WORKER)
    web_server.ask("edit Sprachcafe")
    wait_until_found([web_server], "sprachcafe", seconds=PATIENCE)
    return worker


def wait_until_found(servers, text, *, seconds):
    deadline = time.monotonic() + seconds
    for server in servers:
        while (answer := server.ask(f"find {text}"))["total"] == 0:
            assert not answer["degraded"]
            assert time.monotonic() < deadline, f"{text} was not found within {seconds} s"
            time.sleep(0.05)


def test_each_sees_what_the_other_changed(web_servers, worker):
    first, second = web_servers
    for editor, title in ((first, "Patenschaft"), (second, "Mentoring")):
        editor.ask(f"edit {title}")
        wait_until_found(web_servers, title.lower(), seconds=PROMISED)


def test_a_killed_worker_loses_nothing_and_the_next_one_goes_on(portal, web_servers, worker):
    first, second = web_servers
    first.ask("edit Patenschaft")
    worker.kill()
    second.ask("edit Mentoring")
    assert first.ask("find sprachcafe")["degraded"] is False
    assert portal.engine.health(thorough=True).ok

    portal.start(WORKER)
    wait_until_found(web_servers, "mentoring", seconds=PATIENCE)
    for server in web_servers:
        assert server.ask("find patenschaft") == {"total": 0, "degraded": False}


def test_a_worker_mends_what_the_web_servers_find_damaged(portal, web_servers, worker):
    store = portal.engine.store
    for path in (store.path / "generations" / store.current_name()).glob("*.term"):
        path.write_bytes(b"x" * path.stat().st_size)
    fresh = portal.start(WEB_SERVER)
    deadline = time.monotonic() + PATIENCE
    # Until then it answers, from the database: quicker than it starts, the worker may have mended.
    while fresh.ask("find sprachcafe")["degraded"] or "is rebuilt by itself" not in worker.log:
        assert time.monotonic() < deadline, worker.log
        time.sleep(0.2)
    for server in [fresh, *web_servers]:
        assert server.ask("find sprachcafe") == {"total": 1, "degraded": False}
