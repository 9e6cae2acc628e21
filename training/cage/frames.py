"""Which package a reader of a lesson gets to run, and where its frame looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from training.courses.models import Enrolment
from training.packages.models import ContentPackage, PackageUse

from .grants import Grant, grant_for
from .policy import SANDBOX


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a package in a page. `activity` is empty where nothing is kept."""

    address: str
    origin: str
    activity: str = ""
    state: Any = None
    sequence: int = 0
    is_done: bool = False
    sandbox: str = field(default=" ".join(SANDBOX), init=False)

    @classmethod
    def of(cls, grant: Grant, part=None) -> "Frame":
        address = f"{grant.origin}/{grant.token()}/"
        if grant.is_preview:
            return cls(address, grant.origin)
        return cls(address, grant.origin, grant.activity, part.state, part.sequence, part.is_done)


def frame_for(
    request: HttpRequest, package: ContentPackage | None, *, enrolment: Enrolment | None, part
) -> Frame | None:
    """The frame for a part of a lesson: with the version that the enrolment's course version
    fixed, or for whoever previews a lesson with the newest. None for everybody else.

    One query for a lesson, whatever the number of its packages; one each in a preview.
    """
    if package is None:
        return None
    if getattr(request, "is_preview", False):
        newest = package.newest_ready
        return Frame.of(grant_for(request, newest.pk)) if newest else None
    if enrolment is None:
        return None
    version = given_versions(enrolment).get(package.pk)
    if version is None:
        return None
    grant = grant_for(request, version, enrolment=enrolment, activity=part.activity)
    return Frame.of(grant, part)


def given_versions(enrolment: Enrolment) -> Mapping[int, int]:
    """Package → the version of it that the enrolment learns from; read once for an instance."""
    if "_given_versions" not in enrolment.__dict__:
        uses = PackageUse.objects.filter(course_version=enrolment.version_id)
        enrolment._given_versions = dict(
            uses.values_list("package_version__package_id", "package_version_id")
        )
    return enrolment._given_versions
