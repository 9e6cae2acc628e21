"""From a row to a figure: every cell is read, and everything that is wrong is said at once."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.permissions import editable_cities, writes_for_all
from portal.content.importing import values
from portal.content.importing.cells import Percentage
from portal.content.importing.cities import CityChoice
from portal.content.importing.report import InvalidValueError, Problem, printable
from portal.content.importing.terms import TermBook
from portal.monitoring.models import Definition, Figure, StaffGroup
from portal.monitoring.rules import errors_of

from .columns import COLUMNS, EXAMPLE, Column
from .reading import SheetRow

_TENTH = Decimal("0.1")
_BY_FIELD = {column.field: column for column in COLUMNS}
#: By these a figure is found again.
IDENTITY = ("city", "elsewhere", "definition", "group", "year")


def percent_of(value: object) -> Decimal | None:
    """A percentage in German spelling, with one decimal place: `33,9 %`, 33.9, or Excel's own."""
    if isinstance(value, Percentage):
        if not 0 <= value.fraction <= 1:
            raise InvalidValueError(
                _("Das ist keine Prozentzahl."), _("Schreiben Sie zum Beispiel 33,9.")
            )
        number = Decimal(str(value.fraction)) * 100
    else:
        text = values.line_of(value).removesuffix("%").strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,10})?", text, re.ASCII):
            raise InvalidValueError(
                _("Das ist keine Prozentzahl."), _("Schreiben Sie zum Beispiel 33,9.")
            )
        number = Decimal(text.replace(",", "."))
    return number.quantize(_TENTH, ROUND_HALF_UP)


class RowReader:
    """Reads the rows of one run; cities and terms are loaded once."""

    def __init__(self, *, user=None, default: CityPage | None = None):
        self.cities = CityChoice(default=default)
        self._own = None if user is None else set(editable_cities(user))
        self._all = user is None or writes_for_all(user)
        self._groups, self._definitions = TermBook(StaffGroup), TermBook(Definition)
        self._readers = {
            "city": self._city,
            "group": lambda cell: self._term(self._groups, cell),
            "definition": lambda cell: self._term(self._definitions, cell),
            "year": values.whole_number_of,
            "day": values.date_of,
            "base": values.whole_number_of,
            "count": values.whole_number_of,
            "share": percent_of,
            "response_rate": percent_of,
            "not_surveyed": lambda cell: bool(values.yes_or_no(cell)),
            "elsewhere": values.line_of,
            "reason": values.line_of,
            "source": values.line_of,
            "source_url": values.line_of,
        }

    def is_example(self, row: SheetRow) -> bool:
        return str(row.cell("city") or "").strip().upper() == EXAMPLE

    def read(self, row: SheetRow) -> tuple[dict[str, object], list[Problem]]:
        """The figure's fields, and what is wrong with the cells."""
        found: dict[str, object] = {}
        problems: list[Problem] = []
        for column, cell in row.cells.items():
            try:
                found[column.field] = self._readers[column.field](cell)
            except InvalidValueError as error:
                shown = "" if cell is None else cell
                problems.append(error.as_problem(column=row.place(column), value=shown))
        if not problems:
            problems += self._place_problems(found, row)
        return found, problems

    def _place_problems(self, found: dict[str, object], row: SheetRow) -> list[Problem]:
        """Which place the row is for, and whether the person may enter figures of it."""
        if not found.get("elsewhere"):
            found["city"] = found.get("city") or self.cities.default
        city, elsewhere = found.setdefault("city", None), found.get("elsewhere")
        if city and self._own is not None and city not in self._own:
            return [
                Problem(
                    column=row.place(_BY_FIELD["city"]),
                    message=_("Für „%(city)s“ dürfen Sie keine Zahlen eintragen.")
                    % {"city": city.title},
                    remedy=_("Geben Sie die Zeile der Redaktion dieser Stadt."),
                )
            ]
        if elsewhere and not self._all:
            return [
                Problem(
                    column=row.place(_BY_FIELD["elsewhere"]),
                    message=_("Vergleichsorte trägt die Projektgruppe ein."),
                    remedy=_("Löschen Sie die Zeile, oder geben Sie sie der Projektgruppe."),
                )
            ]
        return []

    def _city(self, cell: object) -> CityPage | None:
        name = values.line_of(cell)
        city = self.cities.known(name) if name else None
        if name and city is None:
            raise InvalidValueError(
                _("Diese Stadt gibt es im Portal nicht."),
                _("Möglich sind: %(cities)s.")
                % {"cities": "; ".join(city.title for city in self.cities.all)},
            )
        return city

    def _term(self, book: TermBook, cell: object):
        text = values.line_of(cell)
        if not text:
            raise InvalidValueError(
                _("Dieses Feld ist leer."), _("Tragen Sie Bezeichnung oder Schlüssel ein.")
            )
        return book.pick(text)


def figure_of(found: dict[str, object]) -> tuple[Figure, bool]:
    """The figure that the row names, with the row's values, and whether they change it."""
    identity = {name: found.get(name, "" if name == "elsewhere" else None) for name in IDENTITY}
    figure = Figure.objects.filter(**identity).first()
    if figure is None:
        return Figure(**{**identity, **found}), True
    changed = False
    for name, value in found.items():
        if getattr(figure, name) != value:
            setattr(figure, name, value)
            changed = True
    return figure, changed


def problems_of(figure: Figure, row: SheetRow) -> list[Problem]:
    """What the model says of a figure by itself, at the columns; parts and wholes come later."""
    errors: dict[str, list[str]] = {}
    checks = (
        figure.clean_fields,
        lambda: _raise(errors_of(figure)),
        figure.validate_constraints,
    )
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = {**error.message_dict, **errors}
        if errors:
            break
    return [
        as_problem(name, message, row) for name, messages in errors.items() for message in messages
    ]


def as_problem(name: str, message: str, row: SheetRow) -> Problem:
    column: Column | None = None if name == NON_FIELD_ERRORS else _BY_FIELD.get(name)
    cell = row.cells.get(column) if column else None
    return Problem(
        message=message,
        column=row.place(column) if column else "",
        value="" if cell is None else printable(cell),
    )


def _raise(errors: dict[str, str]) -> None:
    if errors:
        raise ValidationError(errors)
