"""Saved searches and entries, in one line each."""

from django.http import QueryDict
from django.utils import timezone

from search.models import OutboxEntry
from search.request import SearchRequest
from search.saved.models import SavedSearch
from search.saved.services import save_search
from tests.factories import GoodPracticeFactory


def save(owner, query="q=tandem", *, frequency="taeglich", title="Tandems") -> SavedSearch:
    """A search that the owner keeps, given as the address of the search page has it."""
    search = SearchRequest.parse(QueryDict(query))
    return save_search(owner=owner, search=search, title=title, frequency=frequency)


def publish(city, title="Tandem", **fields):
    """An entry that is published at this moment; the outbox knows, the index not yet."""
    return GoodPracticeFactory(
        parent=city,
        title=title,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        **fields,
    )


def waiting() -> int:
    """How many changes the index does not know."""
    return OutboxEntry.objects.pending().count()
