"""All that `/lernen/` shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import OuterRef, Subquery

from training.certificates.models import Certificate
from training.certificates.selectors import own_certificates
from training.courses.models import CourseVersion, Enrolment
from training.courses.outline import Outline, outline_of
from training.evaluation.selectors import answered_courses
from training.progress.completing import Completion, completion_of
from training.progress.models import ActivityProgress
from training.progress.resuming import Place, resume_at

from .notes import Note, notes_by_enrolment


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A course that somebody takes or has finished."""

    enrolment: Enrolment
    progress: Mapping[str, ActivityProgress] = field(default_factory=dict)
    certificate: Certificate | None = None
    notes: list[Note] = field(default_factory=list)
    has_answered: bool = False

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.enrolment.version)

    @cached_property
    def completion(self) -> Completion:
        return completion_of(self.outline, self.progress)

    @cached_property
    def place(self) -> Place:
        """Where the person goes on."""
        return resume_at(self.outline, self.enrolment, self.progress)

    @property
    def has_newer_version(self) -> bool:
        """Finished stays as it was finished."""
        newest = self.enrolment.newest_number
        return not self.enrolment.finished_at and newest > self.enrolment.version.number


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningRecord:
    """`ending` are certificates that should be renewed, `offered` courses with a newer version."""

    running: list[Learned]
    finished: list[Learned]
    certificates: list[Certificate]
    ending: list[Certificate]

    @property
    def offered(self) -> list[Learned]:
        return [each for each in self.running if each.has_newer_version]

    @property
    def with_notes(self) -> list[Learned]:
        return [each for each in (*self.running, *self.finished) if each.notes]

    @property
    def is_empty(self) -> bool:
        return not (self.running or self.finished or self.certificates)


def own_enrolments(user):
    """The person's courses with their versions, the last begun first; one query.

    `newest_number` and `newest_note` are of the course's newest version.
    """
    newest = CourseVersion.objects.filter(course=OuterRef("course")).order_by("-number")
    return (
        Enrolment.objects.filter(user=user)
        .select_related("course", "version")
        .defer("version__content")
        .annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_note=Subquery(newest.values("note")[:1]),
        )
        .order_by("-started_at", "-pk")
    )


def learning_record(user) -> LearningRecord:
    """Five queries, however much somebody has learned."""
    enrolments = list(own_enrolments(user))
    progress = _progress_by_enrolment(user)
    notes = notes_by_enrolment(enrolments)
    certificates = list(own_certificates(user))
    answered = answered_courses(user)
    by_finish = {(each.enrolment_id, each.finished_at): each for each in certificates}
    learned = [
        Learned(
            enrolment=each,
            progress=progress.get(each.pk, {}),
            certificate=by_finish.get((each.pk, each.finished_at)),
            notes=notes.get(each.pk, []),
            has_answered=each.course_id in answered,
        )
        for each in enrolments
    ]
    finished = [each for each in learned if each.enrolment.finished_at]
    return LearningRecord(
        running=[each for each in learned if not each.enrolment.finished_at],
        finished=sorted(finished, key=lambda each: each.enrolment.finished_at, reverse=True),
        certificates=certificates,
        ending=list(_ending(certificates)),
    )


def _progress_by_enrolment(user) -> Mapping[int, dict[str, ActivityProgress]]:
    """Without the states: those of foreign content are large, and only notes are shown."""
    progress: dict[int, dict[str, ActivityProgress]] = {}
    for row in ActivityProgress.objects.filter(enrolment__user=user).defer("state"):
        progress.setdefault(row.enrolment_id, {})[row.activity] = row
    return progress


def _ending(certificates: Iterable[Certificate]):
    """Those that one can do something about: their course is still there."""
    for each in certificates:
        if each.is_due and not hasattr(each, "successor") and each.course and each.course.live:
            yield each
