"""What is suggested for the beginning of a word, and in which order."""

import pytest
from wagtail.models import PageViewRestriction

from portal.cities.services import create_city
from search import services
from search.insights.selectors import forget_popular
from search.suggesting import MAX_SUGGESTIONS, suggest
from tests.factories import CoursePageFactory, GoodPracticeFactory, TrainingModuleFactory

from .insights.counted import searched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_searches():
    """Each test has the popular searches of its database."""
    forget_popular()
    yield
    forget_popular()


def lines(typed, **narrowed):
    """Group → the texts in it with their labels, as a screen shows them."""
    return {
        group.label: [f"{line.text} ({line.label})" for line in group.proposals]
        for group in suggest(typed, **narrowed)
    }


def texts(typed, **narrowed):
    return [line.text for group in suggest(typed, **narrowed) for line in group.proposals]


def entries(typed):
    return [line.text for group in suggest(typed) for line in group.proposals if line.url]


def test_cities_then_search_terms_then_entries(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Hermeneutik im Amt", keywords=["Herkunft"])
    TrainingModuleFactory(parent=cast.herne, title="Im Dialog mit Herkunftssprachen")
    services.rebuild()
    assert lines("her") == {
        "Städte": ["Herne (Stadt)"],
        "Suchbegriffe": ["Herkunft (Schlagwort)", "Herkunftssprache (Begriff)"],
        "Einträge": [
            "Hermeneutik im Amt (Praxisbeispiel)",
            "Im Dialog mit Herkunftssprachen (Trainingsmodul)",
        ],
    }


def test_entries_and_cities_lead_to_their_pages_and_terms_do_not(cast):
    practice = GoodPracticeFactory(parent=cast.herne, title="Herzlich", keywords=["Herkunft"])
    services.rebuild()
    urls = {line.text: line.url for group in suggest("her") for line in group.proposals}
    assert urls == {
        "Herne": "/staedte/herne/",
        "Herkunft": "",
        "Herkunftssprache": "",
        "Herzlich": practice.url,
    }


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
        assert texts(typed)[0] == wanted, typed


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
    assert entries("be") == ["Bei uns zu Gast", "Sprache in Bescheiden"]
    assert set(entries("Sprache be")) == {"Sprache bei uns", "Sprache in Bescheiden"}


def test_nothing_is_there_twice(cast):
    for city in (cast.bochum, cast.herne):
        GoodPracticeFactory(parent=city, title="Mentoring im Amt", keywords=["Mentoring"])
    GoodPracticeFactory(parent=cast.herne, title="Anders", keywords=["Mentoring: Wege"])
    services.rebuild()
    # Which of the two is meant, only a search for their title shows.
    assert lines("mento") == {
        "Suchbegriffe": [
            "Mentoring (Schlagwort)",
            "Mentoring im Amt (Mehrere Einträge)",
            "Mentoring: Wege (Schlagwort)",
        ]
    }


def test_what_stands_in_the_field_is_no_suggestion(cast):
    GoodPracticeFactory(parent=cast.herne, title="Anderes", keywords=["Zirkusnähe"])
    services.rebuild()
    assert texts("zirkusnähe") == []
    assert texts("zirkusnaehe") == ["Zirkusnähe"]


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
    assert texts("her", kind="training") == ["Herkunft", "Herkunftssprache", "Herausforderungen"]


def test_a_course_is_called_one_among_the_modules(cast):
    TrainingModuleFactory(parent=cast.herne, title="Rechte kennen")
    CoursePageFactory(parent=cast.herne, title="Rechte einfordern")
    services.rebuild()
    assert sorted(lines("rechte")["Einträge"]) == [
        "Rechte einfordern (Selbstlernkurs)",
        "Rechte kennen (Trainingsmodul)",
    ]


def test_nothing_private_is_suggested(cast):
    private = GoodPracticeFactory(parent=cast.herne, title="Geheimes", keywords=["Geheimnis"])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    GoodPracticeFactory(parent=cast.herne, title="Geheimer Entwurf", live=False)
    services.rebuild()
    assert texts("geheim") == []


def test_nothing_is_suggested_for_nothing(index):
    for typed in ("", "  ", "!?", "\x00", "\ud800", "x" * 101, "-", '"'):
        assert suggest(typed) == [], typed


def test_what_many_searched_is_suggested_and_no_source_crowds_out_another(cast):
    keywords = ["Mentorat A", "Mentorat B", "Mentorat C", "Mentorat D", "Mentorat E"]
    GoodPracticeFactory(parent=cast.herne, title="Anderes", keywords=keywords)
    services.rebuild()
    searched("mentoren finden", 9)
    searched("mentor geheim", 4)
    shown = lines("mentor")["Suchbegriffe"]
    assert "mentoren finden (Häufig gesucht)" in shown[:3]
    assert "Mentoring (Begriff)" in shown[:3]
    assert not [line for line in shown if "geheim" in line]


def test_without_the_engine_there_are_still_terms(cast):
    """There is no index here."""
    GoodPracticeFactory(parent=cast.herne, title="Mentoring im Rathaus")
    searched("Mentoren finden", 9)
    assert texts("mento") == ["Mentoring", "Mentoren finden"]


def test_a_city_whose_name_does_not_begin_so_is_an_entry_like_others(cast):
    create_city(name="Mülheim an der Ruhr", key="muelheim", publish=True)
    GoodPracticeFactory(parent=cast.herne, title="Ruhrgebiet für Anfänger")
    services.rebuild()
    assert list(lines("Muelh")) == ["Städte"]
    assert lines("ruhr") == {
        "Einträge": ["Ruhrgebiet für Anfänger (Praxisbeispiel)", "Mülheim an der Ruhr (Stadt)"]
    }
