"""Bringing packages in, replacing them, and letting go of what nobody needs."""

import uuid
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from wagtail.log_actions import log

from .files import ROOT, delete_directory, package_storage
from .importing import worker
from .importing.services import title_of
from .models import ContentPackage, PackageVersion
from .selectors import unused_versions

UPLOADS = "package-uploads"
REPLACED = "packages.replace"
#: An upload gets its row in the next moment.
_YOUNG = timedelta(hours=1)


@transaction.atomic
def add_package(*, file: File, collection, title: str = "", user=None) -> PackageVersion:
    """A new package from an uploaded archive, whose first version waits to be imported.

    Without a title it gets that of the archive's contents.
    """
    title = title.strip() or title_of(file.name)
    package = ContentPackage.objects.create(title=title, collection=collection, created_by=user)
    log(instance=package, action="wagtail.create", user=user)
    return _queue(package, file, user)


@transaction.atomic
def replace_package(*, package: ContentPackage, file: File, user=None) -> PackageVersion:
    """A new version, which courses get when they are published next; who learns keeps theirs."""
    package = ContentPackage.objects.select_for_update().get(pk=package.pk)
    version = _queue(package, file, user)
    log(instance=package, action=REPLACED, user=user, data={"number": version.number})
    return version


def _queue(package: ContentPackage, file: File, user) -> PackageVersion:
    last = package.versions.aggregate(last=Max("number"))["last"] or 0
    source = storages["private"].save(f"{UPLOADS}/{uuid.uuid4().hex}.zip", file)
    version = PackageVersion.objects.create(
        package=package,
        number=last + 1,
        original_name=file.name[-255:],
        source=source,
        created_by=user,
    )
    transaction.on_commit(worker.importer.notify, robust=True)
    return version


@transaction.atomic
def delete_version(version: PackageVersion) -> None:
    """With its files. Raises `ProtectedError` where a course gives it to its learners."""
    directory, source = version.directory, version.source
    version.delete()
    transaction.on_commit(lambda: _delete_files(directory, source))


@transaction.atomic
def delete_package(package: ContentPackage, *, user=None) -> None:
    """With all its versions; or raises `ProtectedError`, and all of it stays."""
    for version in package.versions.all():
        delete_version(version)
    log(instance=package, action="wagtail.delete", user=user, deleted=True)
    package.delete()


def _delete_files(directory: str, source: str) -> None:
    if directory:
        delete_directory(directory)
    if source:
        storages["private"].delete(source)


def delete_unused_versions() -> list[PackageVersion]:
    """Deletes versions that a newer one has replaced and no course uses; returns which."""
    deleted = []
    for version in unused_versions():
        pk = version.pk
        try:
            delete_version(version)
        except ProtectedError:
            # Somebody is still in it, though no course's version says so.
            continue
        version.pk = pk
        deleted.append(version)
    return deleted


def delete_leftovers(*, dry_run: bool = False) -> list[str]:
    """Deletes files that belong to no version, as a killed process leaves them; returns which.

    A version has its directory before there are files in it, so what the database does not know
    after the storage was listed, nobody is writing for.
    """
    directories = [f"{ROOT}/{name}/" for name in _listed(package_storage(), ROOT)[0]]
    known = set(PackageVersion.objects.values_list("directory", flat=True))
    left = [directory for directory in directories if directory not in known]
    uploads = _forgotten_uploads()
    if not dry_run:
        for directory in left:
            delete_directory(directory)
        for upload in uploads:
            storages["private"].delete(upload)
    return left + uploads


def _forgotten_uploads() -> list[str]:
    storage = storages["private"]
    uploads = [f"{UPLOADS}/{name}" for name in _listed(storage, UPLOADS)[1]]
    known = set(PackageVersion.objects.values_list("source", flat=True))
    before = timezone.now() - _YOUNG
    return [
        upload
        for upload in uploads
        if upload not in known and storage.get_modified_time(upload) < before
    ]


def _listed(storage: Storage, path: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(path)
    except FileNotFoundError:
        return [], []
