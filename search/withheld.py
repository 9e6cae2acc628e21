"""What the index still has although nobody may find it any more.

A page that has become private leaves the index when the outbox is drained: a moment later, or
much later where the index cannot be written. What is past its last day leaves when somebody has
noticed. Until then the database is asked.
"""

import logging
from collections.abc import Set

from django.db import Error as DatabaseError

from . import sources
from .models import OutboxEntry

logger = logging.getLogger(__name__)


def withheld() -> Set[str]:
    """Ids of documents that the database lets nobody find, although the index may.

    They have a change that waits, or ended before today. One query while there are none, and one
    or two for each source of those that there are.
    """
    try:
        changed = OutboxEntry.objects.pending().order_by().values_list("document_id", flat=True)
        waiting = set(changed.union(*sources.ended(), all=True))
        return frozenset(waiting - sources.findable(waiting)) if waiting else frozenset()
    except DatabaseError as error:
        # Nothing changes without the database; what was drained before is right.
        logger.warning("What waits for the search index is not known: %s", error)
        return frozenset()
