"""Reads of the guided form: one's drafts, what is missing, what the Redaktion has to look at."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from portal.cities.permissions import editable_cities
from practices.models import GoodPracticePage

from . import values
from .models import NoticeKind, State, Submission
from .steps import STEPS, Step, step_of_field

#: The Redaktion and the review say it, whoever writes.
NOT_ASKED = ("evidence_level",)


def drafts_of(user):
    """What the person has begun and is not public yet, newest first; one query."""
    return (
        Submission.objects.filter(author=user, page__live=False, page__first_published_at=None)
        .select_related("page")
        .order_by("-begun_at")
    )


def waiting_for(user):
    """What authors have handed over to the Redaktionen for which the user writes; by age.

    What the Redaktion has sent to the review waits there. Two or three queries.
    """
    below = Q(pk__in=[])
    for city in editable_cities(user):
        below |= Q(page__path__startswith=city.path)
    in_review = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(GoodPracticePage),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).values_list("object_id", flat=True)
    return (
        Submission.objects.filter(
            below, state=State.HANDED_OVER, page__live=False, page__first_published_at=None
        )
        .exclude(page__in=[int(pk) for pk in in_review])
        .select_related("page", "author")
        .order_by("handed_over_at")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """How far one question is."""

    step: Step
    number: int
    #: What the fields are called that are still missing.
    missing: tuple[str, ...]
    answered: bool

    @property
    def label(self) -> str:
        if self.missing and len(self.step.fields) > 1:
            return _("fehlt noch: %(fields)s") % {"fields": ", ".join(self.missing)}
        if self.missing:
            return _("fehlt noch")
        return _("beantwortet") if self.answered else _("freiwillig")

    @property
    def key(self) -> str:
        return "missing" if self.missing else "done" if self.answered else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All questions with their state, and what the draft lacks to be reviewed."""

    states: tuple[StepState, ...]
    #: What no question asks for, in words.
    others: tuple[str, ...]

    @property
    def missing(self) -> list[StepState]:
        return [state for state in self.states if state.missing]

    @property
    def answered(self) -> int:
        return sum(state.answered and not state.missing for state in self.states)


def overview_of(page) -> Overview:
    """The model's own check of the draft, sorted by questions."""
    lacking = page.missing_for_submission()
    others = [
        sentence
        for name, sentences in lacking.items()
        for sentence in sentences
        if step_of_field(name) is None and name not in NOT_ASKED
    ]
    return Overview(
        states=tuple(
            StepState(
                step=step,
                number=number,
                missing=tuple(
                    values.label_of(page, name) for name in step.fields if name in lacking
                ),
                answered=any(values.is_answered(page, name) for name in step.fields),
            )
            for number, step in enumerate(STEPS, start=1)
        ),
        others=tuple(others),
    )


def last_return(submission: Submission):
    """What the Redaktion has asked for, while the author works on it."""
    if submission.state != State.RETURNED:
        return None
    return submission.notices.filter(kind=NoticeKind.RETURNED).first()
