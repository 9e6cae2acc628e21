"""What the index still has although nobody may find it any more.

A page that has become private leaves the index when the outbox is drained: a moment later, or
much later where the index cannot be written. Until then the database is asked.
"""

import logging
from collections.abc import Set

from django.db import Error as DatabaseError

from . import sources
from .models import OutboxEntry

logger = logging.getLogger(__name__)


def withheld() -> Set[str]:
    """Ids of documents with a change that waits, and that the database lets nobody find.

    One query while nothing waits, and one for each source of what does.
    """
    try:
        waiting = set(
            OutboxEntry.objects.pending().order_by().values_list("document_id", flat=True)
        )
        return frozenset(waiting - sources.findable(waiting)) if waiting else frozenset()
    except DatabaseError as error:
        # Nothing changes without the database; what was drained before is right.
        logger.warning("What waits for the search index is not known: %s", error)
        return frozenset()
