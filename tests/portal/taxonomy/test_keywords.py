"""One spelling for each keyword, however people type it."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from portal.taxonomy.models import Keyword
from portal.taxonomy.tags import tags_from_string
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Mentoring", "MENTORING"),
        ("Führung", "Fuehrung"),
        ("Kolleg*innen", "Kolleg:innen"),
        ("Kolleg*innen", "KollegInnen"),
        ("Kolleg*innen", "kolleg_innen"),
        ("Azubi-Marketing", "Azubi Marketing"),
        ("Leichte Sprache", "leichte  sprache"),
        ("Straße", "STRASSE"),
    ],
)
def test_takes_the_spelling_that_is_in_use(kept, typed):
    Keyword.objects.create(name=kept)

    assert tags_from_string(f'"{typed}"') == [kept]


def test_different_words_stay_different():
    Keyword.objects.create(name="Vielfalt")

    assert set(tags_from_string("Einfalt, Vielfalt")) == {"Einfalt", "Vielfalt"}


def test_two_spellings_in_one_field_become_one():
    assert len(tags_from_string("Bürger*innen, Buergerinnen, BürgerInnen")) == 1


def test_the_database_keeps_spellings_apart_from_doubles():
    Keyword.objects.create(name="Führung")

    with pytest.raises(IntegrityError):
        Keyword.objects.create(name="fuehrung")


def test_the_admin_explains_a_double(cast):
    Keyword.objects.create(name="Führung")
    other = Keyword.objects.create(name="Leitung")

    answer = signed_in(cast.administrator).post(
        reverse("wagtailsnippets_taxonomy_keyword:edit", args=[other.pk]), {"name": "fuehrung"}
    )

    assert "in der Schreibweise „Führung“" in answer.content.decode()


def test_completes_what_an_editor_types(cast):
    Keyword.objects.create(name="Sprachmittlung")

    answer = signed_in(cast.editor_bochum).get(
        reverse("wagtailadmin_tag_model_autocomplete", args=["taxonomy", "keyword"]),
        {"term": "sprach"},
    )

    assert answer.json() == ["Sprachmittlung"]
