"""What editors work with beside Wagtail's own pages is all there on a phone."""

import pytest
from django.utils import timezone

from search.insights.models import ClickCount, SearchCount

from .world import LONG, size

#: Wagtail's `main` hides what is wider than the window: no scrolling brings it back.
OUT_OF_REACH = """() => [...document.querySelectorAll("main *")].filter(element => {
  const box = element.getBoundingClientRect();
  const says = element.matches("input, select, textarea") || [...element.childNodes].some(
    node => node.nodeType === 3 && node.textContent.trim());
  if (!says || !box.width || box.right <= document.documentElement.clientWidth + 1) return false;
  if (element.closest(".w-minimap, .w-breadcrumbs")) return false;
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(above).overflowX)
      && above.scrollWidth > above.clientWidth) return false;
  }
  return true;
}).map(element => element.outerHTML.slice(0, 120))"""
ADDRESSES = [
    "/admin/nachnutzung/",
    "/admin/gesuche/",
    "/admin/figures/",
    "/admin/figures/new/",
    "/admin/kennzahlen-import/",
    "/admin/praxis-import/",
    "/admin/test-extensions/",
    "/admin/test-extensions/new/",
    "/admin/suche/auswertung/",
    "/admin/suche/auswertung/?liste=ohne-treffer",
    "/admin/suche/auswertung/?liste=angeklickt",
    "/admin/staedte/freigabe/",
    "/admin/rueckmeldungen/",
    "/admin/bescheinigungen/",
]
OVERVIEWS = [
    f"/admin/uebersichten/{key}/" for key in ("wartet", "altert", "luecken", "bestaetigungen")
]


@pytest.fixture(autouse=True)
def searched(world):
    day, term = timezone.localdate(), LONG.lower()
    SearchCount.objects.create(day=day, term=term, spelling=LONG, searches=12, without_hits=7)
    hit = f"page-{world.practice.pk}"
    ClickCount.objects.create(day=day, term=term, document_id=hit, place=1, clicks=5)


def out_of_reach(page, addresses) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        page.goto(address)
        if lost := page.evaluate(OUT_OF_REACH):
            found[address] = lost
    return found


def test_an_editor_reaches_everything_at_360_pixels(world, browsing):
    page = browsing.open("/admin/", viewport=size(360), user=world.cast.editor_bochum.email)
    assert out_of_reach(page, ADDRESSES) == {}


def test_a_reviewer_too(world, browsing):
    page = browsing.open("/admin/", viewport=size(360), user=world.cast.reviewer.email)
    assert out_of_reach(page, ADDRESSES + OVERVIEWS) == {}
