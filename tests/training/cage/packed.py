"""A course with a package in its only lesson, and addresses to run it at."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.test import Client

from tests.factories import (
    ContentPackageFactory,
    CoursePageFactory,
    EnrolmentFactory,
    LessonPageFactory,
    PackageVersionFactory,
)
from training.cage.grants import Grant
from training.courses.models import Enrolment
from training.courses.versions import fix_version
from training.packages.models import PackageVersion

ACTIVITY = "6a1f3c1e-3f0b-4f5e-9d0e-0f4a5b6c7d8e"
SITE = "http://portal.example"
FILES = {
    "index.html": b"<!DOCTYPE html><title>Eins</title>",
    "film.mp4": bytes(range(200)),
    "Bild ä.svg": b"<svg/>",
}


@dataclass(frozen=True)
class Packed:
    """`enrolment` learns from a version of the course that gives it `version` of the package."""

    enrolment: Enrolment
    version: PackageVersion

    @property
    def grant(self) -> Grant:
        return Grant(
            version=self.version.pk,
            user=self.enrolment.user_id,
            enrolment=self.enrolment.pk,
            activity=ACTIVITY,
            site=SITE,
        )

    @property
    def preview(self) -> Grant:
        """The same for whoever writes; `replace` names another user."""
        return replace(self.grant, enrolment=None, activity="")


def packed(cast, *, files=None, kind="scorm", title="Rundgang", **values) -> Packed:
    """The learner has begun a course whose only lesson has a package of Bochum's."""
    package = ContentPackageFactory(collection=cast.bochum.collection, kind=kind)
    version = PackageVersionFactory(package=package, files=files or FILES, **values)
    course = CoursePageFactory(parent=cast.bochum)
    value = {"title": title, "package": package.pk, "height": 500}
    LessonPageFactory(parent=course, body=[{"type": kind, "value": value, "id": ACTIVITY}])
    fix_version(course)
    return Packed(EnrolmentFactory(user=cast.learner, course=course), version)


def content_client(grant: Grant) -> Client:
    """A browser at the content host of the grant."""
    return Client(headers={"host": urlsplit(grant.origin).netloc})


def fetch(grant: Grant, path: str = "", *, host: str = "", headers: dict | None = None):
    """What the content host of the grant answers, or another one."""
    client = Client(headers={"host": host}) if host else content_client(grant)
    return client.get(f"/{grant.token()}/{path}", headers=headers)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
