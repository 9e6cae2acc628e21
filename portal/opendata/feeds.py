"""Atom feeds of what is new: of a kind, a city, a field of action. Each is a search with a name."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from portal.cities.selectors import live_cities
from portal.taxonomy.models import FieldOfAction
from search.mailing import site_host
from search.request import SearchRequest
from search.saved.feeds import CACHED_SECONDS, MAX_ENTRIES, Content, answer
from search.saved.news import newest

ENTRY_KINDS = ("praxis", "training")
#: The day in the feeds' tag URIs (RFC 4151): from then on the names are ours.
_SINCE = "2026-01-01"


@require_safe
@conditional_page
def kind_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """`/feeds/praxis/`, `/feeds/training/`, `/feeds/gesuche/`"""
    with translation.override(settings.LANGUAGE_CODE):
        titles = {
            "praxis": _("Neue Praxisbeispiele"),
            "training": _("Neue Trainingsmodule"),
            "gesuch": _("Neue Gesuche der Städte"),
        }
        return _feed(request, titles[kind], {"kind": (kind,)}, name=kind)


@require_safe
@conditional_page
def city_feed(request: HttpRequest, key: str) -> HttpResponse:
    """`/feeds/stadt/<key>/`: practices and modules of a public city."""
    city = live_cities().filter(key=key).first()
    if city is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Neues aus %(city)s") % {"city": city.title}
        filters = {"city": (city.key,), "kind": ENTRY_KINDS}
        return _feed(request, title, filters, name=f"stadt-{city.key}", link=city.get_url() or "")


@require_safe
@conditional_page
def field_feed(request: HttpRequest, key: str) -> HttpResponse:
    """`/feeds/handlungsfeld/<key>/`: practices of a field of action, and modules on its theme."""
    field = FieldOfAction.objects.filter(key=key).first()
    if field is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Neues zum Handlungsfeld %(field)s") % {"field": field.title}
        filters = {"theme": (field.key,), "kind": ENTRY_KINDS}
        return _feed(request, title, filters, name=f"handlungsfeld-{field.key}")


def _feed(
    request: HttpRequest,
    title: str,
    filters: dict[str, tuple[str, ...]],
    *,
    name: str,
    link: str = "",
) -> HttpResponse:
    search = SearchRequest(filters=filters)
    found = newest(search, limit=MAX_ENTRIES)
    content = Content(
        title=title,
        subtitle=_("Was die Städte zuletzt veröffentlicht haben."),
        search=search,
        address=request.path,
        link=link,
        entries=found.documents,
        guid=f"tag:{site_host()},{_SINCE}:feed-{name}",
    )
    response = answer(request, content, found, caching=f"public, max-age={CACHED_SECONDS}")
    # A city's intranet often reads it in the browser.
    response["Access-Control-Allow-Origin"] = "*"
    return response
