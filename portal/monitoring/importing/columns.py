"""The columns of the sheet. Headings are part of a file format and never translated."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.taxonomy.tags import fold_tag

#: In place of a city in the template's example, which is not imported.
EXAMPLE = "BEISPIEL"


@dataclass(frozen=True, kw_only=True)
class Column:
    """`field` is the figure's; a `required` column is filled in every row."""

    title: str
    field: str
    help: str | Promise
    example: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()


COLUMNS = (
    Column(
        title="Stadt",
        field="city",
        help=_("Name oder Schlüssel der Stadt; leer nur bei einem Vergleichsort."),
        example=EXAMPLE,
        aliases=("Kommune",),
    ),
    Column(
        title="Vergleichsort",
        field="elsewhere",
        help=_("Nur für Zahlen von außerhalb der Städteregion, zum Beispiel „Bremen“."),
    ),
    Column(
        title="Personengruppe",
        field="group",
        help=_("Bezeichnung oder Schlüssel."),
        example="Auszubildende",
        required=True,
        aliases=("Gruppe",),
    ),
    Column(
        title="Definition",
        field="definition",
        help=_("Bezeichnung oder Schlüssel."),
        example="migrationshintergrund",
        required=True,
    ),
    Column(
        title="Jahr",
        field="year",
        help=_("Das Jahr, für das die Zahl gilt."),
        example="2021",
    ),
    Column(
        title="Stichtag",
        field="day",
        help=_("Der genaue Tag, wenn er bekannt ist."),
        example="31.12.2021",
    ),
    Column(
        title="n",
        field="base",
        help=_(
            "Wie viele Personen erfasst sind; bei einer Befragung: wie viele geantwortet haben."
        ),
        example="120",
        aliases=("Personen insgesamt", "Grundgesamtheit"),
    ),
    Column(
        title="Anzahl",
        field="count",
        help=_("Auf wie viele von ihnen die Definition zutrifft."),
        example="31",
        aliases=("davon gezählt",),
    ),
    Column(
        title="Anteil in Prozent",
        field="share",
        help=_(
            "Nur, wenn die Quelle allein den Anteil nennt: für die Bevölkerung und für "
            "Vergleichsorte."
        ),
        aliases=("Anteil",),
    ),
    Column(
        title="Rücklauf in Prozent",
        field="response_rate",
        help=_(
            "Bei einer Befragung: welcher Teil geantwortet hat. Wer nicht geantwortet hat, wird "
            "nicht hochgerechnet."
        ),
        aliases=("Rücklauf",),
    ),
    Column(
        title="Keine Erhebung",
        field="not_surveyed",
        help=_("ja, wenn die Stadt dazu nichts erhoben hat; sonst leer."),
    ),
    Column(
        title="Grund",
        field="reason",
        help=_("Warum nichts erhoben wurde; freiwillig, ohne Zahlen."),
    ),
    Column(
        title="Quelle",
        field="source",
        help=_(
            "Woher die Zahl stammt, zum Beispiel „Personalstatistik der Stadt Herne“. Bitte ohne "
            "die Zahl selbst."
        ),
        example="Personalstatistik",
        required=True,
    ),
    Column(title="Adresse der Quelle", field="source_url", help=_("Beginnt mit https://.")),
)


def heading(text: str) -> str:
    """The form under which all spellings of a heading meet: „n (Personen) *“ is „n“."""
    text = re.sub(r"\([^)]*\)", " ", text)
    return fold_tag(re.sub(r"[^\w\s-]", " ", text))


_BY_HEADING = {
    heading(name): column for column in COLUMNS for name in (column.title, *column.aliases)
}


def column_for(text: str) -> Column | None:
    return _BY_HEADING.get(heading(text))
