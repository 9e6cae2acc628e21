"""No page breaks a rule of WCAG 2.2 AA that a machine can check."""

import pytest
from playwright.sync_api import expect

from practices.packing import services as packing
from practices.packing import worker
from practices.packing.models import Pack, PackState
from tests.practices.importing.sheets import ROW, xlsx

from .world import size

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """([within, tags]) =>
  axe.run(within || document, {runOnly: {type: 'tag', values: tags}})"""


def violations(page, axe: str, *, within: str = "") -> list[str]:
    """What axe finds on a page or in the part `within`, as sentences: rule, element, and why."""
    # After a click the page is there before its contents are.
    page.wait_for_load_state()
    # The page's own policy forbids foreign scripts, so axe comes in by the debugger's door.
    page.evaluate(axe + "; null")
    return [
        f"{found['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for found in page.evaluate(RUN, [within, TAGS])["violations"]
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_account_passes(world, browsing, axe, width, scheme):
    page = browsing.open(
        "/konto/",
        viewport=size(width),
        color_scheme=scheme,
        reduced_motion="reduce",
        user=world.cast.editor_bochum.email,
    )
    assert violations(page, axe) == []
    for path in (
        "/konto/password/change/",
        "/konto/email/",
        "/konto/logout/",
        "/wir-suchen/wunsch/?text=Xylophon",
        "/wir-suchen/danke/",
    ):
        page.goto(path)
        assert violations(page, axe) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_learning_passes(cast, learning, browsing, axe, width, scheme):
    page = browsing.open(
        "/lernen/",
        viewport=size(width),
        color_scheme=scheme,
        reduced_motion="reduce",
        user=cast.learner.email,
    )
    found = {}
    for name, address in learning.items():
        page.goto(address)
        if problems := violations(page, axe):
            found[name] = problems
    assert found == {}


def test_import_in_the_admin_passes(world, browsing, axe):
    """The form, its errors, the preview and the result; Wagtail's frame is Wagtail's."""
    page = browsing.open("/admin/praxis-import/", user=world.cast.administrator.email)
    assert violations(page, axe, within="main") == []
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.locator("main .error-message").first).to_be_visible()
    assert violations(page, axe, within="main") == []
    page.locator('main input[type="file"]').set_input_files(
        {
            "name": "praxis.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": xlsx(ROW, {**ROW, "Titel": "Tandem", "Handlungsfelder": "Unbekanntes"}),
        }
    )
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.locator("main table")).to_contain_text("Unbekanntes")
    assert violations(page, axe, within="main") == []
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_role("heading", name="Ergebnis von „praxis.xlsx“")).to_be_visible()
    # Wagtail's own messages fade in, and have less contrast on their way.
    page.locator(".messages").evaluate_all("lists => lists.forEach((list) => list.remove())")
    assert violations(page, axe, within="main") == []


def test_new_city_in_the_admin_passes(world, browsing, axe):
    page = browsing.open("/admin/staedte/neu/", user=world.cast.administrator.email)
    assert violations(page, axe, within="main") == []
    page.get_by_role("button", name="Stadt aufnehmen").click()
    expect(page.locator("main .error-message").first).to_be_visible()
    assert violations(page, axe, within="main") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["pdf", "vorlagen"])
def test_what_is_being_made_passes(world, browsing, axe, monkeypatch, path, scheme):
    """The page that says how far a PDF or a large pack is, on its way, ready, and failed."""
    monkeypatch.setattr(packing, "LARGE", 1)
    monkeypatch.setattr(worker.maker, "notify", lambda: None)
    page = browsing.open(
        f"/praxis/{world.practice.pk}/{path}/", viewport=size(360), color_scheme=scheme
    )
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert violations(page, axe) == []
    Pack.objects.update(state=PackState.FAILED)
    expect(page.get_by_role("link", name="Noch einmal versuchen")).to_be_visible()
    assert violations(page, axe) == []
