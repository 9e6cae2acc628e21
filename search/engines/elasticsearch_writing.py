"""Writes documents to an index of Elasticsearch, in bulk and no faster than it takes them."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from ..documents import SearchDocument
from .base import Change, EngineUnavailableError, IndexUnusableError, Refusal
from .elasticsearch_connection import no_index, speaking
from .elasticsearch_index import to_index

logger = logging.getLogger(__name__)

_CHUNK = 500
_CHUNK_BYTES = 8_000_000
#: A node works at one batch of an index with one processor. More senders than two have to wait
#: for the analysis.
_SENDERS = 2
#: With doubling pauses about half a minute in which a full queue may empty itself.
_RETRIES = 6
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 15.0
_OVERLOADED = {429, 502, 503, 504}


def write(
    client: Elasticsearch,
    alias: str,
    changes: Iterable[Change],
    *,
    number: int | None = None,
    **options,
) -> list[Refusal]:
    """Takes the changes in order, and returns those that do not fit into the index.

    With a `number` it overwrites nothing that was written with a higher one, however late it
    arrives; raises `EngineUnavailableError` where that was so.
    """
    actions, refused = _actions(alias, changes)
    if number is not None:
        for action in actions:
            action |= {"version": number, "version_type": "external_gte"}
    return refused + _send(client, actions, **options)


def fill(
    client: Elasticsearch,
    alias: str,
    documents: Iterable[SearchDocument],
    *,
    progress: Callable[[int], None],
    check: Callable[[], None],
) -> list[Refusal]:
    """Puts all documents in; a batch is analysed while those before it are being sent.

    The documents are read in this thread, and never more than three batches of them. Of two
    documents with one id the later one counts.
    """
    refused: list[Refusal] = []
    written: set[str] = set()
    count = 0
    sending: deque[Future[list[Refusal]]] = deque()
    with ThreadPoolExecutor(_SENDERS, thread_name_prefix="search-fill") as senders:
        for batch in _batches(documents):
            changes = [Change(document.id, document) for document in batch]
            actions, unfit = _actions(alias, changes)
            refused += unfit
            check()
            ids = {document.id for document in batch}
            in_turn = not written.isdisjoint(ids)
            written |= ids
            while sending and (in_turn or len(sending) == _SENDERS):
                refused += sending.popleft().result()
            sending.append(senders.submit(_send, client, actions))
            count += len(batch)
            progress(count)
        while sending:
            refused += sending.popleft().result()
    return refused


def _batches(documents: Iterable[SearchDocument]) -> Iterator[list[SearchDocument]]:
    iterator = iter(documents)
    while batch := list(islice(iterator, _CHUNK)):
        yield batch


def _actions(alias: str, changes: Iterable[Change]) -> tuple[list[dict], list[Refusal]]:
    """The last change of each document that fits, so that no retry can turn their order."""
    actions: dict[str, dict] = {}
    refused: list[Refusal] = []
    for change in changes:
        action: dict = {"_index": alias, "_id": change.document_id, "_op_type": "delete"}
        try:
            change.document_id.encode()
            if change.document is not None:
                action |= {"_op_type": "index", "_source": to_index(change.document)}
        except Exception as error:
            # What stands in the index of it stays: an old entry is better than none.
            logger.exception("%r does not fit into the index.", change.document_id)
            refused.append(Refusal(change.document_id, f"{type(error).__name__}: {error}"))
            continue
        if not change.document_id:
            continue
        actions.pop(change.document_id, None)
        actions[change.document_id] = action
    return list(actions.values()), refused


def _send(client: Elasticsearch, actions: Sequence[dict], **options) -> list[Refusal]:
    refused: list[Refusal] = []
    with speaking():
        for taken, answer in streaming_bulk(
            client,
            actions,
            chunk_size=_CHUNK,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            max_retries=_RETRIES,
            initial_backoff=_FIRST_PAUSE,
            max_backoff=_LONGEST_PAUSE,
            retry_on_status=tuple(_OVERLOADED),
            # What is not there any more is not made anew by writing to it.
            require_alias=True,
            **options,
        ):
            if not taken and (refusal := _refusal(*next(iter(answer.items())))):
                refused.append(refusal)
    return refused


def _refusal(kind: str, answer: dict) -> Refusal | None:
    """What was wrong with one document; raises what is wrong with the whole index."""
    error = answer.get("error")
    if not error:
        return None  # It was to go and was not there.
    name, reason = error.get("type", ""), error.get("reason", "")
    if name == "index_not_found_exception":
        raise no_index()
    if name == "version_conflict_engine_exception":
        raise EngineUnavailableError(
            "Ein anderer Prozess hat in den Suchindex inzwischen Neueres geschrieben."
        )
    if name == "cluster_block_exception":
        raise EngineUnavailableError(f"Elasticsearch lässt nicht schreiben ({reason[:200]}).")
    if answer["status"] in _OVERLOADED:
        raise EngineUnavailableError("Elasticsearch ist überlastet und nimmt gerade nichts an.")
    if answer["status"] in (401, 403):
        raise EngineUnavailableError(
            "Elasticsearch erlaubt diesem Zugang nicht, was die Suche braucht."
        )
    if name == "strict_dynamic_mapping_exception":
        raise IndexUnusableError("Der Suchindex hat nicht die Felder, die er haben müsste.")
    cause = error.get("caused_by", {}).get("reason", "")
    return Refusal(answer["_id"], " ".join(filter(None, (f"{name}: {reason}", cause)))[:1000])
