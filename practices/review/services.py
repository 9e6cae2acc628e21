"""The review's one set of rules; the admin, the API and bulk actions all end here."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from portal.cities.permissions import belongs_to_city
from portal.cities.selectors import city_of
from portal.content.entries import EntryRefusedError
from practices.models import review_due_after

from .checklist import CHECKS
from .models import Review
from .selectors import check_in_words, first_review, is_reviewed


class ReviewRefusedError(EntryRefusedError):
    """This person cannot take this step, or not in this way; the sentence says what to do."""


def is_invited(task, user) -> bool:
    """Whether the step is meant for people like this one at all; one query."""
    return user.is_superuser or task.groups.filter(user=user).exists()


def review_refusal(*, task, page, user) -> str:
    """Why this person may not act on this step; empty if they may.

    Nobody of the city that submits gives the second review, whatever their other rights: not
    a member of the Projektgruppe, not an administrator. It takes a person of another city,
    who has neither submitted the entry nor given the first review.
    """
    if not is_invited(task, user):
        return _("Diesen Schritt gehen nur die dafür gewählten Gruppen.")
    if not task.is_second:
        return ""
    if not user.home_city_id:
        return _(
            "Die Zweitprüfung gibt eine andere Stadt. In Ihrem Konto steht keine Stadt; bitte "
            "lassen Sie sie von der Administration eintragen."
        )
    if belongs_to_city(user, city_of(page)):
        return _(
            "Die Zweitprüfung gibt eine andere Stadt. Bitte fragen Sie eine Kollegin oder einen "
            "Kollegen aus einer anderen Stadt."
        )
    state = page.current_workflow_state
    if state and state.requested_by_id == user.pk:
        return _("Sie haben den Eintrag selbst eingereicht. Die Zweitprüfung gibt jemand anderes.")
    if state and Review.objects.filter(workflow_state=state, approved=True, reviewer=user).exists():
        return _("Sie haben die erste Prüfung gegeben. Die Zweitprüfung gibt jemand anderes.")
    return ""


@transaction.atomic
def give_review(*, task, task_state, user, approve: bool, data) -> Review:
    """Approves a step or sends the entry back, with what was checked; all of it or nothing.

    Raises `ReviewRefusedError` with a sentence. Of two reviewers at the same time the second
    waits for the first one's transaction and then hears that the step is done.
    """
    state = TaskState.objects.select_for_update().get(pk=task_state.pk)
    page = state.workflow_state.content_object.specific
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewRefusedError(
            page, _("Dieser Schritt ist inzwischen erledigt. Bitte laden Sie die Seite neu.")
        )
    if refusal := review_refusal(task=task, page=page, user=user):
        raise ReviewRefusedError(page, refusal)
    form = task.get_form_for_action("approve" if approve else "reject")(data)
    if not form.is_valid():
        raise ReviewRefusedError(page, _errors_in_words(form))
    values = form.cleaned_data
    review = Review(
        task_state=state,
        workflow_state=state.workflow_state,
        is_second=task.is_second,
        approved=approve,
        reviewer=user,
        reviewer_city=user.home_city,
        checks=form.checks() if approve else {},
        evidence_level=values.get("evidence_level"),
        evidence_reason=values.get("evidence_reason", ""),
        comment=values["comment"],
    )
    review.full_clean(exclude=["workflow_state", "task_state"])
    if approve and task.is_second:
        state.revision = _reviewed_revision(page, review)
        state.save(update_fields=["revision"])
        # Its round holds the page as it was before this revision, and would publish that.
        state = TaskState.objects.get(pk=state.pk)
    review.save()
    if approve:
        state.approve(user=user, comment=_in_history(review))
    else:
        state.reject(user=user, comment=review.comment)
    return review


def check_publication(*, page, revision, user) -> bool:
    """Whether the review has approved of this revision; raises if it must have and has not.

    Practices go live at the end of the review. Commands (imports, demo, timers) act without a
    user; administrators may publish by an explicit act, except for their own city.
    """
    if is_reviewed(revision):
        return True
    if user is None or may_publish_unreviewed(page, user):
        return False
    raise ReviewRefusedError(
        page,
        _(
            "„%(title)s“ wird erst nach der Prüfung durch die Projektgruppe und der Zweitprüfung "
            "durch eine andere Stadt veröffentlicht. Bitte reichen Sie den Eintrag zur Prüfung ein."
        )
        % {"title": page.title},
    )


def may_publish_unreviewed(page, user) -> bool:
    """The explicit act of an administrator, for what cannot wait; never for the own city."""
    return bool(user.is_active and user.is_superuser and not belongs_to_city(user, city_of(page)))


def _reviewed_revision(page, review: Review):
    """The entry as it goes live: with who has reviewed it, when, and until when that holds."""
    page = page.get_latest_revision_as_object()
    level = review if review.evidence_level is not None else first_review(review.workflow_state)
    if level:
        page.evidence_level = level.evidence_level
        page.evidence_reason = level.evidence_reason
    today = timezone.localdate()
    with translation.override(settings.LANGUAGE_CODE):
        page.reviewed_by = _("Projektgruppe, Zweitprüfung: %(city)s") % {
            "city": review.reviewer_city.title
        }
    page.reviewed_by = page.reviewed_by[:120]
    page.reviewed_on = today
    page.review_due = review_due_after(today)
    page.archived_on = None
    page.version = _next_version(page)
    return page.save_revision(user=review.reviewer)


def _next_version(page) -> int:
    """One more than readers know, where the draft does not say more itself; one query."""
    published = type(page).objects.filter(pk=page.pk, first_published_at__isnull=False)
    known = published.values_list("version", flat=True).first()
    return page.version if known is None else max(page.version, known + 1)


def _in_history(review: Review) -> str:
    """The check list as it stands in the page's history, in the portal's language."""
    with translation.override(settings.LANGUAGE_CODE):
        text = "; ".join(check_in_words(check, review.checks[check.key]) for check in CHECKS) + "."
        return f"{text} {review.comment}".strip()


def _errors_in_words(form) -> str:
    return " ".join(
        f"{form.fields[name].label}: {' '.join(errors)}"
        if name in form.fields
        else " ".join(errors)
        for name, errors in form.errors.items()
    )
