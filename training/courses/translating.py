"""An English version of a course: its lessons are the versions of the original's lessons.

It is a course that one takes by itself, with versions (Kursfassungen), enrolments and certificates
in English; what is no text in it is the original's.
"""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.content.entries import EntryRefusedError
from portal.translating.marks import refuse_lost_marks
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
    """Raises `EntryRefusedError` while a lesson is not translated: nobody learns from half.

    Nor do they from questions that nobody can answer.
    """
    refuse_lost_marks(*lessons_of(version))
    if titles := untranslated_lessons(version):
        sentence = _(
            "Diese Lektionen sind noch nicht übersetzt: %(lessons)s. Die englische Fassung wird "
            "veröffentlicht, wenn der Kurs vollständig ist."
        ) % {"lessons": ", ".join(f"„{title}“" for title in titles)}
        raise EntryRefusedError(version, {NON_FIELD_ERRORS: sentence})


def put_together(version: CoursePage, user=None) -> None:
    """Brings what has been translated of the lessons into their drafts, where it is not yet.

    Translators publish the course, and need not have done so with each of its lessons: those
    whose texts are newer than their draft would be published as they were copied, in German.
    Three queries, one for the lessons' drafts, and those to write for each that has changed.
    """
    lessons = {lesson.translation_key: lesson for lesson in lessons_of(version)}
    drafts = Revision.objects.in_bulk(
        [lesson.latest_revision_id for lesson in lessons.values() if lesson.latest_revision_id]
    )
    written = dict(
        StringTranslation.objects.filter(
            context__object_id__in=list(lessons), locale_id=version.locale_id
        )
        .order_by()
        .values_list("context__object_id")
        .annotate(newest=Max("updated_at"))
    )
    into_english = Translation.objects.filter(
        source__object_id__in=list(lessons), target_locale_id=version.locale_id, enabled=True
    ).select_related("source", "target_locale")
    for translation in into_english:
        key = translation.source.object_id
        draft = drafts.get(lessons[key].latest_revision_id)
        newest = max(
            filter(None, (written.get(key), translation.source.last_updated_at)), default=None
        )
        if draft is None or (newest and draft.created_at < newest):
            translation.save_target(user=user, publish=False)


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
