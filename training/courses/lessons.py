"""Lessons of a version, as blocks again."""

from collections.abc import Mapping

from wagtail.blocks import StreamValue

from portal.content.pages import plain_text

from .blocks import LessonBlock
from .models import Access, CoursePage, CourseVersion

_BLOCK = LessonBlock()


def lesson_content(version: CourseVersion, place: int) -> Mapping:
    """One lesson of a version, from 0 on; a query that brings no other."""
    versions = CourseVersion.objects.filter(pk=version.pk)
    return versions.values_list(f"content__lessons__{place}", flat=True).get()


def body_of(lesson: Mapping) -> StreamValue:
    """The frozen blocks of a lesson; pictures and files are read when they are shown."""
    return _BLOCK.to_python(lesson["body"])


def lessons_text(course: CoursePage) -> str:
    """The words of all lessons that everybody may read: nothing where one must sign in."""
    version = course.newest_version
    if course.access != Access.OPEN or version is None:
        return ""
    return " ".join(
        f"{lesson['title']} {plain_text(body_of(lesson))}" for lesson in version.content["lessons"]
    )
