"""The addresses of a saved search, in pages, mails and feeds."""

from django.core.signing import Signer
from django.urls import reverse

from ..request import SearchRequest
from .models import SavedSearch

#: The page that searches everything; the address stays.
SEARCH_PAGE = "/suche/"
_signer = Signer(salt="search.saved.unsubscribe")


def search_address(search: SearchRequest) -> str:
    return _with_query(SEARCH_PAGE, search)


def save_address(search: SearchRequest) -> str:
    """The form that keeps a search."""
    return _with_query(reverse("search_saved:create"), search)


def public_feed_address(search: SearchRequest) -> str:
    return _with_query(reverse("search_feed"), search)


def private_feed_address(saved: SavedSearch) -> str:
    return reverse("saved_search_feed", args=[saved.feed_token])


def unsubscribe_address(saved: SavedSearch) -> str:
    """A link that ends the mails without a sign-in: the signature is the permission.

    It never expires, because mails are read, and annoy, years later.
    """
    return reverse("search_saved:unsubscribe", args=[_signer.sign(str(saved.pk))])


def saved_search_of(signed: str) -> SavedSearch | None:
    """The search that an unsubscribe link names; None if it has been deleted.

    Raises `BadSignature` for a link that we did not write, or that a mail program has cut.
    """
    number = _signer.unsign(signed)
    return SavedSearch.objects.filter(pk=number).select_related("owner").first()


def _with_query(path: str, search: SearchRequest) -> str:
    query = search.query_string()
    return f"{path}?{query}" if query else path
