"""What the words of a query also mean."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokens import stem
from search.thesaurus.entries import PLACE, SPLIT, WHOLE, Entry, WordRule
from search.thesaurus.lookup import MAX_EXPANSIONS, WEIGHTS, Thesaurus

from .looking_up import alternatives, folded, matches, thesaurus

TRAINEES = Entry(
    label="Auszubildende",
    synonyms=("Azubi",),
    broader=("Nachwuchskräfte",),
    near=("Praktikant*innen",),
    english=("apprentice",),
)
STAFF = Entry(
    label="Beschäftigte",
    synonyms=("Mitarbeiter*innen",),
    near=("Personal",),
    narrower=("Beamte",),
    english=("staff",),
)
COMPETENCE = Entry(label="Interkulturelle Kompetenz", english=("intercultural competence",))


def test_a_synonym_counts_most_and_a_broader_term_least():
    found = alternatives(thesaurus(TRAINEES), "Auszubildende")

    assert found["azubi"] == ("synonym", WEIGHTS["synonym"])
    assert found["apprentice"] == ("translation", WEIGHTS["translation"])
    assert found["praktikantinnen"] == ("near", WEIGHTS["near"])
    assert found["nachwuchskrafte"] == ("broader", WEIGHTS["broader"])
    order = ["synonym", "translation", "narrower", "near", "broader"]
    assert sorted(order, key=WEIGHTS.__getitem__, reverse=True) == order
    assert all(0 < weight < 1 for weight in WEIGHTS.values())


def test_the_likeliest_come_first():
    (match,) = matches(thesaurus(STAFF), "Beschäftigte")

    weights = [expansion.weight for expansion in match.expansions]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("typed", ["Azubis", "azubi", "AZUBI", "Auszubildender", "Auszubildenden"])
def test_inflection_and_case_do_not_matter(typed):
    (match,) = matches(thesaurus(TRAINEES), typed)

    assert match.label == "Auszubildende"


@pytest.mark.parametrize(
    "typed", ["Mitarbeiter", "Mitarbeiterin", "Mitarbeiter:innen", "MitarbeiterInnen", "staff"]
)
def test_genders_and_languages_do_not_matter(typed):
    assert "beschaftigte" in alternatives(thesaurus(STAFF), typed)


def test_a_term_is_looked_for_in_its_other_genders_too():
    found = alternatives(
        thesaurus(Entry(label="Zugewanderte", synonyms=("Migrant*innen",))), "Zugewanderte"
    )

    # However the index's stemmer takes them, a text with any of these is found.
    wanted = ["migrantinnen", "migranten", "migrantin"]
    assert {stem(word) for word in wanted} <= {stem(word) for word in found}


@pytest.mark.parametrize("word", ["Mitarbeit", "Burg", "Ausland"])
def test_a_word_that_only_shares_the_root_means_something_else(word):
    people = [Entry(label="Bürger*innen", near=("Kund*innen",)), Entry(label="Ausländer*innen")]

    assert matches(thesaurus(STAFF, *people), word) == ()


def test_a_concept_of_several_words_is_matched_as_one():
    among = thesaurus(COMPETENCE, Entry(label="Kompetenz", synonyms=("Können",)))

    (match,) = matches(among, "mehr interkulturelle Kompetenzen zeigen")

    assert (match.start, match.end, match.label) == (1, 3, "Interkulturelle Kompetenz")


def test_stop_words_inside_a_concept_may_be_missing():
    among = thesaurus(Entry(label="Charta der Vielfalt", english=("Diversity Charter",)))

    assert matches(among, "Charta Vielfalt")[0].end == 2
    (match,) = matches(among, "die Charta der Vielfalt")
    assert (match.start, match.end) == (1, 4)
    assert "charta der vielfalt" in alternatives(among, "Diversity Charter")


def test_matches_do_not_overlap_and_stand_in_order():
    among = thesaurus(TRAINEES, STAFF, COMPETENCE)

    found = matches(among, "Azubis interkulturelle Kompetenz Personal Beamte")

    assert [(match.start, match.end) for match in found] == [(0, 1), (1, 3), (3, 4), (4, 5)]


@pytest.mark.parametrize("typed", ["E-Learning", "Elearning", "e learning"])
def test_a_hyphen_may_be_left_out(typed):
    among = thesaurus(Entry(label="E-Learning", synonyms=("Online-Schulung",)))

    assert {"online schulung", "onlineschulung"} <= set(alternatives(among, typed))


def test_what_was_typed_is_no_alternative_to_itself():
    assert "azubi" not in alternatives(thesaurus(TRAINEES), "Azubi")
    # Another form is one where the index knows it by another stem.
    apart = stem("tandem") != stem("tandems")
    found = alternatives(thesaurus(Entry(label="Tandem", near=("Paten",))), "Tandems")
    assert ("tandem" in found) == apart


def test_a_narrower_term_leads_up_by_less_than_the_broader_one_leads_down():
    among = thesaurus(STAFF)

    assert alternatives(among, "Beschäftigte")["beamte"] == ("narrower", 0.6)
    assert alternatives(among, "Beamte")["beschaftigte"] == ("broader", 0.3)
    assert "personal" not in alternatives(among, "Beamte")


def test_a_near_term_leads_to_the_concept_and_no_further():
    found = alternatives(thesaurus(STAFF), "Personal")

    assert found["beschaftigte"] == ("near", 0.5)
    assert "beamte" not in found


def test_a_relation_holds_whichever_entry_tells_of_it():
    among = thesaurus(
        Entry(label="Vielfalt", synonyms=("Diversity",)),
        Entry(label="Vielfaltsmanagement", broader=("Vielfalt",)),
    )

    assert alternatives(among, "Diversity")["vielfaltsmanagement"] == ("narrower", 0.6)
    assert alternatives(among, "Vielfaltsmanagement")["diversity"] == ("broader", 0.3)


def test_what_is_never_the_same_is_known_from_both_sides_by_all_names():
    among = thesaurus(
        Entry(label="Leichte Sprache", english=("easy language",), never=("Einfache Sprache",)),
        Entry(label="Einfache Sprache", synonyms=("ISO 24495",), english=("plain language",)),
    )

    assert among.never(folded("Texte in leichter Sprache")) == (
        ("einfache", "sprache"),
        ("iso", "24495"),
        ("plain", "language"),
    )
    assert ("leichte", "sprache") in among.never(folded("plain language"))
    assert among.never(folded("Sprache")) == ()


def test_what_the_query_names_itself_is_wanted():
    among = thesaurus(Entry(label="Inklusion", never=("Integration",)))

    assert among.never(folded("Inklusion")) == (("integration",),)
    assert among.never(folded("Inklusion und Integration")) == ()


def test_no_way_leads_to_what_is_never_the_same():
    among = thesaurus(
        Entry(label="Gleichstellung", near=("Gerechtigkeit",), never=("Vielfalt",)),
        Entry(label="Gerechtigkeit", near=("Vielfalt",)),
        Entry(label="Vielfalt"),
    )

    assert "vielfalt" not in alternatives(among, "Gleichstellung")


def test_a_compound_is_typed_apart_in_any_order_and_grouping():
    among = thesaurus(rules=(WordRule("Stellen|ausschreibungs|text", SPLIT),))

    for typed in (
        "Stellen Ausschreibung Text",
        "Stellenausschreibung Text",
        "Text der Stellenausschreibung",
        "Stellen-Ausschreibungs-Texte",
    ):
        assert "stellenausschreibungstext" in alternatives(among, typed), typed
    assert alternatives(among, "Text Stellen") == {}


def test_a_compound_that_names_a_concept_has_its_alternatives_however_it_is_typed():
    among = thesaurus(
        Entry(label="Integrationskonzept", near=("Handlungskonzept",)),
        rules=(WordRule("Integrations|konzept", SPLIT),),
    )

    assert alternatives(among, "Konzept zur Integration") == {
        "integrationskonzept": ("compound", 0.9),
        "handlungskonzept": ("near", 0.5),
    }
    assert alternatives(among, "Integrationskonzepte")["integrations konzept"][0] == "compound"


def test_words_that_stay_whole_and_places():
    among = thesaurus(rules=(WordRule("Information", WHOLE), WordRule("Essen", PLACE)))

    assert among.parts_of("information") == among.parts_of("essen") == ()
    assert among.is_place("essen")
    assert not among.is_place("information")


def test_what_stands_around_a_concept_is_spelled_as_editors_do():
    among = thesaurus(STAFF, TRAINEES)

    assert among.synonyms(folded("mitarbeiter")) == ("Beschäftigte",)
    assert among.narrower(folded("Beschäftigte")) == ("Beamte",)
    assert among.broader(folded("Beamte")) == ("Beschäftigte",)
    assert among.near(folded("Azubi")) == ("Praktikant*innen",)
    assert among.broader(folded("Wetter")) == ()


def test_names_that_begin_with_what_was_typed_come_before_those_that_contain_it():
    among = thesaurus(COMPETENCE, Entry(label="Kompetenzzentrum"), Entry(label="Öffnung"), TRAINEES)

    assert among.labels_starting_with("kompe", 5) == (
        "Kompetenzzentrum",
        "Interkulturelle Kompetenz",
    )
    assert among.labels_starting_with("oeff", 5) == ("Öffnung",)
    assert among.labels_starting_with("a", 1) == ("Auszubildende",)
    assert among.labels_starting_with(" -", 5) == ()


def test_a_concept_with_very_many_words_does_not_flood_the_query():
    many = Entry(label="Alles", synonyms=tuple(f"Synonym{number}x" for number in range(40)))

    (match,) = matches(thesaurus(many), "Synonym0x")

    assert len(match.expansions) == MAX_EXPANSIONS


def test_the_empty_thesaurus_knows_nothing():
    empty = Thesaurus()

    assert empty.matches(["essen"]) == ()
    assert empty.never(["essen"]) == ()
    assert empty.labels_starting_with("e", 5) == ()
    assert empty.parts_of("essen") is None


def test_long_queries_are_quick():
    among = thesaurus(TRAINEES, STAFF, COMPETENCE)
    words = folded("Azubis interkulturelle Kompetenz Beamte Personal ") * 6
    among.matches(words)

    started = time.perf_counter()
    for _again in range(20):
        among.matches(words)

    assert (time.perf_counter() - started) / 20 < 0.02


@given(st.lists(st.text(max_size=12), max_size=80))
def test_any_words_can_be_looked_up(words):
    among = thesaurus(TRAINEES, STAFF, rules=(WordRule("Integrations|konzept", SPLIT),))

    for match in among.matches(words):
        assert 0 <= match.start < match.end <= len(words)
    assert isinstance(among.never(words), tuple)
