"""What matched is marked, and nothing else in the text becomes HTML."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.highlight import EXCERPT, excerpt, highlight
from search.analysis.tokens import stems


def test_marks_every_form_of_the_word():
    html = highlight("Bewerbungen ohne Bild, jede Bewerbung", stems("bewerbung"))
    assert html == "<mark>Bewerbungen</mark> ohne Bild, jede <mark>Bewerbung</mark>"


def test_marks_the_whole_word_with_its_gender_mark():
    assert highlight("für Kolleg*innen", stems("Kolleg:innen")) == "für <mark>Kolleg*innen</mark>"


def test_escapes_what_stands_in_the_text():
    html = highlight("<script>Azubi & Co</script>", stems("azubi"))
    assert html == "&lt;script&gt;<mark>Azubi</mark> &amp; Co&lt;/script&gt;"


def test_without_terms_nothing_is_marked():
    assert highlight("Azubi", frozenset()) == "Azubi"


def test_excerpt_shows_the_place_with_the_most_terms():
    body = (
        "Onboarding. " + "Füllwort " * 100 + "Onboarding mit Tandem und Mentoring. " + "Ende " * 99
    )
    html = excerpt([body], set(stems("onboarding tandem mentoring")))
    assert "<mark>Onboarding</mark> mit <mark>Tandem</mark> und <mark>Mentoring</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert len(BeautifulSoup(html, "html.parser").get_text()) <= EXCERPT + 4


def test_excerpt_prefers_the_summary_when_both_match():
    html = excerpt(["Die Kurzfassung zum Tandem.", "Der Text zum Tandem."], set(stems("tandem")))
    assert "Kurzfassung" in html


def test_excerpt_without_a_match_is_the_beginning_of_the_first_text():
    assert excerpt(["", "Der Text."], set(stems("tandem"))) == "Der Text."
    assert excerpt([], set(stems("tandem"))) == ""


@given(st.lists(st.text(), max_size=3), st.sets(st.sampled_from(["a", "b", "inn", "mitarbeit"])))
def test_any_text_stays_text(texts, terms):
    soup = BeautifulSoup(excerpt(texts, terms), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"mark"}


@given(st.text(alphabet="ab <>&\"'*:in"), st.sets(st.sampled_from(["a", "b", "ab"])))
def test_highlighting_loses_no_letter(text, terms):
    soup = BeautifulSoup(highlight(text, terms), "html.parser")
    assert soup.get_text() == text
