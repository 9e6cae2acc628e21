"""Storing what was read: drafts below a city, found again by the next run."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from portal.cities.models import CityPage
from portal.cities.services import slug_for
from portal.content.entries import EntryPage
from portal.taxonomy.tags import canonical_names
from portal.translating.rows import TranslatedRow, keep_rows

from .report import InvalidValueError, Outcome

#: The entry in a page's history that remembers what a run wrote; see `wagtail_hooks`.
LOG_ACTION = "portal.import"
KEY_LENGTH = 200


def import_key(*parts: str) -> str:
    """The key under which a later run finds an entry; long ones are shortened by a digest."""
    key = ":".join(parts)
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return f"{key[: KEY_LENGTH - len(digest) - 1]}~{digest}"


def _token(value: object) -> str:
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{getattr(value, 'key', '') or value.pk}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in a draft")


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """An entry as a file describes it. Only fields in `values` are written.

    `values`: field → what the field takes; a vocabulary takes terms, keywords take names,
    child relations (`figures`, `learning_goals`) take mappings of their fields.
    """

    model: type[EntryPage]
    city: CityPage
    import_key: str
    title: str
    values: Mapping[str, object]
    source: str

    @property
    def fingerprint(self) -> str:
        """Changes exactly when the file says something else than the last time."""
        content = json.dumps({"title": self.title, **self.values}, default=_token, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of a draft; `reason` says why an existing entry was left alone."""

    outcome: Outcome
    page: EntryPage | None = None
    reason: str = ""


def store_draft(*, draft: EntryDraft, user=None, dry_run: bool = False) -> Stored:
    """Creates or updates the draft, or says why not; never publishes, never touches a public one.

    Each call is a transaction of its own, so that the rows of a run stand or fall one by one.
    Costs 2 queries in a dry run of a new entry. Raises `InvalidValueError` when the database
    refuses what was read; then nothing of this entry has been written.
    """
    if dry_run:
        return _plan(draft, user)
    try:
        with transaction.atomic():
            # Two runs of one file at the same time: the second waits here and then finds
            # the first one's entries, instead of creating them again.
            city = CityPage.objects.select_for_update().get(pk=draft.city.pk)
            plan = _plan(draft, user)
            if plan.outcome is Outcome.NEW:
                return Stored(outcome=plan.outcome, page=_create(draft, city, user))
            if plan.outcome is Outcome.CHANGED:
                _update(plan.page, draft, user)
            return plan
    except (DatabaseError, ValidationError, CityPage.DoesNotExist) as error:
        raise InvalidValueError(
            _("Der Eintrag ließ sich nicht speichern (%(reason)s).")
            % {"reason": " ".join(getattr(error, "messages", [str(error)]))},
            _("Versuchen Sie es noch einmal; bleibt es dabei, prüfen Sie diese Zeile."),
        ) from error


def _plan(draft: EntryDraft, user) -> Stored:
    page = draft.model.objects.filter(import_key=draft.import_key).first()
    if page is None:
        return _plan_new(draft)
    last = PageLogEntry.objects.filter(page=page.pk, action=LOG_ACTION).first()
    if last and last.data.get("fingerprint") == draft.fingerprint:
        return Stored(outcome=Outcome.UNCHANGED, page=page)
    if reason := _reason_to_keep(page, draft, last, user):
        return Stored(outcome=Outcome.KEPT, page=page, reason=reason)
    return Stored(outcome=Outcome.CHANGED, page=page)


def _plan_new(draft: EntryDraft) -> Stored:
    by_hand = draft.model.objects.child_of(draft.city).filter(
        title__iexact=draft.title, import_key=""
    )
    if twin := by_hand.first():
        reason = _(
            "In „%(city)s“ gibt es schon einen Eintrag mit diesem Titel, der nicht aus einer "
            "Datei stammt; er bleibt unverändert."
        ) % {"city": draft.city.title}
        return Stored(outcome=Outcome.KEPT, page=twin, reason=reason)
    return Stored(outcome=Outcome.NEW)


def _reason_to_keep(page: EntryPage, draft: EntryDraft, last, user) -> str:
    """Why an entry that differs from the file must not be changed by it; empty if it may."""
    if not page.is_child_of(draft.city):
        place = page.get_parent()
        return _("Der Eintrag liegt inzwischen unter „%(place)s“ und bleibt unverändert.") % {
            "place": place.title
        }
    if page.live or page.first_published_at:
        return _("Der Eintrag ist schon veröffentlicht worden und bleibt unverändert.")
    if page.locked or page.workflow_in_progress:
        return _("Der Eintrag wird gerade geprüft oder ist gesperrt und bleibt unverändert.")
    if last is None or page.latest_revision_id != last.revision_id:
        return _("Der Eintrag wurde inzwischen bearbeitet und bleibt unverändert.")
    if user is not None and not page.permissions_for_user(user).can_edit():
        return _("Sie dürfen diesen Eintrag nicht bearbeiten; er bleibt unverändert.")
    return ""


def _create(draft: EntryDraft, city: CityPage, user) -> EntryPage:
    page = draft.model(
        title=draft.title,
        slug=free_slug(city, draft.title),
        import_key=draft.import_key,
        owner=user,
        live=False,
    )
    _fill(page, draft.values)
    city.add_child(instance=page)
    _record(page, draft, user)
    return page


def _update(stored: EntryPage, draft: EntryDraft, user) -> None:
    page = stored.get_latest_revision_as_object()
    page.title = draft.title
    _fill(page, draft.values)
    page.save(user=user)
    _record(page, draft, user)


def _record(page: EntryPage, draft: EntryDraft, user) -> None:
    revision = page.save_revision(user=user, clean=False)
    log(
        instance=page,
        action=LOG_ACTION,
        user=user,
        revision=revision,
        content_changed=True,
        data={"source": draft.source, "fingerprint": draft.fingerprint},
    )


def _fill(page: EntryPage, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        field = page._meta.get_field(name)
        if isinstance(field, TaggableManager):
            getattr(page, name).set(canonical_names(value))
        elif field.one_to_many:
            rows = [field.related_model(**child) for child in value]
            if page.pk and issubclass(field.related_model, TranslatedRow):
                keep_rows(getattr(page, name).all(), rows)
            setattr(page, name, rows)
        else:
            setattr(page, name, value)


def free_slug(city: CityPage, title: str, *, own: EntryPage | None = None) -> str:
    """An address below the city that nobody has but the page `own`; umlauts spelled out, as in
    the cities' own."""
    base = slug_for(title)[:80].strip("-") or "eintrag"
    others = city.get_children().exclude(pk=own.pk if own else None)
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def value_errors(model: type[EntryPage], values: Mapping[str, object]) -> dict[str, list[str]]:
    """What the model's own validators say of values that are not empty: field → sentences.

    The same rules as in the editor, so that an import brings nothing in that a form refuses.
    """
    page = model(title="")
    errors: dict[str, list[str]] = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if not field.concrete or field.is_relation or value in ("", None):
            continue
        try:
            field.clean(value, page)
        except ValidationError as error:
            errors[name] = error.messages
    return errors
