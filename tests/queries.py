"""How many queries a page costs."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.models import OutboxEntry


def queries_for(address: str) -> int:
    """The queries of one visit, after another has filled what processes keep in memory.

    Nothing waits for the search index then: what does is looked up with queries of its own.
    """
    OutboxEntry.objects.all().delete()
    client = Client()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
