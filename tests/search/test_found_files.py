"""A hit names the file that shows what the hit's own text does not."""

import time

import pytest

from search.analysis.tokens import stems
from search.documents import Attachment
from search.files import found_file

from .documents import make_document

FILLER = "Die Arbeitsgruppe hat im Rathaus getagt und viel Papier beschrieben. "


def find(text, words, *, title="Ein Eintrag", body="", summary="", language="de", files=()):
    attachments = files or (Attachment("Vorlage.pdf", "/dokumente/1/", text),)
    document = make_document(
        title, summary=summary, body=body, language=language, attachments=attachments
    )
    return found_file(document, frozenset(stems(words, language)))


def test_names_the_file_and_shows_the_place():
    found = find(FILLER * 50 + "Der Sprachmittlerpool kostet nichts. " + FILLER * 50, "kostet")

    assert (found.name, found.url) == ("Vorlage.pdf", "/dokumente/1/")
    assert "Sprachmittlerpool <mark>kostet</mark> nichts" in found.excerpt
    assert len(found.excerpt) < 320


@pytest.mark.parametrize("where", ["title", "summary", "body"])
def test_is_silent_about_what_the_entry_shows_itself(where):
    assert find("Ein Deckblatt.", "Deckblätter", **{where: "Mit Deckblatt"}) is None


def test_speaks_of_the_words_that_the_entry_lacks():
    found = find("Das Deckblatt der Bewerbung.", "Deckblatt Bewerbung", body="Bewerbung")

    assert found.excerpt == "Das <mark>Deckblatt</mark> der <mark>Bewerbung</mark>."


def test_is_silent_where_nothing_matches():
    assert find("Ein Deckblatt.", "Honorar") is None
    assert find("Ein Deckblatt.", "") is None
    assert find("", "Deckblatt") is None
    assert find("x", "Deckblatt", files=[]) is None


def test_a_piece_of_another_word_is_no_match():
    assert find("Der Partner kommt.", "Art") is None
    # Nor does it count as shown by the entry.
    assert find("Eine neue Art.", "Art", body="Der Partner kommt.") is not None


def test_takes_the_file_that_shows_most():
    files = (
        Attachment("Eins.pdf", "/1/", "Nur das Honorar."),
        Attachment("Zwei.pdf", "/2/", "Honorar und Vertrag."),
        Attachment("Drei.pdf", "/3/", "Vertrag und Honorar."),
    )

    assert find("", "Honorar Vertrag", files=files).name == "Zwei.pdf"


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [
        ("Für Kolleg*innen.", "Kolleginnen", "de"),
        ("Mehrere Führungskräfte.", "Fuehrungskraft", "de"),
        ("Die große Straße.", "Strasse", "de"),
        ("Neue Bauern an der Quelle.", "Quelle", "de"),
        ("Unsere Policies here.", "policy", "en"),
        ("The national values.", "values", "en"),
        ("Café", "Cafe", "de"),
    ],
)
def test_finds_what_the_analysis_holds_for_the_same(text, words, language):
    assert "<mark>" in find(text, words, language=language).excerpt


def test_the_excerpt_is_safe():
    assert "&lt;script&gt;" in find("<script> Deckblatt", "Deckblatt").excerpt


def test_a_text_without_a_blank_is_no_trap():
    started = time.perf_counter()
    find("x" * 50_000, "Deckblatt")
    find("xdeckblattx" * 5_000, "Deckblatt")

    assert time.perf_counter() - started < 2


def test_long_files_cost_little():
    """Computing time for hits with two files that nobody has found before."""
    text = (FILLER * 900)[:49_000]
    stems(text)  # fills the caches
    started = time.process_time()
    stems(text)
    analysed = time.process_time() - started
    documents = [
        [
            Attachment("A.pdf", "/1/", f"{number} {text}"),
            Attachment("B.pdf", "/2/", f"{text} Sprachmittlerpool {number}."),
        ]
        for number in range(12)
    ]
    started = time.process_time()
    for files in documents:
        assert find("", "Sprachmittlerpool Rathaus", files=files) is not None
    per_hit = (time.process_time() - started) / len(documents)
    started = time.process_time()
    for files in documents:
        find("", "Sprachmittlerpool Rathaus", files=files)
    again = (time.process_time() - started) / len(documents)

    assert per_hit < analysed
    assert again < per_hit
