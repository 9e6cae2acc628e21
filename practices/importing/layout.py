"""The sheet as offices see it: its columns in their order, each with help and example."""

from django.utils.translation import gettext_lazy as _

from .columns import Column, Kind, heading

SEVERAL = _("Mehrere mit Semikolon trennen.")
STORY = _("Leerzeile trennt Absätze; Zeilen mit „- “ am Anfang werden eine Liste.")
DAY = _("31.12.2024, 12.2024 oder 2024.")

#: The identifier that marks the template's example row; such rows are not imported.
EXAMPLE = "BEISPIEL"


def _column(kind, title, field, help_text, example, *aliases, vocabulary="", required=False):
    return Column(
        kind=kind,
        title=title,
        field=field,
        help=help_text,
        example=example,
        aliases=aliases,
        vocabulary=vocabulary,
        required=required,
    )


def _story(title, field, example, *aliases, required=True):
    return _column(Kind.STORY, title, field, STORY, example, *aliases, required=required)


CITY = _column(
    Kind.CITY,
    "Stadt",
    "",
    _("Name oder Schlüssel der Stadt, unter der der Entwurf liegen soll."),
    "Bochum",
    "Kommune",
    required=True,
)

BASICS = (
    _column(
        Kind.IDENTIFIER,
        "Kennung",
        "",
        _(
            "Freiwillig: Ihr Kürzel für den Eintrag. Daran erkennt ein späterer Import ihn "
            "wieder, auch mit geändertem Titel. Ohne Kennung zählt der Titel."
        ),
        EXAMPLE,
        "ID",
        "Nummer",
        "Nr",
    ),
    CITY,
    _column(
        Kind.TITLE,
        "Titel",
        "",
        _("Höchstens 100 Zeichen."),
        "Sprachmittlerpool für Beratungsgespräche",
        "Name",
        "Bezeichnung",
        "Praxisbeispiel",
        required=True,
    ),
    _column(
        Kind.NOTE,
        "Kurzfassung",
        "summary",
        _("Höchstens 300 Zeichen: Worum geht es, für wen, mit welchem Ergebnis?"),
        "Beschäftigte dolmetschen in 14 Sprachen. Die Wartezeit sank auf drei Tage.",
        "Kurzbeschreibung",
        "Zusammenfassung",
        required=True,
    ),
    _column(
        Kind.LINE,
        "Fachbereich",
        "department",
        _("Welche Stelle es verantwortet."),
        "Kommunales Integrationszentrum",
        "Amt",
        "Dienststelle",
        "Organisationseinheit",
        required=True,
    ),
    _column(
        Kind.LINE,
        "Funktion",
        "contact_role",
        _("Wer Fragen beantwortet: eine Funktion, kein Name."),
        "Koordination Sprachmittlung",
        "Funktionskontakt",
        "Kontakt",
        "Ansprechstelle",
        required=True,
    ),
    _column(
        Kind.LINE,
        "E-Mail",
        "contact_email",
        _("Das Postfach der Funktion."),
        "sprachmittlung@bochum.example",
        "E-Mail der Funktion",
        "Mail",
        "E-Mail-Adresse",
        "Email",
        "Postfach",
        required=True,
    ),
    _column(
        Kind.LINE,
        "Telefon",
        "contact_phone",
        _("Die Nummer der Funktion."),
        "0234 910-0",
        "Telefonnummer",
        "Rufnummer",
    ),
    _column(
        Kind.TERMS,
        "Kontraktziele",
        "contract_goals",
        SEVERAL,
        "ziel-1; ziel-3",
        "Kontraktziel",
        vocabulary="ContractGoal",
        required=True,
    ),
    _column(
        Kind.TERMS,
        "Handlungsfelder",
        "fields_of_action",
        SEVERAL,
        "Sprache; Bürgerservice",
        "Handlungsfeld",
        vocabulary="FieldOfAction",
        required=True,
    ),
    _column(
        Kind.TERMS,
        "Zielgruppen",
        "target_groups",
        SEVERAL,
        "Beschäftigte; Bürger*innen",
        "Zielgruppe",
        vocabulary="TargetGroup",
        required=True,
    ),
    _column(
        Kind.KEYWORDS,
        "Schlagwörter",
        "tags",
        _("Mehrere mit Semikolon oder Komma trennen."),
        "Dolmetschen; Mehrsprachigkeit",
        "Schlagwort",
        "Stichwörter",
        "Tags",
    ),
    _column(
        Kind.TERM,
        "Praxisstatus",
        "status",
        _("Auch Gescheitertes hilft anderen."),
        "laufend",
        "Status",
        vocabulary="PracticeStatus",
        required=True,
    ),
    _column(Kind.FIRST_DAY, "Beginn", "started", DAY, "03.2022", "Start", "Anfang", required=True),
    _column(Kind.LAST_DAY, "Ende", "ended", _("Wie Beginn; leer, solange es läuft."), ""),
)

