"""Editors keep the thesaurus in the admin, and read why something is not taken."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.thesaurus import runtime
from search.thesaurus.models import Concept, WordSplit
from tests.cast import signed_in

from .looking_up import alternatives

CONCEPTS = "wagtailsnippets_search_thesaurus_concept"
WORDS = "wagtailsnippets_search_thesaurus_wordsplit"
EMPTY = dict.fromkeys(
    ("label", "synonyms", "near", "broader", "narrower", "english", "never", "note"), ""
)


@pytest.fixture
def editor(cast):
    return signed_in(cast.reviewer)


def add(client, **values):
    return client.post(reverse(f"{CONCEPTS}:add"), EMPTY | values)


def test_a_new_concept_is_found_by_all_its_names(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = add(
            editor,
            label=" Lotsenprogramm ",
            synonyms="Lotsendienst\r\n\r\n  Lots*innenprogramm \r\nLotsendienst",
            english="guide programme",
        )

    assert response.status_code == 302
    concept = Concept.objects.get(label="Lotsenprogramm")
    assert concept.synonyms == "Lotsendienst\nLots*innenprogramm"
    assert "lotsenprogramm" in alternatives(runtime.current(), "guide programmes")


def test_a_concept_is_changed_and_shown_as_it_was_typed(editor, django_capture_on_commit_callbacks):
    concept = Concept.objects.get(label="Mentoring")
    address = reverse(f"{CONCEPTS}:edit", args=[concept.pk])
    assert "Patenprogramm\nTandem</textarea>" in editor.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(address, EMPTY | {"label": "Mentoring", "near": "Lotsendienst"})

    assert response.status_code == 302
    assert set(alternatives(runtime.current(), "Mentoring")) == {"lotsendienst"}


def test_a_deleted_concept_is_forgotten(editor, django_capture_on_commit_callbacks):
    concept = Concept.objects.get(label="Mentoring")

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse(f"{CONCEPTS}:delete", args=[concept.pk]))

    assert alternatives(runtime.current(), "Mentoring") == {}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"label": ""}, "Dieses Feld muss ausgefüllt werden."),
        ({"label": "Und"}, "„Und“ besteht nur aus Füllwörtern"),
        ({"label": "Neues", "synonyms": "Azubis"}, "„Azubis“ gehört schon zum Begriff"),
        ({"label": "Neues", "near": "a; b"}, "Bitte je Zeile ein Begriff."),
        ({"label": "Neues", "broader": "Neuem"}, "„Neuem“ ist der Begriff selbst."),
        ({"label": "Deutschkurs", "broader": "Berufssprachkurs"}, "drehen sich im Kreis"),
        ({"label": "Integration", "near": "Inklusion"}, "soll nie mit „Inklusion“ verwechselt"),
        ({"label": "Ne\x00ues"}, "Null"),
    ],
)
def test_a_broken_concept_is_refused_with_a_sentence(editor, values, sentence):
    before = Concept.objects.count()

    response = add(editor, **values)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Concept.objects.count() == before


def test_a_refused_change_leaves_the_thesaurus_as_it_was(editor):
    concept = Concept.objects.get(label="Mentoring")
    version = runtime.current().version

    editor.post(
        reverse(f"{CONCEPTS}:edit", args=[concept.pk]),
        EMPTY | {"label": "Mentoring", "synonyms": "Azubi"},
    )

    runtime.look_again()
    assert runtime.current().version == version


def test_a_word_is_given_its_parts(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(
            reverse(f"{WORDS}:add"), {"word": "Lotsen | programm", "kind": "split"}
        )

    assert response.status_code == 302
    assert WordSplit.objects.filter(word="Lotsen|programm").exists()
    assert "lotsenprogramm" in alternatives(runtime.current(), "Programm der Lotsen")


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Lotsenprogramm", "Bitte die Teile mit „|“ trennen"),
        ("Integration|skonzept", "gibt es schon einen Eintrag: „Integrations|konzept“"),
    ],
)
def test_a_broken_word_is_refused_with_a_sentence(editor, word, sentence):
    response = editor.post(reverse(f"{WORDS}:add"), {"word": word, "kind": "split"})

    assert sentence in response.content.decode()


def test_the_list_costs_the_same_for_any_number_of_concepts(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(reverse(f"{CONCEPTS}:list")).status_code == 200
        return len(captured)

    Concept.objects.exclude(label__startswith="A").delete()
    queries()
    few = queries()
    for number in range(20):
        Concept.objects.create(label=f"Begriff{number}")

    assert queries() == few


def test_the_thesaurus_is_exported(editor):
    response = editor.get(reverse(f"{CONCEPTS}:list"), {"export": "csv"})

    content = b"".join(response.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(content)))
    assert len(rows) == Concept.objects.count() + 1
    assert any("Azubi" in row for row in rows)


def test_the_menu_shows_the_thesaurus_to_those_who_keep_it(cast):
    address = reverse(f"{CONCEPTS}:list")

    assert address in signed_in(cast.reviewer).get(reverse("wagtailadmin_home")).content.decode()
    assert (
        address
        not in signed_in(cast.editor_bochum).get(reverse("wagtailadmin_home")).content.decode()
    )
    assert signed_in(cast.editor_bochum).get(address).status_code in {302, 403}
