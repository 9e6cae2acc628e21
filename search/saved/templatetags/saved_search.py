from dataclasses import dataclass

from django import template

from search.saved import addresses
from search.saved.services import as_saved

register = template.Library()


@dataclass(frozen=True, slots=True)
class KeepingLinks:
    """Where one keeps the search of a page, and where its feed is."""

    save: str
    feed: str


@register.simple_tag(takes_context=True)
def keeping_links(context) -> KeepingLinks:
    """`{% keeping_links as keeping %}` on a search page: `keeping.save`, `keeping.feed`."""
    search = as_saved(context["page"].search_request(context["request"]))
    return KeepingLinks(
        save=addresses.save_address(search), feed=addresses.public_feed_address(search)
    )
