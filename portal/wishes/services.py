"""What happens to a city's request: made, changed, closed, opened, deleted, answered.

Each step asks for permission, keeps the rules, and stands in Wagtail's log with who, when and
for which function. Refusals are `PermissionDenied` and `ValidationError`, with a sentence that
says what to do.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from portal.cities.models import CityPage
from portal.cities.permissions import function_of, require_writer
from portal.cities.selectors import city_of
from portal.shortlist.selectors import public_ids

from . import mails
from .models import CityRequest, RequestAnswer, Wish, WishState
from .permissions import require_asker

MAX_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """What a city says of what it looks for."""

    title: str
    sought: str
    purpose: str
    contact_role: str
    contact_email: str
    until: date
    fields_of_action: Collection
    target_groups: Collection = ()


@transaction.atomic
def create(*, city: CityPage, user, details: RequestDetails, wish: Wish | None = None):
    """A city asks all others. A wish that it is made from is done, and names nobody."""
    require_writer(user, city)
    if wish is not None:
        wish = Wish.objects.select_for_update().get(pk=wish.pk)
        _check_wish(wish, city)
    request = CityRequest(city=city, wish=wish)
    _write(request, details)
    if wish is not None:
        wish.state = WishState.DONE
        wish.save()
    _note(request, user, "request.create", city)
    return request


@transaction.atomic
def change(*, request: CityRequest, user, details: RequestDetails, version: int):
    """`version` is what the editor has read."""
    request = _current(request)
    require_writer(user, request.city)
    if version != request.version:
        raise ValidationError(
            _(
                "Jemand anderes hat das Gesuch inzwischen geändert. Bitte laden Sie die Seite neu "
                "und tragen Sie Ihre Änderung noch einmal ein."
            )
        )
    request.version += 1
    _write(request, details)
    _note(request, user, "request.change", request.city)
    return request


@transaction.atomic
def close(*, request: CityRequest, user) -> CityRequest:
    """Nothing more is looked for; it leaves list and search, and keeps its address."""
    request = _current(request)
    require_writer(user, request.city)
    if request.closed_at is None:
        request.closed_at = timezone.now()
        request.save()
        _note(request, user, "request.close", request.city)
    return request


@transaction.atomic
def reopen(*, request: CityRequest, user) -> CityRequest:
    request = _current(request)
    require_writer(user, request.city)
    if request.until < timezone.localdate():
        raise ValidationError(
            _("Der Tag, bis zu dem gesucht wird, ist vorbei. Ändern Sie zuerst „Gesucht bis“.")
        )
    if request.closed_at is not None:
        request.closed_at = None
        request.save()
        _note(request, user, "request.reopen", request.city)
    return request


@transaction.atomic
def delete(*, request: CityRequest, user) -> None:
    """It was a mistake, and goes with its answers; what is over is closed instead."""
    request = _current(request)
    require_writer(user, request.city)
    _note(request, user, "request.delete", request.city, deleted=True)
    request.delete()


@transaction.atomic
def answer(*, request: CityRequest, page: Page, city: CityPage, user, note: str) -> RequestAnswer:
    """Another city points to an entry; the asking city's mailbox hears of it once."""
    require_writer(user, city)
    request = _current(request)
    if city.pk == request.city_id:
        raise ValidationError(
            _("Das Gesuch ist von Ihrer Stadt. Antworten können die anderen Städte.")
        )
    if not request.is_running:
        raise ValidationError(_("Dieses Gesuch ist geschlossen. Es braucht keine Antwort mehr."))
    if not public_ids([page.pk]):
        raise ValidationError(
            {"entry": _("Antworten kann man mit einem Eintrag, den alle lesen können.")}
        )
    origin = city_of(page)
    if origin is not None and origin.pk == request.city_id:
        raise ValidationError(
            {"entry": _("Dieser Eintrag ist von der Stadt, die sucht. Sie kennt ihn schon.")}
        )
    given = RequestAnswer(request=request, page=page, city=city, note=note.strip())
    given.full_clean()
    given.save()
    _note(request, user, "request.answer", city, entry=page.title)
    transaction.on_commit(partial(mails.tell_askers), robust=True)
    return given


@transaction.atomic
def withdraw_answer(*, answer: RequestAnswer, user) -> None:
    """The city that answered takes it back."""
    require_writer(user, answer.city)
    request = _current(answer.request)
    _note(request, user, "request.withdraw", answer.city, entry=answer.page.title)
    answer.delete()


@transaction.atomic
def mark_helpful(*, answer: RequestAnswer, user, helpful: bool) -> RequestAnswer:
    """The asking city says what helped; nobody says it in its name."""
    request = _current(answer.request)
    require_asker(user, request)
    answer = RequestAnswer.objects.filter(pk=answer.pk).first()
    if answer is None:
        raise ValidationError(_("Diese Antwort wurde inzwischen zurückgezogen."))
    if answer.helpful != helpful:
        answer.helpful = helpful
        answer.save()
        action = "request.helpful" if helpful else "request.unhelpful"
        _note(request, user, action, request.city, entry=answer.page.title)
    return answer


@transaction.atomic
def close_expired() -> int:
    """Closes what is past its day; returns how many. Nobody has to remember it."""
    closed = 0
    for request in CityRequest.objects.expired().select_for_update():
        request.closed_at = timezone.now()
        request.save()
        log(instance=request, action="request.expire")
        closed += 1
    return closed


def _check_wish(wish: Wish, city: CityPage) -> None:
    if wish.city_id != city.pk:
        raise ValidationError(
            {
                "city": _(
                    "Der Wunsch ist von einer anderen Stadt. Nur diese kann ihn veröffentlichen."
                )
            }
        )
    if CityRequest.objects.filter(wish=wish).exists():
        raise ValidationError(_("Aus diesem Wunsch ist schon ein Gesuch geworden."))


def _write(request: CityRequest, details: RequestDetails) -> None:
    for name in ("title", "sought", "purpose", "contact_role", "contact_email", "until"):
        setattr(request, name, getattr(details, name))
    request.updated_at = timezone.now()
    today = timezone.localdate()
    errors = {}
    if request.until and not today <= request.until <= today + timedelta(days=MAX_DAYS):
        errors["until"] = _("Bitte nennen Sie einen Tag zwischen heute und in einem Jahr.")
    if not details.fields_of_action:
        errors["fields_of_action"] = _("Bitte wählen Sie mindestens ein Handlungsfeld.")
    try:
        request.full_clean()
    except ValidationError as error:
        errors = {**error.message_dict, **errors}
    if errors:
        raise ValidationError(errors)
    request.save()
    request.fields_of_action.set(details.fields_of_action)
    request.target_groups.set(details.target_groups)


def _current(request: CityRequest) -> CityRequest:
    """As it is now, locked for the rest of the transaction."""
    current = (
        CityRequest.objects.select_for_update(of=("self",))
        .select_related("city")
        .filter(pk=request.pk)
        .first()
    )
    if current is None:
        raise ValidationError(_("Dieses Gesuch wurde inzwischen gelöscht."))
    return current


def _note(request: CityRequest, user, action: str, city, *, deleted: bool = False, **data) -> None:
    log(
        instance=request,
        action=action,
        user=user,
        deleted=deleted,
        data={"function": function_of(user, city), **data},
    )
