"""The questions of the guided form, in the order in which one tells a story."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question; `fields` are the practice's own, whose rules and labels hold here too."""

    slug: str
    part: str
    short: str
    question: str
    hint: str = ""
    fields: tuple[str, ...] = ()
    has_rows: bool = False
    has_files: bool = False

    @property
    def saves_itself(self) -> bool:
        """A file goes up when somebody says so, and not while they look for another."""
        return not self.has_files


WHAT = _("Worum es geht")
STORY = _("Ihre Geschichte")
OTHERS = _("Für andere Städte")

STEPS = (
    Step(
        slug="titel",
        part=WHAT,
        short=_("Titel"),
        question=_("Wie heißt Ihr Beispiel?"),
        hint=_("So, wie Sie es Kolleg*innen in einem Satz sagen würden."),
        fields=("title",),
    ),
    Step(
        slug="kurzfassung",
        part=WHAT,
        short=_("Kurzfassung"),
        question=_("Worum geht es, in zwei oder drei Sätzen?"),
        hint=_("Für wen ist es, was haben Sie gemacht, was kam heraus?"),
        fields=("summary",),
    ),
    Step(
        slug="kontakt",
        part=WHAT,
        short=_("Stelle und Kontakt"),
        question=_("Welche Stelle ist verantwortlich, und wer beantwortet Fragen?"),
        hint=_(
            "Bitte keine Namen von Personen: eine Funktion mit Postfach und Sammelnummer, die auch "
            "nach einem Wechsel stimmt."
        ),
        fields=("department", "contact_role", "contact_email", "contact_phone"),
    ),
    Step(
        slug="ziele",
        part=WHAT,
        short=_("Ziele des Kontrakts"),
        question=_("Zu welchen Zielen der Städte trägt es bei?"),
        fields=("contract_goals",),
    ),
    Step(
        slug="handlungsfelder",
        part=WHAT,
        short=_("Handlungsfelder"),
        question=_("In welchen Arbeitsfeldern spielt es?"),
        fields=("fields_of_action", "tags"),
    ),
    Step(
        slug="zielgruppen",
        part=WHAT,
        short=_("Zielgruppen"),
        question=_("Wen erreicht es?"),
        fields=("target_groups",),
    ),
    Step(
        slug="stand",
        part=WHAT,
        short=_("Stand"),
        question=_("Wie weit ist es, und seit wann läuft es?"),
        fields=("status", "started", "ended"),
    ),
    Step(
        slug="anlass",
        part=STORY,
        short=_("Anlass"),
        question=_("Was war das Problem?"),
        hint=_("Und woran haben Sie es gemerkt?"),
        fields=("need",),
    ),
    Step(
        slug="ziel",
        part=STORY,
        short=_("Ziel"),
        question=_("Was sollte danach anders sein?"),
        fields=("aim",),
    ),
    Step(
        slug="vorgehen",
        part=STORY,
        short=_("Vorgehen"),
        question=_("Was haben Sie gemacht, und mit wem?"),
        hint=_("Schritt für Schritt, damit andere es nachmachen können."),
        fields=("approach",),
    ),
    Step(
        slug="ergebnis",
        part=STORY,
        short=_("Ergebnis"),
        question=_("Was ist dabei herausgekommen?"),
        hint=_("Auch das, was Sie nicht erwartet haben."),
        fields=("result",),
    ),
    Step(
        slug="kennzahlen",
        part=STORY,
        short=_("Zahlen"),
        question=_("Gibt es Zahlen dazu?"),
        hint=_("Nur, wenn Sie welche haben. Zu jeder Zahl gehört, woher sie stammt."),
        fields=("figures",),
        has_rows=True,
    ),
    Step(
        slug="stolpersteine",
        part=STORY,
        short=_("Stolpersteine"),
        question=_("Was war schwierig?"),
        hint=_("Davon lernen andere am meisten."),
        fields=("pitfalls", "lessons"),
    ),
    Step(
        slug="bedingungen",
        part=STORY,
        short=_("Bedingungen"),
        question=_("Ohne was wäre es nicht gegangen?"),
        fields=("success_factors", "staff_council_involved", "data_protection_checked"),
    ),
    Step(
        slug="aufwand",
        part=OTHERS,
        short=_("Aufwand"),
        question=_("Wie viel Arbeit und Geld hat es gekostet?"),
        hint=_("Eine ehrliche Schätzung reicht."),
        fields=("effort_days", "lead_weeks", "cost_level"),
    ),
    Step(
        slug="uebertragen",
        part=OTHERS,
        short=_("Übertragbarkeit"),
        question=_("Können andere Städte das so übernehmen?"),
        fields=("transferability",),
    ),
    Step(
        slug="bild",
        part=OTHERS,
        short=_("Bild"),
        question=_("Haben Sie ein Bild dazu?"),
        hint=_("Es zeigt die Sache, nicht eine einzelne Person. Sie dürfen es veröffentlichen."),
        fields=("image",),
        has_files=True,
    ),
    Step(
        slug="vorlagen",
        part=OTHERS,
        short=_("Vorlagen"),
        question=_("Welche Dateien können andere weiterverwenden?"),
        hint=_("Vordrucke, Checklisten, Ausschreibungen, Präsentationen: ohne Namen von Personen."),
        fields=("templates", "licence"),
        has_files=True,
    ),
)
FIRST = STEPS[0]
_BY_SLUG = {step.slug: step for step in STEPS}


def step_called(slug: str) -> Step | None:
    return _BY_SLUG.get(slug)


def step_of_field(name: str) -> Step | None:
    return next((step for step in STEPS if name in step.fields), None)


def number_of(step: Step) -> int:
    return STEPS.index(step) + 1


def before(step: Step) -> Step | None:
    number = STEPS.index(step)
    return STEPS[number - 1] if number else None


def after(step: Step) -> Step | None:
    return next(iter(STEPS[STEPS.index(step) + 1 :]), None)
