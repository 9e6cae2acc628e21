"""The sheet's columns, as data: what a heading means and what may stand below it.

Headings are part of a file format that offices keep on their drives: they stay German in every
interface language and are never renamed, only given further spellings.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.taxonomy.tags import fold_tag


class Kind(Enum):
    """How a cell is read; see `rows`."""

    IDENTIFIER = auto()
    CITY = auto()
    TITLE = auto()
    LINE = auto()
    NOTE = auto()
    STORY = auto()
    TERM = auto()
    TERMS = auto()
    KEYWORDS = auto()
    FIRST_DAY = auto()
    LAST_DAY = auto()
    NUMBER = auto()
    YES_NO = auto()
    EVIDENCE = auto()
    MODULES = auto()
    PRACTICES = auto()
    FIGURE = auto()


@dataclass(frozen=True, kw_only=True)
class Column:
    """`field` is the model's; `vocabulary` the taxonomy's model; `required` for submission."""

    title: str
    kind: Kind
    help: str | Promise
    example: str
    field: str = ""
    vocabulary: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    figure: int = 0

    @property
    def lists_several(self) -> bool:
        return self.kind in {Kind.TERMS, Kind.KEYWORDS, Kind.MODULES, Kind.PRACTICES}


def heading(text: str) -> str:
    """The form under which all spellings of a heading meet: „Titel* (max. 100)“ is „titel“."""
    text = re.sub(r"\([^)]*\)", " ", text)
    return fold_tag(re.sub(r"[^\w\s-]", " ", text))


SEVERAL = _("Mehrere mit Semikolon trennen.")
STORY = _("Leerzeile trennt Absätze; Zeilen mit „- “ am Anfang werden eine Liste.")
DAY = _("31.12.2024, 12.2024 oder 2024.")

#: The identifier that marks the template's example row; such rows are not imported.
EXAMPLE = "BEISPIEL"


def _story(title, field, help_text, example, *aliases, required=True) -> Column:
    return Column(
        title=title,
        kind=Kind.STORY,
        field=field,
        help=help_text,
        example=example,
        aliases=aliases,
        required=required,
    )


CITY = Column(
    title="Stadt",
    kind=Kind.CITY,
    help=_("Name oder Schlüssel der Stadt, unter der der Entwurf liegen soll."),
    example="Bochum",
    required=True,
    aliases=("Kommune",),
)

BASICS = (
    Column(
        title="Kennung",
        kind=Kind.IDENTIFIER,
        help=_(
            "Freiwillig: Ihr Kürzel für den Eintrag. Daran erkennt ein späterer Import ihn "
            "wieder, auch mit geändertem Titel. Ohne Kennung zählt der Titel."
        ),
        example=EXAMPLE,
        aliases=("ID", "Nummer", "Nr"),
    ),
    CITY,
    Column(
        title="Titel",
        kind=Kind.TITLE,
        help=_("Höchstens 100 Zeichen."),
        example="Sprachmittlerpool für Beratungsgespräche",
        required=True,
        aliases=("Name", "Bezeichnung", "Praxisbeispiel"),
    ),
    Column(
        title="Kurzfassung",
        kind=Kind.NOTE,
        field="summary",
        help=_("Höchstens 300 Zeichen: Worum geht es, für wen, mit welchem Ergebnis?"),
        example="Beschäftigte dolmetschen in 14 Sprachen. Die Wartezeit sank auf drei Tage.",
        required=True,
        aliases=("Kurzbeschreibung", "Zusammenfassung"),
    ),
    Column(
        title="Fachbereich",
        kind=Kind.LINE,
        field="department",
        help=_("Welche Stelle es verantwortet."),
        example="Kommunales Integrationszentrum",
        required=True,
        aliases=("Amt", "Dienststelle", "Organisationseinheit"),
    ),
    Column(
        title="Funktion",
        kind=Kind.LINE,
        field="contact_role",
        help=_("Wer Fragen beantwortet: eine Funktion, kein Name."),
        example="Koordination Sprachmittlung",
        required=True,
        aliases=("Funktionskontakt", "Kontakt", "Ansprechstelle"),
    ),
    Column(
        title="E-Mail",
        kind=Kind.LINE,
        field="contact_email",
        help=_("Das Postfach der Funktion."),
        example="sprachmittlung@bochum.example",
        required=True,
        aliases=("E-Mail der Funktion", "Mail", "E-Mail-Adresse", "Email", "Postfach"),
    ),
    Column(
        title="Telefon",
        kind=Kind.LINE,
        field="contact_phone",
        help=_("Die Nummer der Funktion."),
        example="0234 910-0",
        aliases=("Telefonnummer", "Rufnummer"),
    ),
    Column(
        title="Kontraktziele",
        kind=Kind.TERMS,
        field="contract_goals",
        vocabulary="ContractGoal",
        help=SEVERAL,
        example="ziel-1; ziel-3",
        required=True,
        aliases=("Kontraktziel",),
    ),
    Column(
        title="Handlungsfelder",
        kind=Kind.TERMS,
        field="fields_of_action",
        vocabulary="FieldOfAction",
        help=SEVERAL,
        example="Sprache; Bürgerservice",
        required=True,
        aliases=("Handlungsfeld",),
    ),
    Column(
        title="Zielgruppen",
        kind=Kind.TERMS,
        field="target_groups",
        vocabulary="TargetGroup",
        help=SEVERAL,
        example="Beschäftigte; Bürger*innen",
        required=True,
        aliases=("Zielgruppe",),
    ),
    Column(
        title="Schlagwörter",
        kind=Kind.KEYWORDS,
        field="tags",
        help=_("Mehrere mit Semikolon oder Komma trennen."),
        example="Dolmetschen; Mehrsprachigkeit",
        aliases=("Schlagwort", "Stichwörter", "Tags"),
    ),
    Column(
        title="Praxisstatus",
        kind=Kind.TERM,
        field="status",
        vocabulary="PracticeStatus",
        help=_("Auch Gescheitertes hilft anderen."),
        example="laufend",
        required=True,
        aliases=("Status",),
    ),
    Column(
        title="Beginn",
        kind=Kind.FIRST_DAY,
        field="started",
        help=DAY,
        example="03.2022",
        required=True,
        aliases=("Start", "Anfang"),
    ),
    Column(
        title="Ende",
        kind=Kind.LAST_DAY,
        field="ended",
        help=_("Wie Beginn; leer, solange es läuft."),
        example="",
    ),
)

CONTENT = (
    _story("Anlass", "need", STORY, "Termine scheiterten, weil niemand dolmetschen konnte."),
    _story("Ziel", "aim", STORY, "Jedes Gespräch ist verständlich.", "Ziele"),
    _story(
        "Vorgehen",
        "approach",
        STORY,
        "Wir haben in allen Fachbereichen gefragt.\n\n- Schulung an zwei Tagen\n- Freistellung",
        "Umsetzung",
    ),
    _story("Ergebnis", "result", STORY, "32 Beschäftigte machen mit.", "Ergebnisse", "Wirkung"),
    _story("Stolpersteine", "pitfalls", STORY, "Die Freistellung war anfangs nicht geregelt."),
    _story(
        "Was wir anders machen würden",
        "lessons",
        STORY,
        "Den Personalrat früher ansprechen.",
        required=False,
    ),
    _story("Erfolgsbedingungen", "success_factors", STORY, "Rückhalt der Leitung."),
    Column(
        title="Personalrat beteiligt",
        kind=Kind.YES_NO,
        field="staff_council_involved",
        help=_("ja oder nein"),
        example="ja",
    ),
    Column(
        title="Datenschutz geprüft",
        kind=Kind.YES_NO,
        field="data_protection_checked",
        help=_("ja oder nein"),
        example="nein",
    ),
)

TRANSFER = (
    Column(
        title="Aufwand in Personentagen",
        kind=Kind.NUMBER,
        field="effort_days",
        help=_("Eine ganze Zahl, ohne Einheit."),
        example="40",
        required=True,
        aliases=("Aufwand", "Personentage"),
    ),
    Column(
        title="Kostenstufe",
        kind=Kind.TERM,
        field="cost_level",
        vocabulary="CostLevel",
        help=_("Sachkosten ohne Personal."),
        example="unter 10.000 €",
        required=True,
        aliases=("Kosten", "Sachkosten"),
    ),
    Column(
        title="Vorlauf in Wochen",
        kind=Kind.NUMBER,
        field="lead_weeks",
        help=_("Eine ganze Zahl, ohne Einheit."),
        example="12",
        required=True,
        aliases=("Vorlauf",),
    ),
    Column(
        title="Übertragbarkeit",
        kind=Kind.TERM,
        field="transferability",
        vocabulary="Transferability",
        help=_("Wie leicht andere Städte es übernehmen können."),
        example="mit Anpassung",
        required=True,
    ),
    Column(
        title="Lizenz",
        kind=Kind.TERM,
        field="licence",
        vocabulary="Licence",
        help=_("Wie andere Texte und Vorlagen verwenden dürfen."),
        example="CC BY 4.0",
    ),
    Column(
        title="Verwandte Module",
        kind=Kind.MODULES,
        field="related_modules",
        help=_("Titel veröffentlichter Trainingsmodule, mit Semikolon getrennt."),
        example="",
        aliases=("Verwandte Trainingsmodule",),
    ),
    Column(
        title="Verwandte Praxisbeispiele",
        kind=Kind.PRACTICES,
        field="related_practices",
        help=_("Titel veröffentlichter Praxisbeispiele, mit Semikolon getrennt."),
        example="",
        aliases=("Verwandte Praxis",),
    ),
)

REVIEW = (
    Column(
        title="Evidenzstufe",
        kind=Kind.EVIDENCE,
        field="evidence_level",
        help=_("Stärke des Belegs, nicht der Wirkung. Stufe 4 entsteht durch Nachnutzung."),
        example="2 mit Kennzahlen",
        required=True,
    ),
    Column(
        title="Begründung der Evidenzstufe",
        kind=Kind.LINE,
        field="evidence_reason",
        help=_("Woran man die Stufe erkennt."),
        example="Die Einsätze werden gezählt.",
    ),
    Column(
        title="geprüft von",
        kind=Kind.LINE,
        field="reviewed_by",
        help=_("Eine Funktion, kein Name."),
        example="",
    ),
    Column(title="geprüft am", kind=Kind.FIRST_DAY, field="reviewed_on", help=DAY, example=""),
    Column(
        title="Wiedervorlage am",
        kind=Kind.LAST_DAY,
        field="review_due",
        help=DAY,
        example="",
        aliases=("Wiedervorlage",),
    ),
    Column(
        title="Version",
        kind=Kind.NUMBER,
        field="version",
        help=_("Eine ganze Zahl ab 1."),
        example="",
    ),
)

FIGURE_PARTS = (
    ("Bezeichnung", "label", _("Was wurde gezählt?"), "Einsätze"),
    ("Wert", "value", _("Die Zahl."), "412"),
    ("Einheit", "unit", _("Zum Beispiel „Prozent“."), "Gespräche"),
    ("Zeitraum", "period", _("„2024“ oder „seit 2022“."), "2024"),
    ("Quelle", "source", _("Woher die Zahl stammt."), "Jahresbericht der Koordination"),
)
#: Groups of figures that the template offers, and that a sheet may have.
OFFERED_FIGURES, MOST_FIGURES = 3, 12


def figure_columns(number: int) -> tuple[Column, ...]:
    """The columns of one figure."""
    return tuple(
        Column(
            title=f"Kennzahl {number}: {title}",
            kind=Kind.FIGURE,
            field=field,
            help=help_text,
            example=example if number == 1 else "",
            figure=number,
        )
        for title, field, help_text, example in FIGURE_PARTS
    )


def _figures(count: int) -> tuple[Column, ...]:
    return tuple(column for number in range(count) for column in figure_columns(number + 1))


#: What the template shows, in its order.
TEMPLATE_COLUMNS = (*BASICS, *CONTENT, *_figures(OFFERED_FIGURES), *TRANSFER, *REVIEW)
_ALL = (*BASICS, *CONTENT, *_figures(MOST_FIGURES), *TRANSFER, *REVIEW)
_BY_HEADING = {heading(name): column for column in _ALL for name in (column.title, *column.aliases)}


def column_for(text: str) -> Column | None:
    """The column that a heading names, in any of its spellings."""
    return _BY_HEADING.get(heading(text))
