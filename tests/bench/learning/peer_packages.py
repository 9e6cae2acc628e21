"""wagtail-lms's side: a package is saved, as its form in the admin does it, which unpacks it."""

import zlib
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from wagtail_lms import conf
from wagtail_lms.models import SCORMPackage

from .importing import Outcome, digest, import_all

#: Where its addresses lie in a site; here they are the whole one.
_MOUNTED = "/lms"
_CONTENT = conf.WAGTAIL_LMS_SCORM_CONTENT_PATH.rstrip("/")


def main(directory: Path, rounds: int) -> dict:
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        client = Client()
        client.force_login(get_user_model().objects.create_user("lernen"))
        return import_all(directory, PeerImporter(client), rounds=rounds)
    finally:
        teardown_databases(databases, verbosity=0)


class PeerImporter:
    def __init__(self, client: Client):
        self._client = client

    def take(self, path: Path) -> SCORMPackage:
        """What `save` raises shows in the package, which then has no address."""
        with path.open("rb") as file:
            package = SCORMPackage(title="Kurs", package_file=File(file, name=path.name))
            with suppress(BadZipFile, SuspiciousOperation, zlib.error):
                package.save()
        return package

    def outcome(self, taken: SCORMPackage) -> Outcome:
        """Refused is also what it keeps, but says of that it cannot be launched."""
        address = taken.get_launch_url()
        name = Path(taken.package_file.name).stem
        return Outcome(
            version=taken.manifest_data.get("version", ""),
            starts=self._started(address) if address else (),
            is_refused=not address,
            files=_count(f"{_CONTENT}/package_{taken.pk}_{name}"),
        )

    def _started(self, address: str) -> tuple[str, ...]:
        """What the frame of its player gets from there."""
        answer = self._client.get(address.removeprefix(_MOUNTED))
        return (digest(b"".join(answer.streaming_content)),) if answer.status_code == 200 else ()


def _count(path: str) -> int:
    """Files below a path of the storage."""
    if not default_storage.exists(path):
        return 0
    folders, names = default_storage.listdir(path)
    return len(names) + sum(_count(f"{path}/{folder}") for folder in folders)
