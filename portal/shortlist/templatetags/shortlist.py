from django import template

from portal.shortlist.selectors import public_ids
from portal.shortlist.stores import store_of
from search.sources import page_of_document

register = template.Library()


def _ids(request) -> list[int]:
    """The public entries on the list, read once a request and not at all for crawlers.

    Without a session there is nothing to look for: no query, for visitors with nothing.
    """
    if not hasattr(request, "_shortlist_ids"):
        # Some answers are made before there are sessions, such as those of a broken site.
        ready = hasattr(request, "user") and hasattr(request, "session")
        request._shortlist_ids = public_ids(store_of(request).ids()) if ready else []
    return request._shortlist_ids


@register.simple_tag(takes_context=True)
def shortlist_count(context) -> int:
    """`{% shortlist_count as kept %}`: how many entries one has on the list."""
    request = context.get("request")
    return len(_ids(request)) if request else 0


@register.inclusion_tag("shortlist/button.html", takes_context=True)
def shortlist_button(context, pk, title: str, language: str = "de", error: str = "") -> dict:
    """The button that puts an entry on the list or takes it off.

    `pk` is a page's key or, in a list of results, the id of its document; its title, where the
    page has several buttons, is in that language. The page must have
    `shortlist/form.html` somewhere outside other forms.
    """
    pk = pk if isinstance(pk, int) else page_of_document(pk)
    request = context.get("request")
    return {
        "pk": pk,
        "title": title,
        "language": language,
        "error": error,
        "kept": bool(request) and pk in _ids(request),
    }
