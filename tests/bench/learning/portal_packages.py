"""The portal's side: an upload is queued, and imported as the worker does it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.files.base import File
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from wagtail.models import Collection

from training.packages.files import ROOT, package_storage
from training.packages.importing.services import import_waiting
from training.packages.models import PackageVersion, Status
from training.packages.reading.items import walk
from training.packages.services import add_package

from .importing import Outcome, digest, import_all


def main(directory: Path, rounds: int) -> dict:
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        return import_all(directory, PortalImporter(), rounds=rounds)
    finally:
        teardown_databases(databases, verbosity=0)


class PortalImporter:
    def take(self, path: Path) -> tuple[PackageVersion, set[str]]:
        """The version, and the directories that were there before it."""
        before = _directories()
        with path.open("rb") as file:
            upload = File(file, name=path.name)
            version = add_package(file=upload, collection=Collection.get_first_root_node())
        import_waiting()
        return version, before

    def outcome(self, taken: tuple[PackageVersion, set[str]]) -> Outcome:
        version, before = taken
        version.refresh_from_db()
        return Outcome(
            # Without the edition, which wagtail-lms does not tell.
            version=version.manifest.get("version", "").partition(" ")[0],
            starts=tuple(_starts(version)),
            is_refused=version.status == Status.REFUSED,
            files=sum(_count(f"{ROOT}/{name}") for name in _directories() - before),
        )


def _starts(version: PackageVersion) -> Iterator[str]:
    """As the cage serves them: the address that the section's frame gets, without its query."""
    for item in walk(version.manifest.get("items", [])):
        if item["launch"]:
            with version.open_file(unquote(urlsplit(item["launch"]).path)) as file:
                yield digest(file.read())


def _directories() -> set[str]:
    storage = package_storage()
    return set(storage.listdir(ROOT)[0]) if storage.exists(ROOT) else set()


def _count(path: str) -> int:
    folders, names = package_storage().listdir(path)
    return len(names) + sum(_count(f"{path}/{folder}") for folder in folders)
