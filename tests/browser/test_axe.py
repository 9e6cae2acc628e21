"""No page breaks a rule of WCAG 2.2 AA that a machine can check."""

import pytest

from .world import size

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"


def violations(page, axe: str) -> list[str]:
    """What axe finds on a page, as sentences: rule, element, and why."""
    # The page's own policy forbids foreign scripts, so axe comes in by the debugger's door.
    page.evaluate(axe + "; null")
    return [
        f"{found['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for found in page.evaluate(RUN, TAGS)["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_passes(world, browsing, axe, settings, width, scheme):
    settings.ROOT_URLCONF = "tests.browser.urls"
    page = browsing.open("/", viewport=size(width), color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name, address in world.addresses.items():
        page.goto(address)
        if problems := violations(page, axe):
            found[name] = problems
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opened_parts_pass(world, browsing, axe, scheme):
    """The menu, folded answers, and a form that came back with errors."""
    page = browsing.open(world.practice.url, viewport=size(360), color_scheme=scheme)
    page.locator(".menu__toggle").click()
    page.locator("details.kern-accordion summary").first.click()
    assert violations(page, axe) == []
    page = browsing.open("/konto/login/", color_scheme=scheme)
    page.locator("#inhalt button[type=submit]").click()
    assert page.locator("[data-error-summary]").is_visible()
    assert violations(page, axe) == []


def test_account_passes(world, browsing, axe):
    for path in ("/konto/", "/konto/password/change/", "/konto/logout/", "/konto/email/"):
        page = browsing.open(path, user=world.cast.editor_bochum.email)
        assert violations(page, axe) == [], path
