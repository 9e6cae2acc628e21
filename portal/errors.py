"""The pages that people meet when something went wrong."""

import difflib
import re
from urllib.parse import unquote

from django.shortcuts import render
from wagtail.models import Page

from portal.content.cards import Card, cards_of_hits
from portal.facets import KINDS
from portal.translating.pages import ORIGINALS
from search.request import SearchRequest, clean_text
from search.services import find

SUGGESTIONS = 4
#: Addresses like these are asked for by machines; nobody reads suggestions there.
_MACHINE_MADE = re.compile(r"\.[a-z0-9]{2,5}$|^/(media|static|api|feeds|\.)", re.IGNORECASE)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def page_not_found(request, exception):
    """Says so, and offers pages near to what the address seems to mean; redirects nothing."""
    return render(
        request,
        "404.html",
        {
            "suggestions": near_pages(request.path),
            "guess": _guess(request.path),
        },
        status=404,
    )


def near_pages(path: str) -> list[Card]:
    """Pages whose address is near to a mistyped one, else what a search for its words finds.

    Costs a query and, where no address is near, a search; nothing for the addresses that only
    machines ask for.
    """
    words = _words(path)
    if not words or _MACHINE_MADE.search(path):
        return []
    return _near_slugs(words[-1]) or cards_of_hits(
        find(SearchRequest(text=_guess(path), page_size=SUGGESTIONS)).hits
    )


def _guess(path: str) -> str:
    """What somebody may have looked for: the last readable part of the path, as words."""
    return " ".join(_words(path)[-1:]).replace("-", " ")


def _words(path: str) -> list[str]:
    """The readable segments of a path, e.g. `/alt/Anonyme_Bewerbung.html` → that last one."""
    segments = clean_text(unquote(path))[:200].strip("/").split("/")
    cleaned = (re.sub(r"[\W_]+", "-", segment.lower()).strip("-") for segment in segments)
    return [segment for segment in cleaned if len(segment) > 2 and not segment.isdigit()]


def _near_slugs(slug: str) -> list[Card]:
    """Public pages with nearly this slug; compares only slugs with the same first letter."""
    pages = (
        Page.objects.live()
        .public()
        .filter(ORIGINALS, depth__gt=2, slug__istartswith=slug[0])
        .order_by("-last_published_at")[:500]
    )
    by_slug: dict[str, Page] = {}
    for page in pages:
        by_slug.setdefault(page.slug, page)
    return [
        Card(title=by_slug[near].title, url=url, kind_label=_kind_label(by_slug[near]))
        for near in difflib.get_close_matches(slug, by_slug, n=SUGGESTIONS, cutoff=0.72)
        if (url := by_slug[near].get_url())
    ]


def _kind_label(page: Page) -> str:
    model = page.specific_class
    label = getattr(model, "search_label", "")
    return str(label or KINDS.get(getattr(model, "search_kind", ""), ""))
