"""Private notes: what learners wrote in the reflections of a course."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from training.courses.models import Enrolment
from training.courses.outline import Outline, outline_of
from training.progress.models import ActivityProgress

REFLECTION = "reflection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`activity` is the block; `question` what was asked, `lesson` where."""

    activity: str
    state: Mapping[str, Any]
    question: str
    lesson: str
    lesson_pk: int
    written_at: Any

    @property
    def text(self) -> str:
        return self.state["text"].strip()


def notes_of(enrolment: Enrolment) -> list[Note]:
    """In the order of the course; a query for the version where it is not there yet."""
    return notes_by_enrolment([enrolment]).get(enrolment.pk, [])


def notes_by_enrolment(enrolments: Collection[Enrolment]) -> dict[int, list[Note]]:
    """Enrolment → its notes; one query. A reflection that was left empty is none."""
    outlines = {enrolment.pk: outline_of(enrolment.version) for enrolment in enrolments}
    asked = {
        activity.id
        for outline in outlines.values()
        for lesson in outline.lessons
        for activity in lesson.activities
        if activity.kind == REFLECTION
    }
    if not asked:
        return {}
    rows: dict[int, dict[str, ActivityProgress]] = {}
    kept = ActivityProgress.objects.filter(enrolment__in=outlines, activity__in=asked)
    for row in kept.exclude(state=None):
        rows.setdefault(row.enrolment_id, {})[row.activity] = row
    return {pk: list(_notes(outlines[pk], by_activity)) for pk, by_activity in rows.items()}


def _notes(outline: Outline, rows: Mapping[str, ActivityProgress]):
    for lesson in outline.lessons:
        for activity in lesson.activities:
            row = rows.get(activity.id)
            if activity.kind == REFLECTION and row and _text(row.state).strip():
                yield Note(
                    activity=activity.id,
                    state=row.state,
                    question=activity.label,
                    lesson=lesson.title,
                    lesson_pk=lesson.id,
                    written_at=row.updated_at,
                )


def _text(state) -> str:
    """A browser may have sent anything."""
    text = state.get("text") if isinstance(state, Mapping) else None
    return text if isinstance(text, str) else ""
