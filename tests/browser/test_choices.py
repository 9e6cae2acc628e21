"""Language and look are chosen in the footer, and everything works without JavaScript."""

import pytest
from playwright.sync_api import expect

from .world import size


@pytest.mark.parametrize("javascript", [True, False])
def test_look_is_chosen_and_kept(world, browsing, javascript):
    page = browsing.open("/", color_scheme="light", java_script_enabled=javascript)
    page.get_by_role("button", name="dunkel").click()
    page.goto("/staedte/")
    assert page.locator("html").get_attribute("data-kern-theme") == "dark"
    assert page.locator("button[name=theme][value=dark]").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="wie das Gerät").click()
    assert page.locator("html").get_attribute("data-kern-theme") is None


def test_interface_language_is_chosen(world, browsing):
    page = browsing.open("/staedte/")
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/staedte/")


def test_search_and_filters_without_javascript(world, browsing):
    page = browsing.open("/", java_script_enabled=False)
    page.locator("input[name=q]").fill("Bewerbung")
    page.locator(".search-box__button").click()
    page.wait_for_url("**/suche/?q=Bewerbung*")
    page.locator("#stadt-herne").check()
    page.locator(".facets__apply").click()
    page.wait_for_url("**stadt=herne*")
    assert page.locator(".chip--remove").count() == 1
    page.locator(".pagination a[rel=next]").click()
    assert page.locator(".hit").count() >= 1


def test_menu_and_answers_without_javascript(world, browsing):
    page = browsing.open(world.practice.url, viewport=size(360), java_script_enabled=False)
    page.locator(".menu__toggle").click()
    assert page.locator(".menu__panel a[href='/staedte/']").is_visible()
    page.locator("details.kern-accordion summary").first.click()
    assert page.get_by_text("Die Stadt.").is_visible()


def test_editors_find_wagtails_bar(world, browsing):
    """Wagtail's own bar works under the site's security policy."""
    page = browsing.open(world.practice.url, user=world.cast.administrator.email)
    page.locator("#wagtail-userbar-trigger").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
