import uuid

import factory
from django.core.files.base import ContentFile

from training.packages.files import ROOT, package_storage
from training.packages.models import ContentPackage, Kind, PackageVersion, Status

#: A SCORM 1.2 package of one page, as the import writes it down.
MANIFEST = {
    "version": "1.2",
    "title": "Paket",
    "file": None,
    "items": [
        {
            "identifier": "I1",
            "title": "Seite",
            "visible": True,
            "launch": "index.html",
            "file": "index.html",
            "scorm_type": "sco",
            "prerequisites": "",
            "mastery_score": None,
            "max_time_allowed": "",
            "time_limit_action": "",
            "data_from_lms": "",
            "completion_threshold": None,
            "objectives": [],
            "sequencing": None,
            "items": [],
        }
    ],
    "sequencing": None,
    "shared_data": [],
}


class ContentPackageFactory(factory.django.DjangoModelFactory):
    """A package in `collection`; its versions are made apart."""

    title = factory.Sequence(lambda number: f"Paket {number}")
    kind = Kind.SCORM

    class Meta:
        model = ContentPackage


class PackageVersionFactory(factory.django.DjangoModelFactory):
    """A version that is ready; `files` (path → bytes) lie in the storage."""

    status = Status.READY
    manifest = factory.LazyFunction(lambda: MANIFEST)
    directory = factory.LazyFunction(lambda: f"{ROOT}/{uuid.uuid4().hex}/")

    class Meta:
        model = PackageVersion

    @classmethod
    def _create(cls, model_class, *args, package, files=None, **kwargs):
        files = {"index.html": b"<!DOCTYPE html>"} if files is None else files
        newest = package.versions.order_by("-number").first()
        kwargs.setdefault("number", newest.number + 1 if newest else 1)
        kwargs.setdefault("file_count", len(files))
        kwargs.setdefault("total_size", sum(map(len, files.values())))
        version = super()._create(model_class, *args, package=package, **kwargs)
        for path, content in files.items():
            package_storage().save(f"{version.directory}{path}", ContentFile(content))
        return version
