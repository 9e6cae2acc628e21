"""What authors are told when a question cannot be answered, and what a draft may lack."""

import pytest
from django.core.exceptions import ValidationError

from .questions import BLOCKS, VALUES, value_of


def messages(error: ValidationError) -> dict[str, str]:
    """Field → the first sentence of its problem."""
    found = {}
    for name, problem in error.block_errors.items():
        inner = getattr(problem, "non_block_errors", None)
        found[name] = (inner.as_data()[0] if inner else problem).messages[0]
    return found


def choices(*right: bool, text="Antwort {}") -> list[dict]:
    return [
        {"text": text.format(number), "right": is_right, "feedback": ""}
        for number, is_right in enumerate(right)
    ]


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("single", "choices", choices(False, False), "Setzen Sie den Haken „ist richtig“"),
        ("single", "choices", choices(True, True), "genau eine Antwort, markiert sind 2."),
        ("case", "choices", choices(True, True, True), "markiert sind 3."),
        ("single", "choices", choices(True, False, text="Gleich"), "„Gleich“ steht zweimal da."),
        ("multiple", "choices", choices(False, False, False), "bei mindestens einer Antwort"),
        ("multiple", "choices", choices(True, False, True, text="X"), "„X“ steht zweimal da."),
        ("ordering", "items", ["Prüfen", "Hören", "pruefen"], "„pruefen“ steht zweimal da."),
        (
            "matching",
            "pairs",
            [{"left": left, "right": "Recht"} for left in "ab"],
            "Rechts steht überall dasselbe",
        ),
        (
            "matching",
            "pairs",
            [{"left": "§ 13", "right": right} for right in "ab"],
            "„§ 13“ steht zweimal da.",
        ),
        ("gap", "text", "Ohne Lücke.", "Der Text hat keine Lücke."),
        ("gap", "text", "Eine [[ | ]] Lücke.", "Eine Lücke ist leer."),
        ("gap", "text", "Eine [[offene Lücke.", "ist offen geblieben"),
        ("gap", "text", "Eine [[gute]] und eine [[offene.", "ist offen geblieben"),
        ("short", "accepted", ["  "], ""),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_words(kind, field, value, words):
    block = BLOCKS[kind]
    with pytest.raises(ValidationError) as caught:
        block.clean(value_of(kind, **{field: value}))
    if words:
        assert words in messages(caught.value)[field]
    else:
        assert field in caught.value.block_errors


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_whole_question_is_taken(kind):
    assert BLOCKS[kind].clean(value_of(kind))["points"] == 2


def test_a_draft_may_be_half_a_question():
    value = value_of("single", choices=choices(False, False))
    assert BLOCKS["single"].clean_deferred(value)["choices"][0]["text"] == "Antwort 0"
    with pytest.raises(ValidationError):
        BLOCKS["single"].clean(value)


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_the_pictures_in_the_block_chooser_show_real_questions(kind):
    block = BLOCKS[kind]
    value = block.clean(block.to_python(block.meta.preview_value))
    shown = block.render(value)
    assert "<legend" in shown
    assert (value.get("question") or value["statement"]) in shown.replace("&#x27;", "'")
