"""Results follow what is typed and chosen; focus, address and the way back stay right."""

import re

from playwright.sync_api import expect

from .world import size


def test_typing_and_filtering_by_keyboard(world, browsing):
    page = browsing.open("/suche/")
    field = page.locator("#suchtext")
    field.press_sequentially("Bewerbung", delay=20)
    expect(page.locator("#treffer")).to_contain_text("„Bewerbung“")
    expect(page).to_have_url(f"{browsing.address}/suche/?q=Bewerbung")
    expect(page).to_have_title(re.compile("Treffer für „Bewerbung“ – Interkulturelle Städteregion"))
    expect(field).to_be_focused()

    city = page.locator("#stadt-herne")
    city.focus()
    page.keyboard.press("Space")
    expect(page.locator(".chip--remove")).to_have_count(1)
    expect(page).to_have_url(f"{browsing.address}/suche/?q=Bewerbung&stadt=herne")
    expect(city).to_be_focused()
    expect(city).to_be_checked()

    page.go_back()
    expect(page.locator(".chip--remove")).to_have_count(0)
    expect(field).to_have_value("Bewerbung")


def test_a_result_can_be_clicked_right_after_typing(world, browsing):
    """Leaving the field must not replace the link under the pointer."""
    page = browsing.open("/suche/")
    page.locator("#suchtext").press_sequentially("Bewerbung", delay=20)
    expect(page.locator("#treffer")).to_contain_text("„Bewerbung“")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    # Suggestions lie over the results, and go away as somebody reaches for these.
    expect(page.get_by_role("listbox")).to_be_visible()
    hit = page.locator(".hit").first
    hit.hover(position={"x": hit.bounding_box()["width"] - 20, "y": 20})
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.locator(".hit__title a").first.click()
    page.wait_for_url("**/staedte/**")
    assert not [url for url in requests if "/suche/?" in url]


def test_a_word_of_a_file_leads_to_the_file(world, browsing):
    page = browsing.open("/suche/?q=Kriterienraster", viewport=size(360))
    hit = page.locator(".hit")
    expect(hit).to_have_count(1)
    expect(hit.locator(".hit__file")).to_contain_text("Gefunden in:")
    expect(hit.locator(".hit__file mark")).to_have_text("Kriterienraster")

    with page.expect_download() as downloading:
        hit.get_by_role("link", name="Bewertungsmatrix.txt").click()

    assert downloading.value.path().read_text() == "Ein Kriterienraster in Zeilen."
