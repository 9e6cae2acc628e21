"""Data for machines in real pages, and a piece of the portal in the page of another site."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import expect

from .test_axe import violations
from .test_reflow import lost
from .world import size

GUIDE = "/einbetten/stadt/bochum/anleitung/"


def test_a_block_of_data_breaks_no_policy(world, browsing):
    """A complaint of the browser would fail the test; nothing runs the blocks that are there."""
    page = browsing.open(world.practice.url)
    data = page.locator('script[type="application/ld+json"]')
    kinds = "of => of.map(it => JSON.parse(it.textContent)).map(it => it['@type'] || it.type)"
    assert data.evaluate_all(kinds) == ["Article", ["LearningResource", "Article"]]
    page.goto(world.module.url)
    assert data.evaluate_all(kinds) == ["Course", ["LearningResource", "Course"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_guide_passes_and_loses_nothing(world, browsing, axe, width, scheme):
    page = browsing.open(GUIDE, viewport=size(width), color_scheme=scheme, reduced_motion="reduce")
    assert violations(page, axe) + lost(page) == []
    page.get_by_label("Wie viele Einträge?").fill("1")
    page.get_by_role("button", name="Vorschau und Code erneuern").click()
    expect(page.locator(".embed-preview li")).to_have_count(1)
    assert "anzahl=1" in page.locator("#einbetten-code").input_value()


def test_another_site_shows_the_entries(world, browsing, live_server, settings):
    """The page of another origin has the code that the guide gives, and nothing else."""
    settings.SITE_URL = live_server.url
    guide = BeautifulSoup(Client().get(GUIDE).content, "html.parser")
    code = guide.select_one("#einbetten-code").text
    other = live_server.url.replace("localhost", "127.0.0.1")
    assert other != live_server.url
    # Another origin, with a page that has no policy of its own.
    page = browsing.open(f"{other}/api/v3/openapi.json")
    snippet = BeautifulSoup(code, "html.parser")
    page.evaluate("html => { document.body.innerHTML = html }", str(snippet.div))
    page.evaluate(f"() => {{ {snippet.script.string} }}")
    expect(page.get_by_role("link", name=world.practice.title)).to_be_visible()
    expect(page.get_by_role("link", name="Alles aus Bochum")).to_be_visible()
    assert page.context.cookies() == []
    # It is the other site here that asks, and only for the piece.
    assert set(browsing.foreign_requests) == {f"{other}/api/v3/openapi.json"}
    browsing.foreign_requests.clear()
