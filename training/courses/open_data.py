"""Self-study courses in the stock that everybody may download."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.opendata.columns import (
    Column,
    Layout,
    field,
    first_columns,
    last_columns,
    one_term,
    story,
    terms,
)

from .models import CoursePage as Course
from .outline import outline_of

#: A sheet of its own, though the search lists courses among the modules.
KIND = "kurs"


def layout() -> Layout:
    """What the page of a course shows; of its lessons the titles."""
    first = [
        replace(column, read=lambda page: KIND) if column.name == "kind" else column
        for column in first_columns(Course)
    ]
    return Layout(
        kind=KIND,
        sheet=_("Selbstlernkurse"),
        select=("level", "licence"),
        columns=(
            *first,
            field(Course, "language"),
            story(Course, "description"),
            terms(Course, "competences"),
            terms(Course, "target_groups"),
            terms(Course, "contract_goals"),
            one_term(Course, "level"),
            field(Course, "access"),
            field(Course, "has_certificate"),
            Column("lessons", _("Lektionen"), _lessons),
            *last_columns(Course),
        ),
    )


def _lessons(page) -> list[dict[str, object]]:
    version = page.newest_version
    lessons = outline_of(version).lessons if version else ()
    return [{"title": lesson.title, "minutes": lesson.minutes} for lesson in lessons]
