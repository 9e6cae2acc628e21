"""One question of each kind, as authors write them."""

from training.questions.blocks import QUESTION_BLOCKS
from training.questions.reading import Question, read_question

FEEDBACK = {"right_feedback": "Genau so.", "wrong_feedback": "Lesen Sie noch einmal.", "points": 2}

#: Kind → what the editor's form gives. The words of answers are found nowhere in the questions.
VALUES = {
    "single": {
        "question": "Welches Merkmal steht nicht im Gesetz?",
        "choices": [
            {"text": "Behinderung", "right": False, "feedback": "Doch, es steht in § 1."},
            {"text": "Einkommen", "right": True, "feedback": "Das nennt § 1 nicht."},
            {"text": "Alter", "right": False, "feedback": ""},
        ],
    },
    "multiple": {
        "question": "Wen schützt das Gesetz?",
        "choices": [
            {"text": "Auszubildende", "right": True, "feedback": "Die auch."},
            {"text": "Tarifbeschäftigte", "right": True, "feedback": ""},
            {"text": "Bewerber*innen", "right": True, "feedback": ""},
            {"text": "Nur Deutsche", "right": False, "feedback": "Der Pass ist egal."},
        ],
    },
    "true_false": {"statement": "Die Beschwerde kostet etwas.", "is_true": False},
    "ordering": {
        "question": "Wie läuft eine Beschwerde ab?",
        "items": ["Aufschreiben", "Beraten lassen", "Einreichen", "Anhören", "Ergebnis erfahren"],
    },
    "matching": {
        "question": "Was regelt welcher Paragraf?",
        "pairs": [
            {"left": "§ 13", "right": "Beschwerderecht"},
            {"left": "§ 15", "right": "Entschädigung"},
            {"left": "§ 16", "right": "Maßregelungsverbot"},
        ],
    },
    "gap": {
        "question": "Ergänzen Sie den Satz.",
        "text": "Eine neutrale Regel kann [[mittelbar|indirekt]] wirken; es braucht einen "
        "[[sachlichen]] Grund.",
        "typos": True,
    },
    "short": {
        "question": "Wie heißt das Verbot?",
        "accepted": ["Maßregelungsverbot", "Maßregelverbot"],
        "typos": True,
    },
    "case": {
        "title": "Am Schalter",
        "text": "Eine Kundin versteht den Bescheid nicht.\n\nSie wird laut.",
        "image": None,
        "question": "Was hilft zuerst?",
        "choices": [
            {"text": "Ruhig nachfragen", "right": True, "feedback": "Ja."},
            {"text": "Die Stimme heben", "right": False, "feedback": "Das steigert den Konflikt."},
        ],
    },
}
BLOCKS = dict(QUESTION_BLOCKS)
#: Kind → a wholly right answer; see `training.questions.grading`.
RIGHT = {
    "single": 1,
    "multiple": [0, 1, 2],
    "true_false": False,
    "ordering": [0, 1, 2, 3, 4],
    "matching": [0, 1, 2],
    "gap": ["indirekt", "sachlichen"],
    "short": "Massregelungsverbot",
    "case": 0,
}


def value_of(kind: str, **changes):
    """The block's value, with changes of its fields."""
    return BLOCKS[kind].to_python(FEEDBACK | VALUES[kind] | changes)


def question_of(kind: str, **changes) -> Question:
    return read_question(kind, value_of(kind, **changes))
