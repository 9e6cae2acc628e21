"""Large packs and PDFs: ordered by a request, made beside it, thrown away later."""

import hashlib
import logging
import tempfile
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.printing.sheets import PrintingUnavailableError, Sheet, set_in_type

from . import worker
from .archive import archive
from .models import Pack, PackKind, PackState
from .selectors import PackContents

logger = logging.getLogger(__name__)

#: Bytes of files that a request may pack while it sends: a few seconds of work. More is made
#: beside the requests.
LARGE = 20 * 1024 * 1024
FOLDER = "packs"
#: Nobody works that long on one pack without saying how far it is.
LEASE = timedelta(minutes=5)
#: A pack that nobody fetches for so long is made anew when somebody wants it.
KEPT = timedelta(days=1)
MAX_ATTEMPTS = 3
_REPORTED_BYTES = 4 * 1024 * 1024


def is_large(contents: PackContents) -> bool:
    return contents.size > LARGE


def order_pack(*, practice, contents: PackContents) -> Pack:
    """The pack with these contents, ordered if nobody has, or if its file is lost."""
    return _order(
        contents.key,
        kind=PackKind.ZIP,
        practice=practice,
        contents=contents.html,
        files=[(file.name, file.stored) for file in contents.files],
        total_bytes=contents.size,
    )


def order_print(*, practice, sheet: Sheet) -> Pack:
    """The PDF of this sheet, likewise."""
    return _order(
        hashlib.sha256(sheet.key.encode()).hexdigest(),
        kind=PackKind.PDF,
        practice=practice,
        contents=sheet.html,
        files=sheet.look,
        total_bytes=len(sheet.html),
    )


@transaction.atomic
def _order(key: str, **values) -> Pack:
    now = timezone.now()
    pack, _created = Pack.objects.get_or_create(key=key, defaults=values)
    Pack.objects.filter(pk=pack.pk).update(used_at=now)
    if pack.state == PackState.READY and not storages["private"].exists(pack.file):
        # Lost with a machine, or with a backup that left it out.
        pack.file = ""
        _again(pack)
    if pack.state != PackState.READY:
        transaction.on_commit(worker.maker.notify, robust=True)
    return pack


@transaction.atomic
def retry_pack(*, pack: Pack) -> None:
    """Orders a failed pack once more."""
    if pack.state == PackState.FAILED:
        _again(pack)
        transaction.on_commit(worker.maker.notify, robust=True)


def _again(pack: Pack) -> None:
    pack.state, pack.attempts, pack.done_bytes = PackState.WAITING, 0, 0
    pack.due_at = timezone.now()
    pack.save(update_fields=["state", "file", "attempts", "done_bytes", "due_at"])


def make_waiting() -> int:
    """Makes all packs that wait, one after the other; returns how many are ready.

    Several may do this at once: each pack is taken by one.
    """
    count = 0
    while (pack := _take()) is not None:
        count += _make(pack)
    return count


def _take() -> Pack | None:
    while True:
        now = timezone.now()
        waiting = Pack.objects.filter(state=PackState.WAITING, due_at__lte=now)
        pack = waiting.order_by("due_at", "pk").first()
        if pack is None:
            return None
        same = waiting.filter(pk=pack.pk, due_at=pack.due_at)
        if same.update(due_at=now + LEASE, attempts=F("attempts") + 1, done_bytes=0):
            pack.attempts += 1
            return pack


def _make(pack: Pack) -> bool:
    """Writes the archive; what fails is tried again, three times in all."""
    if pack.attempts > MAX_ATTEMPTS:
        # Whoever took it before never came back.
        _row(pack).update(state=PackState.FAILED)
        return False
    try:
        with tempfile.TemporaryFile() as made:
            _write(pack, made)
            made.seek(0)
            name = storages["private"].save(f"{FOLDER}/{pack.key}.{pack.kind}", File(made))
    except PrintingUnavailableError:
        # Nobody installs that within minutes.
        logger.exception("No PDF without Pango (Debian: apt install libpangoft2-1.0-0).")
        _row(pack).update(state=PackState.FAILED)
        return False
    except OSError:
        logger.exception("Pack %s of practice %s failed.", pack.key, pack.practice_id)
        if pack.attempts >= MAX_ATTEMPTS:
            _row(pack).update(state=PackState.FAILED)
        else:
            _row(pack).update(due_at=timezone.now() + timedelta(minutes=pack.attempts))
        return False
    kept = _row(pack).update(
        state=PackState.READY, file=name, done_bytes=pack.total_bytes, used_at=timezone.now()
    )
    if not kept:
        # The practice has been deleted meanwhile, or another process was quicker.
        storages["private"].delete(name)
    return bool(kept)


def _write(pack: Pack, made) -> None:
    if pack.kind == PackKind.PDF:
        made.write(set_in_type(pack.contents, tuple(pack.files)))
        return
    done = reported = 0
    for piece, read in archive(pack.contents, pack.files):
        made.write(piece)
        done += read
        if done - reported >= _REPORTED_BYTES:
            reported = done
            _row(pack).update(done_bytes=done, due_at=timezone.now() + LEASE)


def _row(pack: Pack):
    return Pack.objects.filter(pk=pack.pk, state=PackState.WAITING)


def forget_unused() -> int:
    """Deletes packs that nobody has fetched for a day, and files that belong to none."""
    old = Pack.objects.filter(used_at__lt=timezone.now() - KEPT)
    count, _by_model = old.exclude(state=PackState.WAITING, due_at__gt=timezone.now()).delete()
    storage = storages["private"]
    if not storage.exists(FOLDER):
        return count
    known = set(Pack.objects.exclude(file="").values_list("file", flat=True))
    for file in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{file}"
        # What has just been written gets its row in the next moment.
        young = storage.get_modified_time(path) > timezone.now() - LEASE
        if path not in known and not young:
            storage.delete(path)
    return count
