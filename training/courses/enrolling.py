"""Taking a course, and moving on to a newer version of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import CoursePage, CourseVersion, Enrolment


class EnrolmentRefusedError(ValidationError):
    """The course cannot be taken; the sentence says why."""


def enrol(user, course: CoursePage) -> Enrolment:
    """The person's enrolment, made now in the newest version; a second time it is the same one."""
    existing = Enrolment.objects.filter(user=user, course=course).select_related("version").first()
    if existing:
        return existing
    version = newest_version(course)
    if version is None or not course.live:
        raise EnrolmentRefusedError(
            _("„%(title)s“ ist noch nicht veröffentlicht. Bitte schauen Sie später wieder herein.")
            % {"title": course.title}
        )
    enrolment, _created = Enrolment.objects.get_or_create(
        user=user, course=course, defaults={"version": version}
    )
    return enrolment


@transaction.atomic
def move_on(enrolment: Enrolment) -> Enrolment:
    """Puts a running enrolment on the newest version; a finished one stays as it was finished.

    Progress is kept by lesson and block, so that what has not changed stays done.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    newest = newest_version(locked.course)
    if locked.finished_at is None and newest and newest.pk != locked.version_id:
        locked.version = newest
        locked.save(update_fields=["version"])
    return locked


def newest_version(course: CoursePage) -> CourseVersion | None:
    return CourseVersion.objects.filter(course=course).order_by("-number").first()


def offered_version(enrolment: Enrolment) -> CourseVersion | None:
    """A newer version than the one that somebody learns from; none once the course is finished."""
    if enrolment.finished_at:
        return None
    newer = CourseVersion.objects.filter(
        course_id=enrolment.course_id, number__gt=enrolment.version.number
    )
    return newer.defer("content").order_by("-number").first()


def stand_at(enrolment: Enrolment, lesson: int) -> None:
    """Notes the lesson that somebody reads, for "Weiter, wo Sie waren"; a query where it is new."""
    if enrolment.last_lesson != lesson:
        Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson=lesson)
        enrolment.last_lesson = lesson
