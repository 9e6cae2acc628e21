"""What editors have pinned to a search."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.translation import get_language

from .. import sources
from ..request import SearchRequest
from ..results import Hit
from .matching import phrase_key, phrase_keys
from .models import MAX_ENTRIES, Pin, PinnedEntry


def pinned_hits(request: SearchRequest) -> Sequence[Hit]:
    """The entries that stand before the hits of a search, in the editors' order.

    Only those that everybody may see, as the database has them now, and that the filters of
    the search let through. One query, and where something is pinned to the search, what the
    documents of a few pages cost.
    """
    key = phrase_key(request.text)
    if not key or request.effective_sort != "relevanz":
        return ()
    ids = _pinned_ids(key)
    if not ids:
        return ()
    documents = sources.load(ids).documents
    language = get_language()
    shown = [
        documents[document_id].in_language(language)
        for document_id in ids
        if document_id in documents and request.admits(documents[document_id].facets)
    ]
    return [
        Hit(document=document, title=escape(document.title), excerpt=escape(document.summary))
        for document in shown[:MAX_ENTRIES]
    ]


def _pinned_ids(key: str) -> list[str]:
    """Ids of the pages that pins in force put before a search, each once."""
    # The pins are few, and what makes two searches alike is the analysis' business: reading all
    # of them is one short query, and no stored key can be out of date.
    entries = (
        PinnedEntry.objects.filter(pin__in=Pin.objects.in_force())
        .order_by("pin_id", "sort_order", "pk")
        .values_list("pin__phrases", "page_id")
    )
    return list(
        dict.fromkeys(
            sources.page_document_id(page_id)
            for phrases, page_id in entries
            if key in phrase_keys(phrases)
        )
    )
