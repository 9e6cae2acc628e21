"""A question to a mailbox, in a real browser."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from portal.asking import guarding

from .test_axe import violations
from .world import size


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_asks(world, browsing, monkeypatch, javascript):
    monkeypatch.setattr(guarding, "MIN_SECONDS", 0)
    page = browsing.open(world.practice.url, java_script_enabled=javascript)
    page.get_by_role("link", name="Frage stellen").click()
    expect(page.get_by_label("Betreff")).to_have_value(f"Frage zu „{world.practice.title}“")
    page.get_by_label("Ihre E-Mail-Adresse").fill("frage@anderswo.example")
    page.get_by_label("Ihre Frage").fill("Wie lange hat es gedauert?")
    page.get_by_role("button", name="Frage abschicken").click()
    expect(page.get_by_text("Ihre Frage ist unterwegs")).to_be_visible()
    assert mail.outbox[-1].reply_to == ["frage@anderswo.example"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_errors_are_read_first(world, browsing, axe, scheme):
    page = browsing.open(f"/kontakt/{world.practice.pk}/", viewport=size(360), color_scheme=scheme)
    page.get_by_role("button", name="Frage abschicken").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert violations(page, axe) == []


def test_the_trap_is_out_of_everybody_s_way(world, browsing):
    page = browsing.open(f"/kontakt/{world.practice.pk}/")
    trap = page.locator("[name=website]")
    expect(trap).not_to_be_in_viewport()
    page.get_by_label("Ihre Frage").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Frage abschicken")).to_be_focused()
