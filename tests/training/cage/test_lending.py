"""Where a browser refuses to store, a page begins with the script that lends it a storage."""

import pytest

from training.cage.lending import with_script

from .packed import body, fetch, packed

SCRIPT = '<script src="/static/portal/cage/lent.js"></script>'
LONG = b"<html><head><title>Lang</title></head>" + b"<p>x</p>" * 20_000 + b"</html>"
FILES = {
    "index.html": b'<!DOCTYPE html><html lang="de"><HEAD profile="x"><script>a</script></HEAD>',
    "lang.htm": LONG,
    "skript.js": b"'<head>'",
}


@pytest.fixture
def lesson(cast):
    return packed(cast, files=FILES)


@pytest.mark.django_db
def test_a_page_gets_it_before_its_own_scripts(lesson):
    response = fetch(lesson.grant, "geliehen/index.html")

    page = body(response).decode()
    assert page == (
        f'<!DOCTYPE html><html lang="de"><HEAD profile="x">{SCRIPT}<script>a</script></HEAD>'
    )
    assert int(response.headers["Content-Length"]) == len(page)
    assert "sandbox allow-scripts" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_long_page_comes_whole(lesson):
    response = fetch(lesson.grant, "geliehen/lang.htm", headers={"Range": "bytes=0-9"})

    assert response.status_code == 200
    assert body(response) == LONG.replace(b"<head>", b"<head>" + SCRIPT.encode())
    assert int(response.headers["Content-Length"]) == len(LONG) + len(SCRIPT)


@pytest.mark.django_db
def test_everything_else_stays_as_it_is(lesson):
    assert body(fetch(lesson.grant, "geliehen/skript.js")) == FILES["skript.js"]
    assert body(fetch(lesson.grant, "inhalt/index.html")) == FILES["index.html"]
    assert fetch(lesson.grant, "geliehen/fehlt.html").status_code == 404


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("<header>x</header>", ""),
        ("<!doctype html>\n<p>x", "<!doctype html>"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html><html><head></head>', None),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_wherever_the_head_begins_and_in_whatever_encoding(page, before, encoding):
    page += "ä"
    before = page[: page.index("<head>") + 6] if before is None else before

    found = with_script(page.encode(encoding)).decode(encoding)

    assert found == before + SCRIPT + page.removeprefix(before)
