"""Files of a package come with their type, in parts where asked, and with the cage around them."""

import pytest

from training.cage.media_types import media_type
from training.cage.ranges import UnsatisfiableRangeError, byte_range

from .packed import body, fetch, packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(cast):
    return packed(cast)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html"),
        ("INDEX.HTM", "text/html"),
        ("shared/api.js", "text/javascript"),
        ("a.mjs", "text/javascript"),
        ("film.mp4", "video/mp4"),
        ("film.vtt", "text/vtt"),
        ("bild.svg", "image/svg+xml"),
        ("schrift.woff2", "font/woff2"),
        ("imsmanifest.xml", "application/xml"),
        ("ohne", "application/octet-stream"),
        ("daten.xyz123", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_the_name_and_without_a_charset(name, kind):
    assert media_type(name) == kind


def test_a_file_has_the_headers_of_the_cage(lesson):
    response = fetch(lesson.grant, "inhalt/Bild ä.svg")

    assert body(response) == b"<svg/>"
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    policy = response.headers["Content-Security-Policy"]
    assert "connect-src 'self' data: blob:;" in policy
    assert "sandbox allow-scripts allow-same-origin " in policy
    for freedom in ("allow-popups", "allow-top-navigation", "http://*", "https:"):
        assert freedom not in policy
    assert not response.cookies


@pytest.mark.parametrize("path", ["fehlt.html", "../index.html", "%2e%2e/x", "a//b", "x\\y"])
def test_what_is_not_in_the_package_is_not_found(lesson, path):
    response = fetch(lesson.grant, f"inhalt/{path}")

    assert response.status_code == 404
    assert "Content-Security-Policy" in response.headers


def test_a_service_worker_is_refused(lesson):
    worker = fetch(lesson.grant, "inhalt/index.html", headers={"Service-Worker": "script"})

    assert worker.status_code == 403


def test_a_film_comes_in_parts(lesson):
    whole = fetch(lesson.grant, "inhalt/film.mp4")
    part = fetch(lesson.grant, "inhalt/film.mp4", headers={"Range": "bytes=10-19"})

    assert whole.headers["Accept-Ranges"] == "bytes"
    assert whole.headers["Content-Length"] == "200"
    assert part.status_code == 206
    assert part.headers["Content-Range"] == "bytes 10-19/200"
    assert part.headers["Content-Length"] == "10"
    assert part.headers["Content-Type"] == "video/mp4"
    assert body(part) == bytes(range(10, 20))


def test_a_range_behind_the_end_is_refused(lesson):
    response = fetch(lesson.grant, "inhalt/film.mp4", headers={"Range": "bytes=200-"})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */200"


def test_a_part_of_another_state_is_the_whole(lesson):
    headers = {"Range": "bytes=0-9", "If-Range": '"eine andere"'}

    assert fetch(lesson.grant, "inhalt/film.mp4", headers=headers).status_code == 200


def test_what_the_browser_has_is_not_sent_again(lesson):
    tag = fetch(lesson.grant, "inhalt/film.mp4").headers["ETag"]
    again = fetch(lesson.grant, "inhalt/film.mp4", headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert body(again) == b""


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-", (0, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-30", (0, 9)),
        ("bytes=5-99", (5, 9)),
        ("bytes= 1 - 2", (1, 2)),
        ("bytes=5-4", None),
        ("bytes=0-1,4-5", None),
        ("bytes=-", None),
        ("zeilen=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٠-٩", None),
    ],
)
def test_one_range_of_bytes_is_understood(header, part):
    assert byte_range(header, 10) == part


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0)])
def test_a_range_outside_is_an_error(header, size):
    with pytest.raises(UnsatisfiableRangeError):
        byte_range(header, size)
