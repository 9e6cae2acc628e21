"""The queue of uploaded packages, and what becomes of each."""

import logging
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..files import ROOT, delete_directory, is_inside, package_storage
from ..models import MAX_TITLE, ContentPackage, PackageVersion, Status
from . import process
from .frames import RefusedContentsError
from .problems import problem

logger = logging.getLogger(__name__)

#: So often an archive is tried that ends its process, or a storage that does not answer.
MAX_ATTEMPTS = 3
#: Nobody works that long on a package without saying how far it is.
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
_REPORTED = 4 * 1024 * 1024
_REPORTED_FILES = 200
#: Bytes of a file that are held in memory while it is stored.
_IN_MEMORY = 1024 * 1024
_CHUNK = 64 * 1024


class _RefusedError(Exception):
    def __init__(self, problems: list[dict]):
        super().__init__(problems)
        self.problems = problems


class _LostError(Exception):
    """The version has been deleted, or somebody else has taken it."""


def import_waiting() -> int:
    """Imports all packages that wait, one after the other; returns how many are ready.

    Several may do this at once, in threads or processes: each version is taken by one. Not
    within a transaction, where nobody would see how far it is.
    """
    count = 0
    while (version := _take()) is not None:
        count += _import(version)
    return count


def _take() -> PackageVersion | None:
    """The next version, with a new directory; what was left in an earlier one is deleted."""
    while True:
        now = timezone.now()
        waiting = PackageVersion.objects.filter(
            status__in=[Status.WAITING, Status.UNPACKING], due_at__lte=now
        )
        version = waiting.select_related("package").order_by("due_at", "pk").first()
        if version is None:
            return None
        same = waiting.filter(pk=version.pk, due_at=version.due_at)
        directory = f"{ROOT}/{uuid.uuid4().hex}/"
        if same.update(
            status=Status.UNPACKING,
            directory=directory,
            due_at=now + LEASE,
            attempts=F("attempts") + 1,
            done_size=0,
        ):
            if version.directory:
                delete_directory(version.directory)
            version.directory = directory
            version.attempts += 1
            return version


def _import(version: PackageVersion) -> bool:
    """Reads and stores a package; whatever keeps it out leaves no file behind."""
    if version.attempts > MAX_ATTEMPTS:
        # Whoever took it before never came back.
        _refuse(version, [problem("crashed")])
        return False
    try:
        with _archive(version) as archive, process.reading(archive) as contents:
            report = contents.report()
            _check(version, report)
            _store(version, contents.files(), report)
        _settle(version, report)
    except _RefusedError as error:
        _refuse(version, error.problems)
    except RefusedContentsError as error:
        _refuse(version, [error.problem])
    except process.UnreadablePackageError as error:
        _refuse(version, [problem(error.code)])
    except OSError:
        logger.exception("Package version %s could not be stored.", version.pk)
        _postpone(version)
    except _LostError:
        delete_directory(version.directory)
    else:
        return True
    return False


@contextmanager
def _archive(version: PackageVersion) -> Iterator[BinaryIO]:
    """The upload as a file of the operating system, wherever it lies."""
    with tempfile.TemporaryFile() as copy:
        try:
            with storages["private"].open(version.source) as source:
                while chunk := source.read(_CHUNK):
                    copy.write(chunk)
        except FileNotFoundError as error:
            raise _RefusedError([problem("missing")]) from error
        copy.flush()
        yield copy


def _check(version: PackageVersion, report: dict) -> None:
    if not report["is_launchable"]:
        raise _RefusedError(report["problems"])
    if version.package.kind not in {"", report["kind"]}:
        raise _RefusedError([problem("kind"), *report["problems"]])
    _tell(version, total_size=report["total_size"], file_count=report["file_count"])


def _store(version: PackageVersion, files: Iterator[tuple[str, Iterator[bytes]]], report) -> None:
    """Stores file by file. The reader has checked names and sizes, but not been trusted."""
    storage = package_storage()
    done = told = count = 0
    for name, pieces in files:
        count += 1
        wanted = f"{version.directory}{name}"
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            for piece in pieces:
                spool.write(piece)
                done += len(piece)
                if done - told >= _REPORTED:
                    told = done
                    _tell(version, done_size=done)
            spool.seek(0)
            if done > report["total_size"] or not is_inside(name):
                raise _RefusedError([problem("damaged")])
            if storage.save(wanted, File(spool, name=wanted)) != wanted:
                # The storage had a file of this name.
                raise _RefusedError([problem("damaged")])
        if count % _REPORTED_FILES == 0:
            _tell(version, done_size=done)
    if (count, done) != (report["file_count"], report["total_size"]):
        raise _RefusedError([problem("damaged")])


def _row(version: PackageVersion):
    """The version, as long as it is ours: whoever takes it gives it another directory."""
    return PackageVersion.objects.filter(
        pk=version.pk, status=Status.UNPACKING, directory=version.directory
    )


def _tell(version: PackageVersion, **fields) -> None:
    if not _row(version).update(due_at=timezone.now() + LEASE, **fields):
        raise _LostError


@transaction.atomic
def _settle(version: PackageVersion, report: dict) -> None:
    package = ContentPackage.objects.select_for_update().filter(pk=version.package_id).first()
    if package is None or not _row(version).update(
        status=Status.READY,
        manifest=report["manifest"],
        problems=report["problems"],
        done_size=report["total_size"],
        source="",
    ):
        raise _LostError
    package.kind = report["kind"]
    if _is_untitled(package, version) and report["title"]:
        package.title = report["title"][:MAX_TITLE]
    package.save(update_fields=["kind", "title"])
    _forget_source(version)


def _is_untitled(package: ContentPackage, version: PackageVersion) -> bool:
    """Whether it is still called as the file was when it came, and nothing of it was ready yet."""
    others = package.versions.exclude(pk=version.pk)
    first = package.versions.order_by("number").first()
    return (
        package.title == title_of(first.original_name)
        and not others.filter(status=Status.READY).exists()
    )


def title_of(file_name: str) -> str:
    """What a package is called for lack of another title."""
    return (file_name.rpartition(".")[0] or file_name)[:MAX_TITLE]


@transaction.atomic
def _refuse(version: PackageVersion, problems: list[dict]) -> None:
    _row(version).update(
        status=Status.REFUSED,
        problems=problems,
        directory="",
        source="",
        file_count=0,
        total_size=0,
        done_size=0,
    )
    _forget_source(version)
    transaction.on_commit(lambda: delete_directory(version.directory))


def _postpone(version: PackageVersion) -> None:
    if version.attempts >= MAX_ATTEMPTS:
        _refuse(version, [problem("storage")])
        return
    pause = FIRST_PAUSE * version.attempts
    _row(version).update(status=Status.WAITING, directory="", due_at=timezone.now() + pause)
    delete_directory(version.directory)


def _forget_source(version: PackageVersion) -> None:
    source = version.source
    transaction.on_commit(lambda: storages["private"].delete(source))
