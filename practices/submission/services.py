"""What happens to a draft of the guided form: begun, written, handed over, sent back, discarded.

Each step asks for permission and keeps the rules. Refusals are `PermissionDenied` and
`ValidationError`, with a sentence that says what to do.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Revision

from portal.cities.editing import lock_row
from portal.cities.models import CityPage
from portal.content.forms import MAX_TITLE
from portal.content.importing.drafts import free_slug, value_errors
from portal.content.richtext import from_plain_text
from practices.models import GoodPracticePage

from . import mails, permissions, values
from .models import Notice, NoticeKind, State, Submission
from .steps import Step

#: Who writes on after a longer pause leaves what stood before in the page's history.
SITTING = timedelta(minutes=30)


class StepConflictError(ValidationError):
    """Somebody else has answered the same question meanwhile.

    `theirs` is what is saved, label → text; `base` is what one sends to replace it knowingly.
    """

    def __init__(self, page, step: Step):
        super().__init__(
            _(
                "Diese Antwort hat inzwischen jemand anderes geändert, vielleicht Sie selbst in "
                "einem anderen Fenster. Nichts ist verloren: Unten stehen beide Fassungen. "
                "Ihre gilt, sobald Sie noch einmal speichern."
            )
        )
        self.theirs = values.readable(page, step)
        self.base = values.fingerprint(page, step)


@transaction.atomic
def begin(*, key: uuid.UUID, user, city: CityPage | None, title: str) -> Submission:
    """Makes the draft below the city; sent twice, it is still one draft."""
    permissions.require_city(user, city)
    # Of two at once the second waits here and finds what the first has made.
    city = CityPage.objects.select_for_update().get(pk=city.pk)
    submission = Submission.objects.filter(pk=key).first()
    if submission is not None:
        permissions.require_writer(user, submission)
        return submission
    page = GoodPracticePage(title=_checked_title(title), owner=user, live=False)
    page.slug = free_slug(city, page.title)
    city.add_child(instance=page)
    revision = page.save_revision(user=user, clean=False)
    submission = Submission.objects.create(key=key, page=page, author=user, revision=revision)
    log(instance=page, action="submission.begin", user=user, revision=revision)
    return submission


@transaction.atomic
def save_step(
    *, submission: Submission, step: Step, user, answers: Mapping[str, object], base: str
) -> Submission:
    """Writes one answer into the draft.

    `base` is the fingerprint of the answer that the person has read. Raises
    `StepConflictError` if another one is there now, unless both say the same.
    """
    submission = locked(submission)
    permissions.require_writer(user, submission)
    page = submission.draft
    before, title = values.fingerprint(page, step), page.title
    _check(page, answers)
    if step.has_files and base != before:
        raise StepConflictError(page, step)
    for name, value in answers.items():
        values.write(page, name, value)
    if values.fingerprint(page, step) == before:
        return submission
    if base != before:
        raise StepConflictError(submission.page.get_latest_revision_as_object(), step)
    page.clean()
    if page.title != title:
        _rename(page, submission.city)
    _save(page, submission, user)
    return submission


@transaction.atomic
def hand_over(*, submission: Submission, user, text: str = "") -> Submission:
    """The author gives the draft to the Redaktion, which hears of it; reading is left to them.

    It may lack what the Redaktion knows better; title and summary say what it is about.
    """
    submission = locked(submission)
    if submission.is_handed_over and permissions.is_author(user, submission):
        # Pressed twice.
        return submission
    permissions.require_author(user, submission)
    if not submission.draft.summary.strip():
        raise ValidationError(
            {
                "summary": _(
                    "Die Kurzfassung fehlt noch. Ohne sie weiß die Redaktion nicht, worum es geht."
                )
            }
        )
    submission.state = State.HANDED_OVER
    submission.handed_over_at = timezone.now()
    submission.revision = None
    submission.save()
    _tell(submission, NoticeKind.HANDED_OVER, text, user, "submission.hand_over")
    return submission


@transaction.atomic
def send_back(*, submission: Submission, user, text: str) -> Submission:
    """The Redaktion asks the author for more; who hears of it may write again."""
    submission = locked(submission)
    permissions.require_redaktion(user, submission)
    if refusal := permissions.edit_refusal(user, submission):
        raise PermissionDenied(refusal)
    if not submission.is_handed_over:
        raise ValidationError(_("Der Entwurf liegt nicht bei der Redaktion."))
    if submission.author is None:
        raise ValidationError(
            _("Das Konto, das den Entwurf begonnen hat, gibt es nicht mehr. Schreiben Sie weiter.")
        )
    if not text.strip():
        raise ValidationError({"text": _("Bitte schreiben Sie, was zu ergänzen ist.")})
    submission.state = State.RETURNED
    submission.save()
    _tell(submission, NoticeKind.RETURNED, text, user, "submission.return")
    return submission


@transaction.atomic
def discard(*, submission: Submission, user) -> None:
    """The author's own draft is gone, with its history; what was handed over stays.

    Files stay: others may have found a use for them in the city's collection.
    """
    submission = locked(submission)
    permissions.require_discard(user, submission)
    # The author needs no right in the admin.
    DeletePageAction(submission.page.specific, user=user).execute(skip_permission_checks=True)


def locked(submission: Submission) -> Submission:
    """As it is now, and nobody else's until the transaction ends, neither here nor in the admin."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    lock_row(submission.page_id)
    return Submission.objects.select_related("page", "author").get(pk=submission.pk)


def _save(page, submission: Submission, user) -> None:
    """One revision for each sitting of one person; the page's row knows what lists show."""
    latest: Revision | None = page.get_latest_revision()
    goes_on = (
        latest is not None
        and latest.pk == submission.revision_id
        and latest.user_id == user.pk
        and timezone.now() - latest.created_at < SITTING
    )
    submission.revision = page.save_revision(
        user=user,
        clean=False,
        log_action=not goes_on,
        overwrite_revision=latest if goes_on else None,
    )
    submission.save(update_fields=["revision"])


def _rename(page, city: CityPage) -> None:
    """The address follows the title while nobody knows it."""
    page.slug = free_slug(city, page.title, own=page)
    page.set_url_path(city)
    page.draft_title = page.title
    page.save(update_fields=["title", "slug", "url_path", "draft_title"])


def _check(page, answers: Mapping[str, object]) -> None:
    """The model's own rules for each field, whatever form the values come from."""
    rich = {name for name in answers if hasattr(page._meta.get_field(name), "features")}
    errors = value_errors(
        type(page),
        {
            name: from_plain_text(value) if name in rich else value
            for name, value in answers.items()
        },
    )
    if "title" in answers:
        answers["title"] = _checked_title(str(answers["title"]))
    if errors:
        raise ValidationError(errors)


def _checked_title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise ValidationError({"title": _("Bitte geben Sie dem Beispiel einen Titel.")})
    if len(title) > MAX_TITLE:
        raise ValidationError(
            {
                "title": _(
                    "Der Titel hat %(length)d Zeichen. Kürzen Sie ihn auf höchstens %(limit)d."
                )
                % {"length": len(title), "limit": MAX_TITLE}
            }
        )
    return title


def _tell(submission: Submission, kind: NoticeKind, text: str, user, action: str) -> None:
    notice = Notice(submission=submission, kind=kind, text=text.strip())
    notice.full_clean(exclude=["sent_at"])
    notice.save()
    log(instance=submission.page, action=action, user=user, data={"text": notice.text})
    transaction.on_commit(partial(mails.send_notices), robust=True)
