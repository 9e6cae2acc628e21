"""What is suggested for the beginning of a word, and in which order."""

import pytest
from wagtail.models import PageViewRestriction

from search import services
from search.suggesting import MAX_SUGGESTIONS, suggest
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db


def lines(typed, **narrowed):
    """Group → the texts in it with their labels, as a screen shows them."""
    return {
        group.label: [f"{line.text} ({line.label})" for line in group.proposals]
        for group in suggest(typed, **narrowed)
    }


def texts(typed, **narrowed):
    return [line.text for group in suggest(typed, **narrowed) for line in group.proposals]


def test_cities_then_search_terms_then_entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Hermeneutik im Amt", keywords=["Herkunft"])
    TrainingModuleFactory(parent=cast.herne, title="Im Dialog mit Herkunftssprachen")
    services.rebuild()
    assert lines("her") == {
        "Städte": ["Herne (Stadt)"],
        "Suchbegriffe": ["Herkunft (Schlagwort)"],
        "Einträge": [
            "Hermeneutik im Amt (Praxisbeispiel)",
            "Im Dialog mit Herkunftssprachen (Trainingsmodul)",
        ],
    }


def test_entries_and_cities_lead_to_their_pages_and_terms_do_not(cast):
    practice = GoodPracticeFactory(parent=cast.herne, title="Herzlich", keywords=["Herkunft"])
    services.rebuild()
    urls = {line.text: line.url for group in suggest("her") for line in group.proposals}
    assert urls == {"Herne": "/staedte/herne/", "Herkunft": "", "Herzlich": practice.url}


SPELLINGS = {
    "Fuehr": "Führungskräfte",
    "führungskr": "Führungskräfte",
    "Kolleg:": "Kolleg*innen",
    "kolleg*inn": "Kolleg*innen",
    "KollegInnen": "Kolleg*innen",
    "strass": "Straßensozialarbeit",
    "employer br": "Employer Branding",
    "brand": "Employer Branding",
}


def test_spellings_do_not_matter(cast):
    GoodPracticeFactory(parent=cast.herne, title="Eintrag", keywords=set(SPELLINGS.values()))
    services.rebuild()
    for typed, wanted in SPELLINGS.items():
        assert texts(typed) == [wanted], typed


def test_what_begins_the_text_comes_first(cast):
    GoodPracticeFactory(parent=cast.herne, title="Ein Tandem im Rathaus")
    GoodPracticeFactory(parent=cast.herne, title="Tandem für den Anfang")
    services.rebuild()
    assert texts("tandem") == ["Tandem für den Anfang", "Ein Tandem im Rathaus"]


def test_a_stop_word_within_a_title_is_no_match(cast):
    GoodPracticeFactory(parent=cast.herne, title="Sprache bei uns")
    GoodPracticeFactory(parent=cast.herne, title="Sprache in Bescheiden")
    GoodPracticeFactory(parent=cast.herne, title="Bei uns zu Gast")
    services.rebuild()
    assert texts("be") == ["Bei uns zu Gast", "Sprache in Bescheiden"]
    assert texts("Sprache be") == ["Sprache bei uns", "Sprache in Bescheiden"]


def test_nothing_is_there_twice(cast):
    for city in (cast.bochum, cast.herne):
        GoodPracticeFactory(parent=city, title="Mentoring im Amt", keywords=["Mentoring"])
    GoodPracticeFactory(parent=cast.herne, title="Anders", keywords=["Mentoring: Wege"])
    services.rebuild()
    # Which of the two is meant, only a search for their title shows.
    assert lines("mento") == {
        "Suchbegriffe": [
            "Mentoring (Schlagwort)",
            "Mentoring: Wege (Schlagwort)",
            "Mentoring im Amt (Mehrere Einträge)",
        ]
    }


def test_what_stands_in_the_field_is_no_suggestion(cast):
    GoodPracticeFactory(parent=cast.herne, title="Anderes", keywords=["Führung"])
    services.rebuild()
    assert texts("führung") == []
    assert texts("fuehrung") == ["Führung"]


def test_many_terms_leave_room_for_entries(cast):
    for number in range(6):
        GoodPracticeFactory(
            parent=cast.herne,
            title=f"Mentoring {number} im Amt",
            keywords=[f"Mentoring {number} a", f"Mentoring {number} b"],
        )
    services.rebuild()
    groups = {group.label: len(group.proposals) for group in suggest("ment")}
    assert groups == {"Suchbegriffe": MAX_SUGGESTIONS - 3, "Einträge": 3}


def test_a_listing_suggests_its_own_kind(cast):
    GoodPracticeFactory(parent=cast.herne, title="Herzlich", keywords=["Herkunft"])
    TrainingModuleFactory(parent=cast.herne, title="Herausforderungen")
    services.rebuild()
    assert texts("her", kind="training") == ["Herkunft", "Herausforderungen"]


def test_nothing_private_is_suggested(cast):
    private = GoodPracticeFactory(parent=cast.herne, title="Geheimes", keywords=["Geheimnis"])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    GoodPracticeFactory(parent=cast.herne, title="Geheimer Entwurf", live=False)
    services.rebuild()
    assert texts("geheim") == []


def test_nothing_is_suggested_for_nothing(index):
    for typed in ("", "  ", "!?", "\x00", "\ud800", "x" * 101, "-", '"'):
        assert suggest(typed) == [], typed


def test_without_the_engine_there_are_no_entries(cast):
    GoodPracticeFactory(parent=cast.herne, title="Tandem")
    assert texts("tandem im") == []
