"""`/sitemap.xml` lists what is public, with the day of its last publication; robots find it."""

from datetime import UTC, date, datetime

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.home.models import StandardPage
from portal.opendata import sitemap
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLISHED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def files() -> list[str]:
    """The addresses of the files that `/sitemap.xml` names, without the host."""
    response = Client().get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    found = fromstring(response.content)
    assert found.tag == f"{NS}sitemapindex"
    return ["/" + loc.text.split("/", 3)[3] for loc in found.iter(f"{NS}loc")]


def lines(file: str) -> list[tuple[str, str | None]]:
    """Path and day of what a file lists."""
    response = Client().get(file)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return [
        ("/" + url.findtext(f"{NS}loc").split("/", 3)[3], url.findtext(f"{NS}lastmod"))
        for url in fromstring(response.content).findall(f"{NS}url")
    ]


def listed() -> dict[str, str | None]:
    """Path → day, of all files."""
    return {path: day for file in files() for path, day in lines(file)}


def test_public_pages_are_listed(cast):
    practice = GoodPracticeFactory(parent=cast.bochum)
    module = TrainingModuleFactory(parent=cast.herne)
    found = listed()
    assert {"/", "/suche/", "/praxis/", "/staedte/", "/staedte/bochum/"} <= set(found)
    assert {practice.url, module.url, "/nachnutzung/", "/wir-suchen/", "/offene-daten/"} <= set(
        found
    )


def test_the_day_is_that_of_the_publication_and_not_of_a_draft(cast, time_machine):
    practice = GoodPracticeFactory(parent=cast.bochum, last_published_at=PUBLISHED)
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    practice.title = "Noch nicht veröffentlicht"
    practice.save_revision()
    assert listed()[practice.url] == "2026-03-01"


def test_a_version_in_easy_language_is_listed_beside_its_practice(cast):
    easy = {"easy_body": [("text", "<p>Die Stadt hilft.</p>")], "last_published_at": PUBLISHED}
    practice = GoodPracticeFactory(parent=cast.bochum, **easy)
    draft = GoodPracticeFactory(parent=cast.bochum, live=False, **easy)
    archived = GoodPracticeFactory(parent=cast.bochum, archived_on=date(2026, 3, 1), **easy)
    private = GoodPracticeFactory(parent=cast.herne, **easy)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = listed()
    assert found[f"{practice.url}leichte-sprache/"] == "2026-03-01"
    for hidden in (draft, archived, private):
        assert f"{hidden.url}leichte-sprache/" not in found


def test_never_published_frames_have_no_day(cast):
    assert listed()["/suche/"] is None


def test_drafts_and_private_pages_are_not_listed(cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    private = GoodPracticeFactory(parent=cast.bochum)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = GoodPracticeFactory(parent=cast.herne)
    PageViewRestriction.objects.create(page=cast.herne, restriction_type="login")
    found = set(listed())
    assert not found & {draft.url, private.url, hidden.url, cast.herne.url}
    assert not StandardPage.objects.filter(live=True).exists()
    assert "/impressum/" not in found


def test_archived_practices_are_not_listed(cast):
    archived = GoodPracticeFactory(parent=cast.bochum, archived_on=date(2026, 5, 1))
    assert Client().get(archived.url).status_code == 200
    assert archived.url not in listed()


@pytest.mark.parametrize("address", ["/merkliste/", "/praxis/vergleich/", "/konto/login/"])
def test_what_is_not_to_be_indexed_is_not_listed(cast, address):
    assert b'name="robots" content="noindex"' in Client().get(address, follow=True).content
    assert address not in listed()


def test_a_large_stock_is_in_several_files_and_everything_in_one_of_them(cast, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 10)
    practices = {GoodPracticeFactory(parent=cast.bochum).url for _number in range(25)}
    parts = [lines(file) for file in files()]
    assert all(0 < len(part) <= 10 for part in parts if part != parts[-1])
    paths = [path for part in parts for path, _day in part]
    assert len(paths) == len(set(paths))
    assert practices <= set(paths)
    assert Client().get("/sitemap-pages.xml?p=99").status_code == 404
    assert Client().get("/sitemap-andere.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-parts.xml"])
def test_queries_do_not_grow(cast, address):
    easy = [("text", "<p>Die Stadt hilft.</p>")]
    GoodPracticeFactory(parent=cast.bochum, easy_body=easy)
    TrainingModuleFactory(parent=cast.bochum)
    few = queries_for(address)
    for _number in range(8):
        GoodPracticeFactory(parent=cast.bochum, easy_body=easy)
        TrainingModuleFactory(parent=cast.herne)
    assert queries_for(address) == few
    assert few <= 16


def test_robots_are_told_where_it_is(cast, client, settings):
    settings.SITE_URL = "https://portal.example"
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Sitemap: https://portal.example/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    # Open data is for robots, too.
    assert not [line for line in lines if "/api/" in line or "/feeds/" in line]
