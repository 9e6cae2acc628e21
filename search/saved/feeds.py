"""Searches as Atom feeds (RFC 4287): any search, and a person's own under a secret address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from ..documents import SearchDocument
from ..mailing import site_host
from ..request import SearchRequest, clean_text
from . import addresses
from .models import SavedSearch
from .news import Newest, newest
from .services import as_saved
from .titles import describe

MAX_ENTRIES = 30
#: Feed readers ask every hour; a cache before the site may answer this long.
CACHED_SECONDS = 300
RETRY_SECONDS = 300
#: Atom wants a date of a feed without entries, and it must not change each time one asks.
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class SearchAtom(Atom1Feed):
    """Says the language of each entry, and stays the same while nothing has changed."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["begun"]

    def item_attributes(self, item: Mapping) -> dict[str, str]:
        return {} if item["language"] == self.feed["language"] else {"xml:lang": item["language"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a feed holds. `guid` stays when the address changes; None: the address is it.

    `link` is the page that the feed is of; without one, the search's own.
    """

    title: str
    search: SearchRequest
    address: str
    entries: Sequence[SearchDocument]
    guid: str | None = None
    subtitle: str = ""
    link: str = ""
    begun: datetime = _BEGINNING


class SearchFeed(Feed):
    """Django's feed of a `Content`. Texts are cleaned of signs that XML cannot hold."""

    feed_type = SearchAtom
    language = settings.LANGUAGE_CODE

    def get_object(self, request: HttpRequest, content: Content) -> Content:
        return content

    def title(self, content: Content) -> str:
        return f"{content.title} – {settings.WAGTAIL_SITE_NAME}"

    def subtitle(self, content: Content) -> str:
        return content.subtitle or _("Die neuesten Einträge zu dieser Suche.")

    def link(self, content: Content) -> str:
        return content.link or addresses.search_address(content.search.sorted_by("neu"))

    def feed_url(self, content: Content) -> str:
        return content.address

    def feed_guid(self, content: Content) -> str | None:
        return content.guid

    def feed_extra_kwargs(self, content: Content) -> dict[str, object]:
        return {"begun": content.begun}

    def author_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def items(self, content: Content) -> Sequence[SearchDocument]:
        return content.entries

    def item_title(self, item: SearchDocument) -> str:
        return clean_text(item.title)

    def item_description(self, item: SearchDocument) -> str:
        return escape(clean_text(item.summary))  # Django writes it as type="html"

    def item_link(self, item: SearchDocument) -> str:
        return item.url

    def item_guid(self, item: SearchDocument) -> str:
        # A tag URI (RFC 4151): a page that moves keeps it, and is not read as a new one.
        day = item.published.astimezone(UTC) if item.published else _BEGINNING
        return f"tag:{site_host()},{day:%Y-%m-%d}:{item.id}"

    def item_pubdate(self, item: SearchDocument) -> datetime | None:
        return item.published

    def item_updateddate(self, item: SearchDocument) -> datetime:
        return item.updated or item.published or _BEGINNING

    def item_author_name(self, item: SearchDocument) -> str:
        return clean_text(item.city) or settings.WAGTAIL_SITE_NAME

    def item_categories(self, item: SearchDocument) -> Sequence[str]:
        return [clean_text(tag) for tag in item.tags]

    def item_extra_kwargs(self, item: SearchDocument) -> dict[str, str]:
        return {"language": item.language}


@require_safe
@conditional_page
def search_feed(request: HttpRequest) -> HttpResponse:
    """`/feeds/suche/`: the newest entries of any search, with the search page's parameters."""
    with translation.override(settings.LANGUAGE_CODE):
        search = as_saved(SearchRequest.parse(request.GET))
        found = newest(search, limit=MAX_ENTRIES)
        content = Content(
            title=describe(search),
            search=search,
            address=addresses.public_feed_address(search),
            entries=found.documents,
        )
        return answer(request, content, found, caching=f"public, max-age={CACHED_SECONDS}")


@require_safe
@conditional_page
def saved_search_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's saved search; the address is the permission, because readers sign in nowhere.

    It holds what every visitor may see; private are the words that somebody looks for.
    """
    saved = SavedSearch.objects.filter(feed_token=token, owner__is_active=True).first()
    if saved is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        found = newest(saved.request, limit=MAX_ENTRIES)
        content = Content(
            title=saved.title,
            search=saved.request,
            address=addresses.private_feed_address(saved),
            entries=found.documents,
            guid=f"tag:{site_host()},{saved.created_at:%Y-%m-%d}:suche-{saved.pk}",
            begun=saved.created_at,
        )
        return answer(request, content, found, caching="private, no-cache")


def answer(request: HttpRequest, content: Content, found: Newest, *, caching: str) -> HttpResponse:
    """The feed. Without the engine what the database finds, and never an empty one.

    A reader that was told "nothing" would throw away what it has: told to come back later
    (RFC 9110, section 15.6.4), it keeps it.
    """
    if found.degraded and not found.documents:
        response = HttpResponse(
            _("Die Suche ist gerade nicht erreichbar. Bitte fragen Sie in einigen Minuten wieder."),
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(RETRY_SECONDS)},
        )
    else:
        response = SearchFeed()(request, content=content)
    response["Cache-Control"] = caching
    if found.degraded:
        # Nobody is to remember this answer, nor to compare a later one with it.
        response["Cache-Control"] = "no-store"
        del response["Last-Modified"]
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = settings.LANGUAGE_CODE
    return response
