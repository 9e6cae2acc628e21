"""All that `/lernen/` shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import OuterRef, Subquery

from training.certificates.models import Certificate
from training.certificates.selectors import own_certificates
from training.courses.models import CourseVersion, Enrolment
from training.courses.outline import LessonOutline, Outline, outline_of
from training.evaluation.selectors import answered_courses
from training.progress.completing import Completion, completion_by
from training.progress.models import ActivityProgress

from .notes import Note, notes_by_enrolment


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A course that somebody takes or has finished."""

    enrolment: Enrolment
    done: frozenset[str] = frozenset()
    certificate: Certificate | None = None
    notes: list[Note] = field(default_factory=list)
    has_answered: bool = False

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.enrolment.version)

    @cached_property
    def completion(self) -> Completion:
        return completion_by(self.done, self.outline)

    @property
    def lesson(self) -> LessonOutline:
        """Where the person was, or the first lesson."""
        return self.outline.lesson(self.enrolment.last_lesson or 0) or self.outline.lessons[0]

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
    done = _done_by_enrolment(user)
    notes = notes_by_enrolment(enrolments)
    certificates = list(own_certificates(user))
    answered = answered_courses(user)
    by_finish = {(each.enrolment_id, each.finished_at): each for each in certificates}
    learned = [
        Learned(
            enrolment=each,
            done=frozenset(done.get(each.pk, ())),
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


def _done_by_enrolment(user) -> Mapping[int, set[str]]:
    done: dict[int, set[str]] = {}
    rows = ActivityProgress.objects.filter(enrolment__user=user, is_done=True)
    for enrolment, activity in rows.values_list("enrolment", "activity"):
        done.setdefault(enrolment, set()).add(activity)
    return done


def _ending(certificates: Iterable[Certificate]):
    """Those that one can do something about: their course is still there."""
    for each in certificates:
        if each.is_due and not hasattr(each, "successor") and each.course and each.course.live:
            yield each
