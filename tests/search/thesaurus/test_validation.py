"""A broken entry is refused with a sentence at the field that is to be mended."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from search.thesaurus.entries import LISTS, PLACE, SPLIT, WHOLE, Entry, WordRule
from search.thesaurus.models import Concept
from search.thesaurus.validation import MAX_TERM, MAX_TERMS, entry_problems, rule_problems

TRAINEES = Entry(label="Auszubildende", synonyms=("Azubi",), broader=("Nachwuchskräfte",))


def problem(entry: Entry, *others: Entry) -> tuple[str, str]:
    """The field and the sentence of the only problem."""
    ((field, (sentence,)),) = entry_problems(entry, others).items()
    return field, sentence


def test_a_sound_entry_is_taken():
    entry = Entry(
        label="Fortbildung",
        synonyms=("Schulung", "Schulungen"),
        near=("Training",),
        english=("training",),
        never=("Ausbildung",),
    )

    assert entry_problems(entry, [TRAINEES]) == {}


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (("***",), "„***“ enthält keinen Buchstaben und keine Ziffer."),
        (("und", "Tandem"), "„und“ besteht nur aus Füllwörtern, die die Suche überliest."),
        (
            ("Tandem, Paten",),
            "„Tandem, Paten“ enthält das Zeichen „,“. Bitte je Zeile ein Begriff.",
        ),
        (("x" * (MAX_TERM + 1),), f"„{'x' * 40}…“ ist länger als 80 Zeichen."),
        (("a1 b2 c3 d4 e5 f6 g7",), "„a1 b2 c3 d4 e5 f6 g7“ hat mehr als 6 Wörter."),
    ],
)
def test_a_term_that_the_search_cannot_use(terms, sentence):
    assert problem(Entry(label="Mentoring", near=terms)) == ("near", sentence)


def test_an_empty_label():
    assert problem(Entry(label="")) == ("label", "„“ enthält keinen Buchstaben und keine Ziffer.")


def test_too_many_terms():
    terms = tuple(f"Wort{number}" for number in range(MAX_TERMS + 1))

    field, sentence = problem(Entry(label="Vieles", synonyms=terms))

    assert (field, sentence) == (
        "synonyms",
        "Hier stehen 41 Begriffe; höchstens 40 sind möglich.",
    )


@pytest.mark.parametrize("spelling", ["Azubi", "azubis", "Auszubildender"])
def test_a_word_names_one_concept_only_in_any_inflection(spelling):
    field, sentence = problem(Entry(label="Lernende", synonyms=(spelling,)), TRAINEES)

    assert field == "synonyms"
    assert sentence.startswith(f"„{spelling}“ gehört schon zum Begriff „Auszubildende“ (dort: ")


def test_a_concept_cannot_be_there_twice():
    field, sentence = problem(Entry(label="azubis"), TRAINEES)

    assert field == "label"
    assert "gehört schon zum Begriff „Auszubildende“ (dort: „Azubi“)" in sentence


def test_the_same_term_as_synonym_and_never_the_same():
    assert problem(Entry(label="KI", synonyms=("Anlaufstelle",), never=("Anlaufstellen",))) == (
        "never",
        "„Anlaufstellen“ ist hier ein Name des Begriffs selbst und kann darum nicht zugleich "
        "etwas sein, womit man ihn nie verwechseln darf.",
    )


def test_a_concept_above_itself():
    assert problem(Entry(label="Amt", broader=("Ämter",))) == (
        "broader",
        "„Ämter“ ist der Begriff selbst.",
    )


def test_a_term_in_two_fields():
    assert problem(Entry(label="Amt", near=("Dienststelle",), narrower=("Dienststellen",))) == (
        "narrower",
        "„Dienststellen“ steht schon im Feld „Verwandte Begriffe“. Bitte nur an einer Stelle.",
    )


def test_broader_terms_in_a_circle_also_through_others():
    others = (
        Entry(label="Schulung", synonyms=("Kurs",), narrower=("E-Learning",)),
        Entry(label="E-Learning", narrower=("Videokurs",)),
    )

    assert problem(Entry(label="Videokurs", narrower=("Kurse",)), *others) == (
        "narrower",
        "Die Oberbegriffe drehen sich im Kreis: „Videokurs“ → „E-Learning“ → „Schulung“ → "
        "„Videokurs“. Bitte an einer Stelle lösen.",
    )


def test_near_and_never_the_same_whoever_says_so():
    inclusion = Entry(label="Inklusion", never=("Integration",))

    field, sentence = problem(Entry(label="Integration", near=("Inklusion",)), inclusion)

    assert field == "near"
    assert sentence == (
        "„Integration“ soll nie mit „Inklusion“ verwechselt werden und kann darum nicht zugleich "
        "im Feld „Verwandte Begriffe“ stehen."
    )
    field, _sentence = problem(
        Entry(label="Integration", never=("Inklusion",)),
        Entry(label="Inklusion", near=("Integration",)),
    )
    assert field == "never"


@pytest.mark.parametrize(
    ("word", "kind", "part"),
    [
        ("Integrationskonzept", SPLIT, "Bitte die Teile mit „|“ trennen"),
        ("In|formation", SPLIT, "Der Teil „In“ ist zu kurz"),
        ("eins|zwei|drei|vier|fünf", SPLIT, "höchstens 4 Teile"),
        ("Infor|mation", WHOLE, "gehört nur in Wörter, die zerlegt werden"),
        ("Bad Essen", PLACE, "ein einzelnes Wort"),
        ("", PLACE, "ein einzelnes Wort"),
        ("x" * 90, WHOLE, "ist länger als 80 Zeichen"),
    ],
)
def test_a_broken_rule_for_a_word(word, kind, part):
    (sentence,) = rule_problems(WordRule(word, kind))

    assert part in sentence


def test_a_sound_rule_for_a_word():
    assert rule_problems(WordRule("Integrations|konzept", SPLIT)) == []
    assert rule_problems(WordRule("Essen", PLACE)) == []


FIELDS = st.fixed_dictionaries({"label": st.text()} | {field: st.text() for field in LISTS})
RELATED = st.lists(st.sampled_from(["Amt", "Ämter", "Kurs", "Azubi", "", "a|b", "*"]), max_size=4)


@pytest.mark.django_db
@settings(max_examples=40)
@given(FIELDS)
def test_whatever_an_editor_types_is_taken_or_refused_with_a_sentence(values):
    sentences = {}
    try:
        Concept(**values).full_clean(exclude=["key"])
    except ValidationError as error:
        sentences = error.message_dict

    assert all(text for texts in sentences.values() for text in texts)
    assert "label" in sentences or any(char.isalnum() for char in values["label"])


@given(
    st.lists(
        st.builds(
            Entry,
            label=st.sampled_from(["Amt", "Kurs", "Azubi", "Tandem"]),
            **{field: RELATED.map(tuple) for field in LISTS},
        ),
        min_size=1,
        max_size=5,
    )
)
def test_entries_that_contradict_each_other_are_compared_to_an_end(entries):
    first, *others = entries

    assert all(problems for problems in entry_problems(first, others).values())


@given(st.text(), st.sampled_from([SPLIT, WHOLE, PLACE]))
def test_any_word_is_taken_or_refused(word, kind):
    assert all(rule_problems(WordRule(word, kind))) or not rule_problems(WordRule(word, kind))
