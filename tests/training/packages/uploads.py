"""Uploads as the admin hands them on, and what they leave in the storage."""

import io
import json

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.training.packages.manifests import manifest, package
from training.packages.files import package_storage
from training.packages.models import PackageVersion
from training.packages.services import add_package

H5P = {
    "h5p.json": json.dumps(
        {
            "title": "Begriffe",
            "language": "de",
            "mainLibrary": "H5P.Frage",
            "embedTypes": ["iframe"],
            "preloadedDependencies": [
                {"machineName": "H5P.Frage", "majorVersion": 1, "minorVersion": 2}
            ],
        }
    ),
    "content/content.json": '{"frage": "Ja?"}',
    "H5P.Frage-1.2/library.json": json.dumps(
        {
            "title": "Frage",
            "machineName": "H5P.Frage",
            "majorVersion": 1,
            "minorVersion": 2,
            "patchVersion": 3,
            "runnable": 1,
            "preloadedJs": [{"path": "frage.js"}],
        }
    ),
    "H5P.Frage-1.2/frage.js": "",
}


def upload(cast, file: io.BytesIO, name="kurs.zip", **fields) -> PackageVersion:
    return add_package(
        file=SimpleUploadedFile(name, file.getvalue()),
        collection=cast.bochum.collection,
        user=cast.editor_bochum,
        **fields,
    )


def scorm(**files) -> io.BytesIO:
    return package(manifest(), {"a.html": "<p>a</p>", "bilder/ä.png": b"PNG", **files})


def directories() -> set[str]:
    """All that lies in the storage of packages."""
    if not package_storage().exists("packages"):
        return set()
    return set(package_storage().listdir("packages")[0])


def codes(version: PackageVersion) -> list[str]:
    return [problem["code"] for problem in version.problems]
