"""Documents for tests that need no database."""

from datetime import UTC, datetime, timedelta
from itertools import count

from search.documents import SearchDocument

_numbers = count(1)
#: No page of a test has such a number: what waits for the index about pages is not about these.
_BEYOND_PAGES = 2_000_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def make_document(title="Ein Eintrag", **fields) -> SearchDocument:
    """A document with an id of its own; later ones are newer."""
    number = next(_numbers)
    facets = {"kind": (fields.setdefault("kind", "praxis"),)} | fields.pop("facets", {})
    defaults = {
        "id": f"page-{_BEYOND_PAGES + number}",
        "url": f"/eintrag-{number}/",
        "summary": "",
        "published": START + timedelta(days=number),
    }
    return SearchDocument(title=title, facets=facets, **(defaults | fields))
