"""The pages that people meet when something went wrong."""

import difflib
import logging
import re
import sys
from urllib.parse import unquote

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import defaults
from wagtail.models import Page

from portal.content.cards import Card, cards_of_hits
from portal.facets import KINDS
from portal.languages import chosen_language
from portal.outages import is_away
from portal.translating.pages import ORIGINALS
from search.request import SearchRequest, clean_text
from search.services import find

logger = logging.getLogger(__name__)

SUGGESTIONS = 4
#: When somebody may try again whom the absent database has sent away, in seconds.
RETRY_AFTER = 30
#: Addresses like these are asked for by machines; nobody reads suggestions there.
_MACHINE_MADE = re.compile(r"\.[a-z0-9]{2,5}$|^/(media|static|api|feeds|\.)", re.IGNORECASE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for more than a form may send; without the database."""
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return defaults.bad_request(request, exception)
    return HttpResponse(render_to_string("413.html"), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 for a mistake of ours; 503 while the database is away, wherever the request met it.

    Called while the exception is handled, in whatever middleware it came up.
    """
    error = sys.exception()
    if is_away(error):
        logger.error("The database is away, and visitors are told to come back: %s", error)
        return unavailable(request)
    return defaults.server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Says when to come back: a page to people, `{"detail": sentence}` to programs.

    The page asks nothing of the database, the session or a context processor.
    """
    with translation.override(chosen_language(request)):
        if _is_program(request):
            detail = _("Das Portal ist gerade nicht erreichbar. Bitte versuchen Sie es später.")
            response = JsonResponse({"detail": detail}, status=503)
        else:
            address = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
            page = render_to_string("503.html", {"address": address})
            response = HttpResponse(page, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    patch_cache_control(response, no_store=True)
    return response


def _is_program(request: HttpRequest) -> bool:
    """An interface, or a script of a page: whoever opens an address names HTML."""
    accepted = request.headers.get("Accept", "text/html")
    return request.path.startswith("/api/") or "text/html" not in accepted


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
