"""An English version of a course: its lessons are the versions of the original's lessons.

It is a course that one takes by itself, with versions (Kursfassungen), enrolments and certificates
in English; what is no text in it is the original's.
"""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource

from portal.content.entries import EntryRefusedError
from portal.translating.pages import missing_texts

from .lessons import lessons_of
from .models import CoursePage, LessonPage


def untranslated_lessons(version: CoursePage) -> list[str]:
    """Titles of the original's public lessons that are not wholly translated; three queries, and
    at most four for each lesson."""
    versions = {lesson.translation_key: lesson for lesson in lessons_of(version)}
    return [
        lesson.title
        for lesson in lessons_of(version.original)
        if lesson.live
        and (
            lesson.translation_key not in versions
            or missing_texts(versions[lesson.translation_key])
        )
    ]


def check_lessons(version: CoursePage) -> None:
    """Raises `EntryRefusedError` while a lesson is not translated: nobody learns from half."""
    if titles := untranslated_lessons(version):
        sentence = _(
            "Diese Lektionen sind noch nicht übersetzt: %(lessons)s. Die englische Fassung wird "
            "veröffentlicht, wenn der Kurs vollständig ist."
        ) % {"lessons": ", ".join(f"„{title}“" for title in titles)}
        raise EntryRefusedError(version, {NON_FIELD_ERRORS: sentence})


def lessons_are_behind(version: CoursePage) -> bool:
    """Whether a lesson says something else in German than its version, or has none."""
    originals = [lesson for lesson in lessons_of(version.original) if lesson.live]
    versions = {lesson.translation_key: lesson for lesson in lessons_of(version)}
    sources = TranslationSource.objects.filter(
        object_id__in=list(versions), locale_id=version.original.locale_id
    )
    by_key = {source.object_id: source for source in sources}
    return any(
        lesson.translation_key not in versions
        or versions[lesson.translation_key].is_behind(by_key.get(lesson.translation_key))
        for lesson in originals
    )


def live_lessons(course: CoursePage) -> list[LessonPage]:
    """The lessons that learners get: public ones, in a version those of public originals."""
    return [lesson for lesson in lessons_of(course) if lesson.live and lesson.original.live]
