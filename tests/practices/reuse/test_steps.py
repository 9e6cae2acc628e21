"""Declaring, changing, withdrawing and answering: the rules, and the history."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageViewRestriction

from practices.reuse import services
from practices.reuse.models import Reuse
from practices.reuse.selectors import history_of
from tests.factories import GoodPracticeFactory

from .cities import confirmed, declared, details

pytestmark = pytest.mark.django_db


def test_one_entry_for_each_city(cast, practice):
    declared(practice, cast.herne, cast.editor_herne)
    with pytest.raises(ValidationError, match="schon eingetragen"):
        declared(practice, cast.herne, cast.editor_herne, "interessiert")
    assert Reuse.objects.get().status == "uebernommen"


def test_no_city_reuses_its_own_practice(cast, practice):
    with pytest.raises(ValidationError, match="von dieser Stadt selbst"):
        declared(practice, cast.bochum, cast.editor_bochum)


def test_a_draft_is_not_there_to_be_reused(cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    with pytest.raises(PermissionDenied, match="veröffentlicht"):
        declared(draft, cast.herne, cast.editor_herne)


def test_nor_is_a_private_page(cast, practice):
    PageViewRestriction.objects.create(page=cast.bochum, restriction_type="login")
    with pytest.raises(PermissionDenied, match="veröffentlicht"):
        declared(practice, cast.herne, cast.editor_herne)


def test_nor_is_what_is_archived(cast, practice):
    practice.archived_on = timezone.localdate()
    practice.save()
    with pytest.raises(PermissionDenied, match="archiviert"):
        declared(practice, cast.herne, cast.editor_herne)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": timezone.localdate() + datetime.timedelta(days=2)}, "since"),
        ({"status": "angepasst", "adaptation": " \r\n"}, "adaptation"),
        ({"status": "vielleicht"}, "status"),
        ({"result": "x" * 1501}, "result"),
    ],
)
def test_what_makes_no_sense_is_explained_at_its_field(cast, practice, changes, field):
    with pytest.raises(ValidationError) as refusal:
        declared(practice, cast.herne, cast.editor_herne, **{"status": "uebernommen"} | changes)
    assert list(refusal.value.message_dict) == [field]
    assert not Reuse.objects.exists()


@pytest.mark.parametrize("status", ["interessiert", "in-pruefung", "abgebrochen"])
def test_what_claims_nothing_needs_no_confirmation(cast, practice, status):
    reuse = declared(practice, cast.herne, cast.editor_herne, status)
    assert not reuse.is_waiting
    with pytest.raises(ValidationError, match="braucht keine Bestätigung"):
        services.confirm(reuse=reuse, user=cast.editor_bochum, version=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "angepasst"},
        {"result": "Fünf Verfahren."},
        {"adaptation": "Mit Alter."},
        {"since": datetime.date(2026, 4, 1)},
    ],
)
def test_what_changes_after_the_confirmation_needs_it_anew(cast, practice, changes):
    reuse = confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    reuse = services.change(
        reuse=reuse,
        user=cast.editor_herne,
        details=details(**{"status": "uebernommen"} | changes),
        version=1,
    )
    assert reuse.is_waiting
    assert (reuse.confirmed_at, reuse.confirmed_by) == (None, "")


def test_saving_the_same_again_keeps_the_confirmation(cast, practice):
    reuse = confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    same = details(result="Drei Verfahren. \r\n")
    reuse = services.change(reuse=reuse, user=cast.editor_herne, details=same, version=1)
    assert reuse.confirmed_by == "Redaktion Bochum"
    assert reuse.version == 1


def test_who_gives_up_asks_for_nothing(cast, practice):
    reuse = confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    reuse = services.change(
        reuse=reuse, user=cast.editor_herne, details=details("abgebrochen"), version=1
    )
    assert not reuse.is_waiting
    assert reuse.confirmed_at is None


def test_nobody_confirms_what_they_have_not_read(cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    services.change(reuse=reuse, user=cast.editor_herne, details=details(result="Neu."), version=1)
    with pytest.raises(ValidationError, match="haben sich geändert, seit"):
        services.confirm(reuse=reuse, user=cast.editor_bochum, version=1)


def test_of_two_editors_at_once_the_second_is_told(cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    change = {"reuse": reuse, "user": cast.editor_herne, "version": 1}
    services.change(**change, details=details(result="Die erste."))
    with pytest.raises(ValidationError, match="haben sich geändert"):
        services.change(**change, details=details(result="Die zweite."))
    assert Reuse.objects.get().result == "Die erste."


def test_what_was_withdrawn_meanwhile_is_not_confirmed(cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    services.withdraw(reuse=reuse, user=cast.editor_herne)
    with pytest.raises(ValidationError, match="zurückgezogen"):
        services.confirm(reuse=reuse, user=cast.editor_bochum, version=1)


def test_an_objection_has_a_reason_and_is_answered_by_a_change(cast, practice):
    reuse = confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    objection = {"reuse": reuse, "user": cast.editor_bochum, "version": 1}
    with pytest.raises(ValidationError, match="was nicht stimmt"):
        services.reject(**objection, reason=" ")
    reuse = services.reject(**objection, reason="Es waren zwei Verfahren.")
    assert reuse.confirmed_at is None
    assert not Reuse.objects.shown().exists()
    reuse = services.change(
        reuse=reuse, user=cast.editor_herne, details=details(result="Zwei."), version=1
    )
    assert reuse.is_waiting
    assert reuse.rejection_reason == ""
    assert Reuse.objects.shown().get() == reuse


def test_every_step_is_in_the_history_with_who_and_when(cast, practice):
    reuse = confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    services.change(reuse=reuse, user=cast.reviewer, details=details("angepasst"), version=1)
    services.reject(reuse=reuse, user=cast.editor_bochum, version=2, reason="Nein.")
    assert [(str(step["step"]), step["function"]) for step in history_of(reuse)] == [
        ("Nachnutzung zurückgewiesen", "Redaktion Bochum"),
        ("Nachnutzung geändert", "Projektgruppe"),
        ("Nachnutzung bestätigt", "Redaktion Bochum"),
        ("Nachnutzung eingetragen", "Redaktion Herne"),
    ]
    services.withdraw(reuse=reuse, user=cast.editor_herne)
    entries = ModelLogEntry.objects.filter(action__startswith="reuse.")
    assert [entry.user for entry in entries] == [
        cast.editor_herne,
        cast.editor_bochum,
        cast.reviewer,
        cast.editor_bochum,
        cast.editor_herne,
    ]
    assert all(timezone.now() - entry.timestamp < datetime.timedelta(hours=1) for entry in entries)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "vielleicht"},
        {"confirmed_at": None},
        {"confirmed_by": ""},
        {"status": "interessiert"},
        {"rejected_at": timezone.now(), "rejected_by": "x", "rejection_reason": "y"},
    ],
)
def test_the_database_keeps_the_rules_too(cast, practice, values):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reuse.objects.update(**values)
