"""What the page of a course shows."""

from collections.abc import Sequence

from django.db.models import QuerySet

from portal.content import bands
from portal.content.sections import sections_of
from portal.translating.pages import as_read

from .models import CoursePage, CourseVersion, Enrolment
from .outline import Outline, outline_of

ANCHORS = ("worum-es-geht", "lektionen", "kontakt", *bands.ANCHORS)


def newest_versions(courses: Sequence[int]) -> dict[int, CourseVersion]:
    """Course → its newest version; one query."""
    versions = CourseVersion.objects.filter(course__in=courses).order_by("course", "number")
    return {version.course_id: version for version in versions}


def in_every_language(course_pk: int) -> QuerySet[CoursePage]:
    """The course and its versions in other languages, to be asked for within another query."""
    course = CoursePage.objects.filter(pk=course_pk)
    return CoursePage.objects.filter(translation_key__in=course.values("translation_key"))


def begun_in_another_language(user, course: CoursePage) -> Enrolment | None:
    """The person's enrolment in the course in another language; one query."""
    others = in_every_language(course.pk).exclude(pk=course.pk)
    mine = Enrolment.objects.filter(user=user, course__in=others.values("pk"))
    return mine.select_related("course", "user", "version").defer("version__content").first()


def course_context(course: CoursePage, request=None) -> dict:
    """The parts of the page beyond the course's own fields: a dozen queries, whatever its size."""
    course.take_facts()
    original = course.original
    newest = course.versions.defer("content").order_by("-number").first() if course.pk else None
    outline = outline_of(newest) if newest else Outline((), final_test=False)
    return {
        "version": newest,
        "module": as_read([course.module])[0] if course.module else None,
        "outline": outline,
        "body_sections": sections_of(course.body, taken=ANCHORS),
        "goals": list(original.contract_goals.all()),
        "competences": list(original.competences.all()),
        "target_groups": list(original.target_groups.all()),
        "keywords": list(original.tags.all()),
        "bands": [bands.similar_band(original)],
    }
