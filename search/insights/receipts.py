"""What the browser hands back to have a search counted.

The results carry a signed receipt that says what was searched and shown. So nothing is written
while somebody searches, nothing that was not shown can be counted, and nothing about the person
has to be remembered in between.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import timedelta

from django.core import signing

from ..request import SearchRequest
from ..results import SearchResults
from .terms import term_of

_SALT = "search.insights"
#: A page that stood open longer is not counted any more.
VALID_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A page of results: its text, whether anything was found, and what stood where.

    `documents` stand in the order of the page, the first of them at `place` among all hits.
    `is_search` is False for later pages: they belong to a search that has been counted.
    """

    text: str
    found: bool
    place: int
    documents: Sequence[str]
    is_search: bool


def receipt_for(request: SearchRequest, results: SearchResults, shown: Sequence[str]) -> str:
    """The receipt of a page of results that shows these documents; empty if it may not count.

    Hits of another spelling are none for what was typed. Without the engine nobody can say what
    there is, and in another order than the best hits first, places mean nothing.
    """
    if results.degraded or request.effective_sort != "relevanz" or term_of(request.text) is None:
        return ""
    receipt = Receipt(
        text=request.text,
        # With a filter set, nothing found says little about what there is.
        found=bool(request.filters or shown) and not results.corrected,
        place=request.offset + 1,
        documents=list(shown),
        is_search=request.page == 1,
    )
    return signing.dumps(astuple(receipt), salt=_SALT, compress=True)


def read(text: str) -> Receipt | None:
    """The receipt that was handed out as `text`; None if it is false or too old."""
    try:
        return Receipt(*signing.loads(text, salt=_SALT, max_age=VALID_FOR))
    except signing.BadSignature:
        return None