CONTENT = (
    _story("Anlass", "need", "Termine scheiterten, weil niemand dolmetschen konnte."),
    _story("Ziel", "aim", "Jedes Gespräch ist verständlich.", "Ziele"),
    _story(
        "Vorgehen",
        "approach",
        "Wir haben in allen Fachbereichen gefragt.\n\n- Schulung an zwei Tagen\n- Freistellung",
        "Umsetzung",
    ),
    _story("Ergebnis", "result", "32 Beschäftigte machen mit.", "Ergebnisse", "Wirkung"),
    _story("Stolpersteine", "pitfalls", "Die Freistellung war anfangs nicht geregelt."),
    _story(
        "Was wir anders machen würden",
        "lessons",
        "Den Personalrat früher ansprechen.",
        required=False,
    ),
    _story("Erfolgsbedingungen", "success_factors", "Rückhalt der Leitung."),
    _column(
        Kind.YES_NO, "Personalrat beteiligt", "staff_council_involved", _("ja oder nein"), "ja"
    ),
    _column(
        Kind.YES_NO, "Datenschutz geprüft", "data_protection_checked", _("ja oder nein"), "nein"
    ),
)

TRANSFER = (
    _column(
        Kind.NUMBER,
        "Aufwand in Personentagen",
        "effort_days",
        _("Eine ganze Zahl, ohne Einheit."),
        "40",
        "Aufwand",
        "Personentage",
        required=True,
    ),
    _column(
        Kind.TERM,
        "Kostenstufe",
        "cost_level",
        _("Sachkosten ohne Personal."),
        "unter 10.000 €",
        "Kosten",
        "Sachkosten",
        vocabulary="CostLevel",
        required=True,
    ),
    _column(
        Kind.NUMBER,
        "Vorlauf in Wochen",
        "lead_weeks",
        _("Eine ganze Zahl, ohne Einheit."),
        "12",
        "Vorlauf",
        required=True,
    ),
    _column(
        Kind.TERM,
        "Übertragbarkeit",
        "transferability",
        _("Wie leicht andere Städte es übernehmen können."),
        "mit Anpassung",
        vocabulary="Transferability",
        required=True,
    ),
    _column(
        Kind.TERM,
        "Lizenz",
        "licence",
        _("Wie andere Texte und Vorlagen verwenden dürfen."),
        "CC BY 4.0",
        vocabulary="Licence",
    ),
    _column(
        Kind.MODULES,
        "Verwandte Module",
        "related_modules",
        _("Titel veröffentlichter Trainingsmodule, mit Semikolon getrennt."),
        "",
        "Verwandte Trainingsmodule",
    ),
    _column(
        Kind.PRACTICES,
        "Verwandte Praxisbeispiele",
        "related_practices",
        _("Titel veröffentlichter Praxisbeispiele, mit Semikolon getrennt."),
        "",
        "Verwandte Praxis",
    ),
)

REVIEW = (
    _column(
        Kind.EVIDENCE,
        "Evidenzstufe",
        "evidence_level",
        _("Stärke des Belegs, nicht der Wirkung. Stufe 4 entsteht durch Nachnutzung."),
        "2 mit Kennzahlen",
        required=True,
    ),
    _column(
        Kind.LINE,
        "Begründung der Evidenzstufe",
        "evidence_reason",
        _("Woran man die Stufe erkennt."),
        "Die Einsätze werden gezählt.",
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
