"""A course as an AMB record; see `training/linked_data.py`."""

from portal.content.richtext import to_plain_text
from portal.opendata import linked
from training.importing import rules
from training.linked_data import (
    _ACCESS,
    _ALL_SUBJECTS,
    _COURSE,
    _FURTHER_EDUCATION,
    _city,
    _concept,
    _licence,
    duration,
)


def course_data(course, shown) -> dict[str, object]:
    """The page's JSON-LD; lessons are its parts, by title."""
    outline = shown["outline"]
    return {
        "@context": [rules.CONTEXT, {"@language": course.text_language}],
        "id": course.full_url,
        "type": ["LearningResource", "Course"],
        "name": course.title,
        **linked.given(
            description=to_plain_text(course.description) or course.summary,
            keywords=[tag.name for tag in shown["keywords"]],
            inLanguage=[course.text_language],
            about=[_concept(term) for term in shown["competences"]] + [_ALL_SUBJECTS],
            audience=[_concept(term) for term in shown["target_groups"]],
            educationalLevel=[_FURTHER_EDUCATION],
            learningResourceType=[_COURSE],
            creator=_city(course),
            publisher=_city(course),
            license=_licence(course.licence),
            conditionsOfAccess={"id": _ACCESS[course.access], "type": "Concept"},
            isAccessibleForFree=True,
            timeRequired=duration(outline.minutes),
            hasPart=[
                {
                    "id": f"{course.full_url}#lektion-{lesson.id}",
                    "type": ["LearningResource"],
                    "name": lesson.title,
                }
                for lesson in outline.lessons
            ],
            image=(linked.picture(course.image) or {}).get("url"),
            datePublished=linked.moment(course.first_published_at),
            dateModified=linked.moment(course.last_published_at),
        ),
    }
