"""Vocabularies arrive once, belong to the editors from then on, and keep their keys."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from portal.taxonomy.models import FieldOfAction, Licence, TargetGroup
from portal.taxonomy.services import load_vocabularies
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_a_new_database_has_the_agreed_terms_in_their_order():
    assert FieldOfAction.objects.count() == 12
    assert list(TargetGroup.objects.values_list("title", flat=True))[-1] == "Bürger*innen"
    assert Licence.objects.get(key="CC-BY-4.0").iri.startswith("https://creativecommons.org")


def test_what_editors_changed_survives_the_next_migrate():
    FieldOfAction.objects.filter(key="sprache").update(title="Sprache und Verständigung")
    FieldOfAction.objects.get(key="monitoring").delete()

    call_command("migrate", verbosity=0)

    assert FieldOfAction.objects.get(key="sprache").title == "Sprache und Verständigung"
    assert not FieldOfAction.objects.filter(key="monitoring").exists()


def test_loading_again_makes_nothing():
    assert load_vocabularies() == 0


def test_a_key_stays():
    term = FieldOfAction.objects.get(key="sprache")
    term.key = "sprachen"

    with pytest.raises(ValidationError, match="bleibt, wie er ist"):
        term.full_clean()


def test_the_projektgruppe_edits_terms_and_a_citys_editor_does_not(cast):
    address = reverse("wagtailsnippets_taxonomy_fieldofaction:list")

    assert signed_in(cast.reviewer).get(address).status_code == 200
    assert signed_in(cast.editor_bochum).get(address).status_code in {302, 403}
