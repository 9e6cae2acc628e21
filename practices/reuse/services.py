"""What happens to a reuse: declared, changed, withdrawn, confirmed, rejected.

Each step asks for permission, keeps the rules, counts the evidence again, and stands in Wagtail's
log with who, when and for which function. Refusals are `PermissionDenied` and
`ValidationError`, with a sentence that says what to do.
"""

from dataclasses import asdict, dataclass
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from portal.cities.permissions import function_of, require_writer

from . import evidence, mails
from .models import CLAIMING, Reuse
from .permissions import require_source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseDetails:
    """What a city says of its reuse."""

    status: str
    since: date
    adaptation: str = ""
    result: str = ""


@transaction.atomic
def declare(*, practice, city, user, details: ReuseDetails) -> Reuse:
    """A city says that it reuses another one's practice; the source's mailbox hears of it once."""
    require_writer(user, city)
    if not type(practice).listed().filter(pk=practice.pk).exists():
        raise PermissionDenied(
            _(
                "Nachnutzen kann man nur, was veröffentlicht ist, alle lesen können und nicht "
                "archiviert wurde."
            )
        )
    _lock(practice.pk)
    reuse = Reuse(practice=practice, city=city, **asdict(_tidy(details)))
    reuse.full_clean()
    reuse.save()
    _finish(reuse, user, "reuse.declare", city)
    transaction.on_commit(partial(mails.tell_sources), robust=True)
    return reuse


@transaction.atomic
def change(*, reuse: Reuse, user, details: ReuseDetails, version: int) -> Reuse:
    """The city that reuses says what is different now.

    What the source has answered was about what stood there before: it is asked anew. Where
    nothing is different, its answer stays.
    """
    reuse = _current(reuse, version)
    require_writer(user, reuse.city)
    before = _details_of(reuse)
    after = _tidy(details)
    if after == before:
        return reuse
    for name, value in asdict(after).items():
        setattr(reuse, name, value)
    _forget_answer(reuse)
    reuse.version += 1
    reuse.full_clean()
    reuse.save()
    _finish(reuse, user, "reuse.change", reuse.city, before=before.status)
    return reuse


@transaction.atomic
def withdraw(*, reuse: Reuse, user) -> None:
    """The entry was a mistake, and goes; what was tried and ended is changed to "abgebrochen"."""
    require_writer(user, reuse.city)
    reuse = _current(reuse)
    log(
        instance=reuse,
        action="reuse.withdraw",
        user=user,
        deleted=True,
        data={"function": function_of(user, reuse.city), "status": reuse.status},
    )
    reuse.delete()  # the signal counts the evidence again


@transaction.atomic
def confirm(*, reuse: Reuse, user, version: int) -> Reuse:
    """The source says: that is so. `version` is what its editor has read."""
    reuse = _current(reuse, version)
    source = require_source(user, reuse)
    if reuse.status not in CLAIMING:
        raise ValidationError(
            _("„%(status)s“ braucht keine Bestätigung. Bestätigt wird, was umgesetzt wird.")
            % {"status": reuse.get_status_display()}
        )
    if reuse.confirmed_at:
        return reuse
    _forget_answer(reuse)
    reuse.confirmed_at = timezone.now()
    reuse.confirmed_by = function_of(user, source)
    reuse.save()
    _finish(reuse, user, "reuse.confirm", source)
    return reuse


@transaction.atomic
def reject(*, reuse: Reuse, user, version: int, reason: str) -> Reuse:
    """The source objects, with its reason for the other city; also after it had confirmed."""
    reuse = _current(reuse, version)
    source = require_source(user, reuse)
    reason = reason.strip()
    if not reason:
        raise ValidationError(
            {"reason": _("Bitte schreiben Sie, was nicht stimmt: Die andere Stadt liest es.")}
        )
    _forget_answer(reuse)
    reuse.rejected_at = timezone.now()
    reuse.rejected_by = function_of(user, source)
    reuse.rejection_reason = reason
    reuse.full_clean()
    reuse.save()
    _finish(reuse, user, "reuse.reject", source, reason=reason)
    return reuse


def _lock(practice_id: int) -> None:
    """One at a time for each practice: the count of its evidence depends on all its rows."""
    Page.objects.select_for_update().get(pk=practice_id)


def _current(reuse: Reuse, version: int | None = None) -> Reuse:
    _lock(reuse.practice_id)
    current = Reuse.objects.filter(pk=reuse.pk).select_related("practice", "city").first()
    if current is None:
        raise ValidationError(_("Diese Nachnutzung wurde inzwischen zurückgezogen."))
    if version not in (None, current.version):
        raise ValidationError(
            _(
                "Die Angaben haben sich geändert, seit Sie sie gelesen haben. Bitte lesen Sie sie "
                "noch einmal."
            )
        )
    return current


def _details_of(reuse: Reuse) -> ReuseDetails:
    return ReuseDetails(
        status=reuse.status,
        since=reuse.since,
        adaptation=reuse.adaptation,
        result=reuse.result,
    )


def _tidy(details: ReuseDetails) -> ReuseDetails:
    """Browsers send line ends of two characters, which are no change of the text."""
    return ReuseDetails(
        status=details.status,
        since=details.since,
        adaptation=_lines(details.adaptation),
        result=_lines(details.result),
    )


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _forget_answer(reuse: Reuse) -> None:
    reuse.confirmed_at = reuse.rejected_at = None
    reuse.confirmed_by = reuse.rejected_by = reuse.rejection_reason = ""


def _finish(reuse: Reuse, user, action: str, city, **data) -> None:
    log(
        instance=reuse,
        action=action,
        user=user,
        data={"function": function_of(user, city), "status": reuse.status, **data},
    )
    evidence.refresh([reuse.practice_id])
