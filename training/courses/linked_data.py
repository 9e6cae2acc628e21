"""A self-study course for machines; see `training/linked_data.py`."""

from portal.content.richtext import to_plain_text
from portal.opendata import amb, linked


def course_data(course, shown) -> list[dict[str, object]]:
    """The page's JSON-LD; lessons are its parts, by title."""
    return [_course(course, shown), _record(course, shown)]


def _course(course, shown) -> dict[str, object]:
    return linked.entry(
        course,
        shown,
        kind="Course",
        about=shown["competences"],
        provider=linked.city(course.city) if course.city else None,
        timeRequired=linked.duration(shown["outline"].minutes),
        isAccessibleForFree=True,
        hasPart=[
            {"@type": "LearningResource", "@id": address, "name": title}
            for address, title in _lessons(course, shown)
        ],
    )


def _record(course, shown) -> dict[str, object]:
    return amb.record(
        course,
        shown,
        kind="Course",
        language=course.text_language,
        text_language=course.text_language,
        description=to_plain_text(course.description) or course.summary,
        about=shown["competences"],
        access=course.access,
        is_free=True,
        learningResourceType=[amb.COURSE],
        timeRequired=linked.duration(shown["outline"].minutes),
        hasPart=[
            {"id": address, "type": ["LearningResource"], "name": title}
            for address, title in _lessons(course, shown)
        ],
    )


def _lessons(course, shown) -> list[tuple[str, str]]:
    return [
        (f"{course.full_url}#lektion-{lesson.id}", lesson.title)
        for lesson in shown["outline"].lessons
    ]
