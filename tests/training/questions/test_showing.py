"""What a page gets to see of a question, and that a form's answer is understood again."""

from html import unescape

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from training.questions.answers import read_answer
from training.questions.grading import grade_question
from training.questions.rendering import order_of, show
from training.questions.shuffling import drawn, shuffled

from .questions import BLOCKS, FEEDBACK, RIGHT, VALUES, question_of, value_of

KINDS = sorted(VALUES)
SEEDS = [f"samen-{number}" for number in range(12)]


def page(kind: str, seed: str, **changes) -> str:
    shown = show(question_of(kind, **changes), seed=seed, prefix="frage", answer=None)
    return unescape(render_to_string("training/questions/fields.html", {"shown": shown}))


def sent(kind: str, answer, seed: str) -> QueryDict:
    """What a browser sends for an answer: the places of what is chosen in the form shown."""
    question, data = question_of(kind), QueryDict(mutable=True)
    shown = show(question, seed=seed, prefix="frage", answer=answer)
    if shown.options:
        data.setlist("frage", [option.key for option in shown.options if option.is_chosen])
    for slot in shown.slots:
        chosen = [option.key for option in slot.options if option.is_chosen]
        data[slot.name] = chosen[0] if chosen else slot.value
    if shown.value:
        data["frage"] = shown.value
    return data


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_no_feedback_is_in_the_source(kind, seed):
    source = page(kind, seed)
    hidden = [FEEDBACK["right_feedback"], FEEDBACK["wrong_feedback"]]
    hidden += [choice["feedback"] for choice in VALUES[kind].get("choices", ())]
    assert [words for words in hidden if words and words in source] == []


@pytest.mark.parametrize("kind", ["single", "multiple", "case", "true_false"])
def test_which_choice_is_right_changes_nothing_in_the_source(kind):
    if kind == "true_false":
        assert page(kind, "s", is_true=True) == page(kind, "s", is_true=False)
        return
    choices = VALUES[kind]["choices"]
    turned = [choice | {"right": not choice["right"], "feedback": "x"} for choice in choices]
    assert page(kind, "s") == page(kind, "s", choices=turned)


@pytest.mark.parametrize("kind", ["gap", "short"])
def test_what_is_typed_is_nowhere_in_the_source(kind):
    source = page(kind, "s").casefold()
    words = {"gap": ["mittelbar", "indirekt", "sachlichen", "[["], "short": ["regelungsverbot"]}
    assert [word for word in words[kind] if word in source] == []
    changes = {"text": "Eine neutrale Regel kann [[a]] wirken; es braucht einen [[b|c]] Grund."}
    assert kind == "short" or page(kind, "s", **changes) == page(kind, "s")


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_and_pairs_are_never_shown_in_the_right_order(seed):
    ordering = show(question_of("ordering"), seed=seed, prefix="frage")
    assert [slot.label for slot in ordering.slots] != VALUES["ordering"]["items"]
    assert sorted(slot.label for slot in ordering.slots) == sorted(VALUES["ordering"]["items"])
    matching = show(question_of("matching"), seed=seed, prefix="frage")
    rights = [pair["right"] for pair in VALUES["matching"]["pairs"]]
    for slot in matching.slots:
        assert [option.text for option in slot.options] != rights
        assert sorted(option.text for option in slot.options) == sorted(rights)


def test_the_steps_controls_are_the_same_for_every_step():
    """A step's control holds places alone, so that nothing there points to the right one."""
    shown = show(question_of("ordering"), seed="s", prefix="frage")
    assert {tuple(option.key for option in slot.options) for slot in shown.slots} == {
        ("0", "1", "2", "3", "4")
    }


def test_each_seed_shows_an_order_of_its_own_and_always_the_same():
    orders = {order_of(question_of("ordering"), seed) for seed in SEEDS}
    assert len(orders) > 6
    # Forms that are open now must be understood by the next release.
    assert shuffled(5, "samen-0") == (0, 1, 4, 3, 2)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS[:4])
def test_the_right_answer_comes_back_as_such_from_every_order(kind, seed):
    given = read_answer(question_of(kind), sent(kind, RIGHT[kind], seed), seed=seed, prefix="frage")
    assert given.problem == ""
    assert grade_question(question_of(kind), given.answer).is_right


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("single", "Bitte wählen Sie eine Antwort."),
        ("case", "Bitte wählen Sie eine Antwort."),
        ("true_false", "Bitte wählen Sie eine Antwort."),
        ("multiple", "Bitte wählen Sie mindestens eine Antwort."),
        ("ordering", "Bitte wählen Sie für jeden Schritt einen Platz."),
        ("matching", "Bitte ordnen Sie zu jedem Begriff etwas zu."),
        ("gap", "Bitte füllen Sie jede Lücke aus."),
        ("short", "Bitte schreiben Sie eine Antwort."),
    ],
)
@pytest.mark.parametrize("rubbish", ["", "99", "-1", "²", "٣", "01"])
def test_what_is_missing_is_said(kind, sentence, rubbish):
    data = QueryDict(mutable=True)
    if kind not in {"gap", "short"}:
        data["frage"] = data["frage-0"] = rubbish
    given = read_answer(question_of(kind), data, seed="s", prefix="frage")
    assert given.is_empty
    assert given.problem == sentence


def test_a_place_that_is_taken_twice_is_named_and_the_choices_stay():
    data = QueryDict(mutable=True)
    data.update({f"frage-{shown}": place for shown, place in enumerate("01123")})
    given = read_answer(question_of("ordering"), data, seed="s", prefix="frage")
    assert given.problem == (
        "Platz 2 ist mehrmals vergeben. Jeder Schritt braucht einen eigenen Platz."
    )
    again = show(question_of("ordering"), seed="s", prefix="frage", answer=given.answer)
    assert [o.key for slot in again.slots for o in slot.options if o.is_chosen] == list("01123")


def test_every_control_has_a_name_that_is_read_out():
    for kind in KINDS:
        source = page(kind, "s")
        assert "<legend" in source
        assert source.count("<select") == source.count("<label for=") or kind == "short"
    assert 'aria-label="Lücke 2"' in page("gap", "s")
    assert '<label for="frage">Ihre Antwort</label>' in page("short", "s")


@pytest.mark.parametrize("kind", KINDS)
def test_search_and_api_get_the_question_without_its_answers(kind):
    block, value = BLOCKS[kind], value_of(kind)
    public = " ".join(block.get_searchable_content(value)) + str(
        block.get_api_representation(value)
    )
    assert (VALUES[kind].get("question") or VALUES[kind]["statement"]) in public
    for secret in ("Einkommen", "Aufschreiben", "Beschwerderecht", "mittelbar", "verbot", "Genau"):
        assert secret not in public


@given(count=st.integers(0, 12), seed=st.text(max_size=8))
def test_a_shuffle_loses_and_invents_nothing(count, seed):
    assert sorted(shuffled(count, seed)) == list(range(count))
    if count > 1:
        assert shuffled(count, seed, never_in_order=True) != tuple(range(count))
    assert len(set(drawn(count, 3, seed))) == min(count, 3)
