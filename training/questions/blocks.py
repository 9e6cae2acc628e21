"""The questions that authors put into lessons and into the pools of a final test.

A block holds the answers, so nothing that leaves the server may be made from its value as a
whole: search and API get the question's words alone, pages get `rendering.Shown`.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from . import rules

QUESTIONS = _("Fragen")

_TYPOS_HELP = _(
    "Groß- und Kleinschreibung, „ae“ statt „ä“, „ss“ statt „ß“ und Satzzeichen am Rand zählen nie "
    "als Fehler. Mit Haken gilt auch ein vertippter Buchstabe; in Zahlen nie."
)


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Antwort"), max_length=250)
    right = blocks.BooleanBlock(label=_("ist richtig"), required=False)
    feedback = blocks.TextBlock(
        label=_("Rückmeldung"),
        required=False,
        max_length=500,
        help_text=_("Erscheint, wenn jemand diese Antwort wählt: warum sie stimmt oder nicht."),
    )


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=_("Begriff"), max_length=200)
    right = blocks.CharBlock(label=_("gehört zu"), max_length=200)


def _feedback() -> list[tuple[str, blocks.Block]]:
    """What every question ends with; made anew for each block, which names them as its own."""
    return [
        (
            "right_feedback",
            blocks.TextBlock(
                label=_("Rückmeldung, wenn es stimmt"), required=False, max_length=600
            ),
        ),
        (
            "wrong_feedback",
            blocks.TextBlock(
                label=_("Rückmeldung, wenn es nicht stimmt"),
                required=False,
                max_length=600,
                help_text=_(
                    "Was hilft weiter? Solange jemand noch Versuche hat, verraten Sie besser "
                    "nicht die Lösung."
                ),
            ),
        ),
        (
            "points",
            blocks.IntegerBlock(
                label=_("Punkte"),
                default=1,
                min_value=1,
                max_value=10,
                help_text=_("Zählen im Abschlusstest. Halb Richtiges gibt einen Teil der Punkte."),
            ),
        ),
    ]


class QuestionBlock(blocks.StructBlock):
    """What the kinds share; `rule` names the problems of a complete value, field by field."""

    rule = staticmethod(lambda value: {})

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__(local_blocks if local_blocks is not None else _feedback(), **kwargs)

    def clean(self, value):
        cleaned = super().clean(value)
        # A draft may be half a question; it is whole when it is published.
        if not self.is_deferred_validation and (problems := self.rule(cleaned)):
            raise blocks.StructBlockValidationError(
                {
                    name: blocks.list_block.ListBlockValidationError(non_block_errors=[problem])
                    if isinstance(self.child_blocks[name], blocks.ListBlock)
                    else rules.refusal(problem)
                    for name, problem in problems.items()
                }
            )
        return cleaned

    def _asked(self, value) -> list[str]:
        """The words that everybody may read: without answers and feedback."""
        names = ("title", "text", "question", "statement")
        # A text with gaps has its solutions in it.
        return [value[name] for name in names if value.get(name) and not self.hides(name)]

    def hides(self, name: str) -> bool:
        return False

    def get_searchable_content(self, value):
        return self._asked(value)

    def get_api_representation(self, value, context=None):
        return {"question": " ".join(self._asked(value))}

    def get_context(self, value, parent_context=None):
        from .reading import read_question
        from .rendering import show

        context = super().get_context(value, parent_context)
        context["shown"] = show(read_question(self.meta.kind, value), seed="", prefix="vorschau")
        return context

    class Meta:
        group = QUESTIONS
        template = "training/questions/preview.html"
        kind = ""


class SingleBlock(QuestionBlock):
    question = blocks.TextBlock(label=_("Frage"), max_length=500)
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=8, label=_("Antworten"))
    rule = staticmethod(rules.single)

    class Meta:
        icon = "radio-full"
        kind = "single"
        label = _("Frage mit einer richtigen Antwort")
        description = _("Mehrere Antworten, genau eine stimmt.")
        preview_value = {
            "question": "Wen schützt das AGG?",
            "choices": [
                {"text": "Beschäftigte und Bewerber*innen", "right": True, "feedback": ""},
                {"text": "Nur Tarifbeschäftigte", "right": False, "feedback": ""},
            ],
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class MultipleBlock(QuestionBlock):
    question = blocks.TextBlock(label=_("Frage"), max_length=500)
    choices = blocks.ListBlock(ChoiceBlock(), min_num=3, max_num=10, label=_("Antworten"))
    rule = staticmethod(rules.multiple)

    class Meta:
        icon = "tick-inverse"
        kind = "multiple"
        label = _("Frage mit mehreren richtigen Antworten")
        description = _("Alle richtigen auswählen; falsch Gewähltes hebt Richtiges auf.")
        preview_value = {
            "question": "Welche Merkmale nennt § 1 AGG?",
            "choices": [
                {"text": "Alter", "right": True, "feedback": ""},
                {"text": "Religion", "right": True, "feedback": ""},
                {"text": "Wohnort", "right": False, "feedback": ""},
            ],
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class TrueFalseBlock(QuestionBlock):
    statement = blocks.TextBlock(label=_("Aussage"), max_length=500)
    is_true = blocks.BooleanBlock(label=_("Die Aussage stimmt"), required=False)

    class Meta:
        icon = "circle-check"
        kind = "true_false"
        label = _("Stimmt das?")
        description = _("Eine Aussage, die stimmt oder nicht.")
        preview_value = {
            "statement": "Auch Bewerber*innen sind durch das AGG geschützt.",
            "is_true": True,
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class OrderingBlock(QuestionBlock):
    question = blocks.TextBlock(label=_("Aufgabe"), max_length=500)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Schritt"), max_length=200),
        min_num=3,
        max_num=8,
        label=_("Schritte"),
        help_text=_("In der richtigen Reihenfolge; gezeigt werden sie gemischt."),
    )
    rule = staticmethod(rules.ordering)

    class Meta:
        icon = "list-ol"
        kind = "ordering"
        label = _("In die richtige Reihenfolge bringen")
        description = _("Schritte ordnen, mit der Tastatur und ohne Ziehen.")
        preview_value = {
            "question": "Wie läuft eine Beschwerde ab?",
            "items": ["Beratung suchen", "Beschwerde einreichen", "Die Stelle prüft"],
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class MatchingBlock(QuestionBlock):
    question = blocks.TextBlock(label=_("Aufgabe"), max_length=500)
    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=8, label=_("Paare"))
    rule = staticmethod(rules.matching)

    class Meta:
        icon = "link"
        kind = "matching"
        label = _("Zuordnen")
        description = _("Zu jedem Begriff wählt man aus einer Liste, was dazugehört.")
        preview_value = {
            "question": "Was regelt welcher Paragraf?",
            "pairs": [
                {"left": "§ 13", "right": "Beschwerderecht"},
                {"left": "§ 16", "right": "Maßregelungsverbot"},
            ],
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class GapBlock(QuestionBlock):
    question = blocks.CharBlock(
        label=_("Aufgabe"), max_length=250, default=_("Ergänzen Sie den Text.")
    )
    text = blocks.TextBlock(
        label=_("Text mit Lücken"),
        max_length=2000,
        help_text=_(
            "Schreiben Sie, was in eine Lücke gehört, in doppelte eckige Klammern, mehrere "
            "Möglichkeiten mit senkrechtem Strich: „Das Gesetz heißt [[AGG|Gleichbehandlungs"
            "gesetz]].“"
        ),
    )
    typos = blocks.BooleanBlock(
        label=_("Kleine Tippfehler durchgehen lassen"), required=False, help_text=_TYPOS_HELP
    )
    rule = staticmethod(rules.gap)

    def hides(self, name: str) -> bool:
        return name == "text"

    class Meta:
        icon = "pilcrow"
        kind = "gap"
        label = _("Lückentext")
        description = _("Wörter in einen Text eintragen; mehrere Schreibweisen können gelten.")
        preview_value = {
            "question": "Ergänzen Sie den Satz.",
            "text": "AGG heißt: Allgemeines [[Gleichbehandlungsgesetz]].",
            "typos": True,
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class ShortBlock(QuestionBlock):
    question = blocks.TextBlock(label=_("Frage"), max_length=500)
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Antwort"), max_length=120),
        min_num=1,
        max_num=20,
        label=_("Was gilt"),
        help_text=_("Jede Schreibweise, die stimmt; die erste wird als Lösung gezeigt."),
    )
    typos = blocks.BooleanBlock(
        label=_("Kleine Tippfehler durchgehen lassen"), required=False, help_text=_TYPOS_HELP
    )
    rule = staticmethod(rules.short)

    class Meta:
        icon = "edit"
        kind = "short"
        label = _("Kurze Antwort")
        description = _("Ein Wort oder eine Zahl eintippen.")
        preview_value = {
            "question": "Wie heißt das Verbot in § 16 AGG?",
            "accepted": ["Maßregelungsverbot"],
            "typos": True,
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


class CaseBlock(QuestionBlock):
    title = blocks.CharBlock(label=_("Überschrift"), max_length=120)
    text = blocks.TextBlock(
        label=_("Was geschieht?"),
        max_length=3000,
        help_text=_("Ein Fall aus der Verwaltung. Leere Zeilen trennen Absätze."),
    )
    image = ImageChooserBlock(
        label=_("Bild"),
        required=False,
        help_text=_("Seine Beschreibung kommt vom Bild selbst."),
    )
    question = blocks.TextBlock(label=_("Frage"), max_length=500)
    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, max_num=8, label=_("Antworten"))
    rule = staticmethod(rules.single)

    class Meta:
        icon = "doc-full"
        kind = "case"
        label = _("Fall mit Frage")
        description = _("Ein Fall, auf Wunsch mit Bild, und was man darin tun würde.")
        preview_value = {
            "title": "Am Schalter",
            "text": "Eine Kundin versteht ein Formular nicht.",
            "image": None,
            "question": "Was hilft?",
            "choices": [
                {"text": "Einfache Sprache", "right": True, "feedback": ""},
                {"text": "Lauter sprechen", "right": False, "feedback": ""},
            ],
            "right_feedback": "",
            "wrong_feedback": "",
            "points": 1,
        }


#: For a StreamBlock: `StreamBlock(QUESTION_BLOCKS)` or as its `local_blocks`.
QUESTION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("single", SingleBlock()),
    ("multiple", MultipleBlock()),
    ("true_false", TrueFalseBlock()),
    ("ordering", OrderingBlock()),
    ("matching", MatchingBlock()),
    ("gap", GapBlock()),
    ("short", ShortBlock()),
    ("case", CaseBlock()),
]
QUESTION_KINDS = frozenset(name for name, _block in QUESTION_BLOCKS)
