"""The queue of documents that are to be read, and what becomes of each."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.media import attachments
from portal.media.models import DocumentText, PortalDocument, ReadingState, UnreadableReason

from . import worker
from .formats import READERS
from .limits import LIMITS, MAX_FILE
from .process import Answer, read_file

logger = logging.getLogger(__name__)

#: So often a file is tried that ends its reader, or a storage that does not answer.
MAX_ATTEMPTS = 4
#: Who takes a document has it for so long; who has not finished by then is gone.
LEASE = timedelta(seconds=LIMITS.wall_seconds + 120)
FIRST_PAUSE = timedelta(minutes=1)
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document; a `state` of waiting says that it is tried again later."""

    document: PortalDocument
    state: str
    reason: str = ""


class _RefusedError(Exception):
    """The file need not be looked into."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def queue(document_ids: Iterable[int], *, afresh: bool = False, notify: bool = True) -> int:
    """Has the files of the documents read, in the running transaction; returns how many.

    What was known of the files before is forgotten at once. A file that has been read already,
    under whatever name, is not read again, unless `afresh`. Without `notify` the caller reads.
    """
    ids = list(document_ids)
    now = timezone.now()
    anew = {"file_hash": ""} if afresh else {}
    known = DocumentText.objects.filter(document__in=ids)
    known.update(
        state=ReadingState.WAITING,
        reason="",
        text="",
        characters=0,
        is_cut=False,
        version=F("version") + 1,
        attempts=0,
        due_at=now,
        read_at=None,
        **anew,
    )
    new = set(ids) - set(known.values_list("document_id", flat=True))
    DocumentText.objects.bulk_create(
        [DocumentText(document_id=pk, due_at=now) for pk in sorted(new)]
    )
    if ids and notify:
        transaction.on_commit(worker.reader.notify, robust=True)
    return len(ids)


def queue_forgotten() -> int:
    """Queues documents that came into the database without a signal, as from a backup."""
    with transaction.atomic():
        forgotten = PortalDocument.objects.filter(reading=None)
        return queue(forgotten.values_list("pk", flat=True), notify=False)


def read_waiting(*, report: Callable[[Outcome], None] = lambda outcome: None) -> int:
    """Reads all documents whose time has come, one after another; returns how many.

    Several may do this at once, in threads or processes: each document is taken by one.
    """
    count = 0
    while (taken := _take()) is not None:
        report(_read(taken))
        count += 1
    return count


def _take() -> DocumentText | None:
    """The next document, taken for the time of `LEASE`; None when nothing is to be done."""
    while True:
        now = timezone.now()
        row = (
            DocumentText.objects.waiting()
            .filter(due_at__lte=now)
            .select_related("document")
            .order_by("due_at", "pk")
            .first()
        )
        if row is None:
            return None
        taken = _same(row).filter(due_at=row.due_at)
        if taken.update(due_at=now + LEASE, attempts=F("attempts") + 1):
            row.attempts += 1
            return row


def _same(row: DocumentText):
    """The row, as long as it is about the file that was taken."""
    return DocumentText.objects.waiting().filter(pk=row.pk, version=row.version)


def _read(row: DocumentText) -> Outcome:
    if row.attempts > MAX_ATTEMPTS:
        # Whoever took it before never came back.
        return _settle(row, Answer(reason=UnreadableReason.CRASHED))
    try:
        answer, digest = _answer(row)
    except _RefusedError as error:
        return _settle(row, Answer(reason=error.reason))
    except OSError as error:
        return _postpone(row, error)
    return _settle(row, answer, digest)


def _answer(row: DocumentText) -> tuple[Answer, str]:
    kind = row.document.file_extension.lower()
    if kind not in READERS:
        raise _RefusedError(UnreadableReason.UNSUPPORTED)
    with tempfile.TemporaryFile() as copy:
        digest = _copy(row.document, copy)
        return _known(row, kind, digest) or read_file(copy, kind), digest


def _copy(document: PortalDocument, copy: BinaryIO) -> str:
    """Brings the file from its storage, wherever that is; returns its SHA-256."""
    digest, size = hashlib.sha256(), 0
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > MAX_FILE:
                    raise _RefusedError(UnreadableReason.TOO_BIG)
                digest.update(chunk)
                copy.write(chunk)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, ValueError) as error:
        raise _RefusedError(UnreadableReason.MISSING) from error
    copy.flush()
    return digest.hexdigest()


def _known(row: DocumentText, kind: str, digest: str) -> Answer | None:
    """What was read of the same file, of this document before or of another one."""
    twin = (
        DocumentText.objects.filter(
            file_hash=digest,
            state__in=[ReadingState.READ, ReadingState.EMPTY],
            document__file__iendswith=f".{kind}",
        )
        .exclude(pk=row.pk)
        .first()
    )
    return twin and Answer(text=twin.text, cut=twin.is_cut)


def _settle(row: DocumentText, answer: Answer, digest: str = "") -> Outcome:
    """Keeps the result, and has the pages that offer the file indexed anew, in one transaction."""
    state = ReadingState.UNREADABLE
    if not answer.reason:
        state = ReadingState.READ if answer.text else ReadingState.EMPTY
    with transaction.atomic():
        # Nothing, if the file has been replaced meanwhile: that one is waiting now.
        kept = _same(row).update(
            state=state,
            reason=answer.reason,
            text=answer.text,
            characters=len(answer.text),
            is_cut=answer.cut,
            file_hash=digest,
            read_at=timezone.now(),
        )
        if kept:
            attachments.enqueue_pages_of([row.document])
    return Outcome(
        document=row.document, state=state if kept else ReadingState.WAITING, reason=answer.reason
    )


def _postpone(row: DocumentText, error: OSError) -> Outcome:
    """The storage, or this machine, has a bad moment: later again, after longer and longer."""
    logger.warning("Document %s could not be fetched: %s", row.document_id, error)
    if row.attempts == MAX_ATTEMPTS:
        return _settle(row, Answer(reason=UnreadableReason.STORAGE))
    pause = FIRST_PAUSE * 5 ** (row.attempts - 1)
    _same(row).update(due_at=timezone.now() + pause)
    return Outcome(document=row.document, state=ReadingState.WAITING)
