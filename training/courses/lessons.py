"""Lessons of a version, as blocks again."""

from collections.abc import Mapping

from wagtail.blocks import StreamValue

from portal.content.pages import plain_text

from .blocks import LessonBlock
from .models import Access, CoursePage

_BLOCK = LessonBlock()


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
