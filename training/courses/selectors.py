"""What the page of a course shows."""

from collections.abc import Sequence

from portal.content import bands
from portal.content.sections import sections_of

from .models import CoursePage, CourseVersion
from .outline import Outline, outline_of

ANCHORS = ("worum-es-geht", "lektionen", "kontakt", *bands.ANCHORS)


def newest_versions(courses: Sequence[int]) -> dict[int, CourseVersion]:
    """Course → its newest version; one query."""
    versions = CourseVersion.objects.filter(course__in=courses).order_by("course", "number")
    return {version.course_id: version for version in versions}


def course_context(course: CoursePage, request=None) -> dict:
    """The parts of the page beyond the course's own fields: a dozen queries, whatever its size."""
    course.take_facts()
    original = course.original
    newest = course.versions.defer("content").order_by("-number").first() if course.pk else None
    outline = outline_of(newest) if newest else Outline((), final_test=False)
    return {
        "version": newest,
        "outline": outline,
        "body_sections": sections_of(course.body, taken=ANCHORS),
        "goals": list(original.contract_goals.all()),
        "competences": list(original.competences.all()),
        "target_groups": list(original.target_groups.all()),
        "keywords": list(original.tags.all()),
        "bands": [bands.similar_band(original)],
    }
