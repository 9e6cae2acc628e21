"""A version is fixed when the course is published and says something else than the last one."""

from django.db import transaction
from django.db.models import Q, QuerySet

from training.packages.models import PackageUse
from training.packages.selectors import newest_ready_versions, packages_in

from .lessons import lessons_of
from .models import CoursePage, CourseVersion, LessonPage
from .translating import live_lessons, put_together

#: Settings of a course that a version keeps.
SETTINGS = (
    "title",
    "language",
    "pass_mark",
    "max_attempts",
    "time_limit_minutes",
    "has_certificate",
    "certificate_months",
)


@transaction.atomic
def fix_version(course: CoursePage) -> CourseVersion | None:
    """The newest version, made now if what is published differs from it; None without lessons.

    Reads what is stored, not the instance: block ids are given when a page is saved.
    """
    # Two at once would take one number; the second waits, and finds the first one's.
    course = CoursePage.objects.select_for_update(of=("self",)).get(pk=course.pk)
    content = content_of(course)
    if not content["lessons"]:
        return None
    newest = course.versions.order_by("-number").first()
    if newest and newest.content == content:
        return newest
    version = CourseVersion.objects.create(
        course=course,
        number=newest.number + 1 if newest else 1,
        content=content,
        note=course.version_note if newest else "",
    )
    PackageUse.objects.bulk_create(
        PackageUse(course_version=version, package_version_id=pk)
        for pk in content["packages"].values()
    )
    return version


def content_of(course: CoursePage) -> dict:
    """What a version made now would hold; one query for all lessons, one for all packages, and
    three more for an English version."""
    lessons = [
        {
            "id": lesson.pk,
            "title": lesson.title,
            "minutes": lesson.original.minutes,
            "body": lesson.body.get_prep_value(),
        }
        for lesson in live_lessons(course)
    ]
    course.take_facts()
    return {
        **{name: getattr(course, name) for name in SETTINGS},
        "final_test": course.final_test.get_prep_value(),
        "lessons": lessons,
        "packages": _package_versions(lessons),
    }


def _package_versions(lessons: list[dict]) -> dict[str, int]:
    """Package → its newest version, of all that the lessons have; keys are text as in JSON."""
    packages = {pk for lesson in lessons for pk in packages_in(lesson["body"])}
    return {str(pk): version for pk, version in newest_ready_versions(packages).items()}


def lessons_to_publish(course: CoursePage) -> QuerySet[LessonPage]:
    """The lessons that are public once the course is; those taken offline stay so."""
    is_new = Q(first_published_at=None, has_unpublished_changes=True, latest_revision__isnull=False)
    return LessonPage.originals.child_of(course).filter(Q(live=True) | is_new).order_by("path")


def publish_lessons(course: CoursePage, user=None) -> int:
    """Publishes what was written in the lessons since; how many. Lessons taken offline stay so."""
    published = 0
    if course.is_version:
        put_together(course, user=user)
    for lesson in lessons_of(course):
        waits = course.is_version and not lesson.original.live
        if waits or not lesson.has_unpublished_changes:
            continue
        new = lesson.first_published_at is None
        if (lesson.live or new) and (revision := lesson.latest_revision):
            revision.publish(user=user)
            published += 1
    return published
