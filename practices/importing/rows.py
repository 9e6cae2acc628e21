"""From a row to a draft: every cell is read, and everything that is wrong is said at once."""

from collections import defaultdict
from functools import cached_property

from django.apps import apps
from django.utils.translation import gettext as _

from portal.content.importing import values
from portal.content.importing.cities import CityChoice
from portal.content.importing.drafts import EntryDraft, import_key, value_errors
from portal.content.importing.report import InvalidValueError, Problem, printable
from portal.content.importing.terms import TermBook
from portal.content.richtext import from_plain_text
from portal.taxonomy.tags import fold_tag
from practices.evidence import TYPED_LEVELS
from practices.models import GoodPracticePage, PracticeFigure, RelatedModule

from .columns import Column, Kind
from .layout import CITY, EXAMPLE, figure_columns
from .reading import SheetRow

TITLE_LENGTH = 100
KEYWORD_LENGTH = 100
IDENTIFIER_LENGTH = 100


class RowReader:
    """Reads the rows of one run; vocabularies and cities are loaded once, on first use."""

    def __init__(self, *, cities: CityChoice):
        self.cities = cities
        self._books: dict[str, TermBook] = {}
        self._readers = {
            Kind.LINE: self._line,
            Kind.NOTE: self._note,
            Kind.STORY: self._story,
            Kind.TERM: self._term,
            Kind.TERMS: self._terms,
            Kind.KEYWORDS: self._keywords,
            Kind.FIRST_DAY: lambda column, cell: values.date_of(cell),
            Kind.LAST_DAY: lambda column, cell: values.date_of(cell, end=True),
            Kind.NUMBER: lambda column, cell: values.whole_number_of(cell),
            Kind.YES_NO: lambda column, cell: bool(values.yes_or_no(cell)),
            Kind.EVIDENCE: self._evidence,
        }

    def read(self, row: SheetRow, *, source: str) -> "RowReading":
        """What the row says; `RowReading.draft` is None when it has errors."""
        return RowReading(self, row, source)

    def is_example(self, row: SheetRow) -> bool:
        """Whether this is the template's example, which nobody wants in the portal."""
        return any(
            column.kind is Kind.IDENTIFIER and str(cell).strip().upper() == EXAMPLE
            for column, cell in row.cells.items()
        )

    def value(self, column: Column, cell: object) -> object:
        """The field's value; raises `InvalidValueError`."""
        return self._readers[column.kind](column, cell)

    def related(self, column: Column, cell: object) -> tuple[list[dict[str, int]], list[str]]:
        """Published pages with the titles in the cell, and the titles that none or several have."""
        if column.kind is Kind.MODULES:
            name, known = "module_id", self._modules
        else:
            name, known = "related_id", self._practices
        titles = values.several(cell)
        found = [known[fold_tag(title)] for title in titles]
        pages = dict.fromkeys(ids[0] for ids in found if len(ids) == 1)
        missing = [title for title, ids in zip(titles, found, strict=True) if len(ids) != 1]
        return [{name: page, "sort_order": order} for order, page in enumerate(pages)], missing

    @cached_property
    def _modules(self) -> dict[str, list[int]]:
        return _pages_by_title(RelatedModule._meta.get_field("module").related_model)

    @cached_property
    def _practices(self) -> dict[str, list[int]]:
        return _pages_by_title(GoodPracticePage)

    def _book(self, column: Column) -> TermBook:
        if column.vocabulary not in self._books:
            model = apps.get_model("taxonomy", column.vocabulary)
            self._books[column.vocabulary] = TermBook(model)
        return self._books[column.vocabulary]

    def _line(self, column: Column, cell: object) -> str:
        return values.within(values.line_of(cell), _limit(column))

    def _note(self, column: Column, cell: object) -> str:
        return values.within(values.text_of(cell), _limit(column))

    def _story(self, column: Column, cell: object) -> str:
        return from_plain_text(values.within(values.text_of(cell), _limit(column)))

    def _term(self, column: Column, cell: object):
        text = values.line_of(cell)
        return self._book(column).pick(text) if text else None

    def _terms(self, column: Column, cell: object) -> list:
        book = self._book(column)
        return list(dict.fromkeys(book.pick(text) for text in values.several(cell)))

    def _keywords(self, column: Column, cell: object) -> list[str]:
        return [
            values.within(name, KEYWORD_LENGTH) for name in values.several(cell, separators=";,\n")
        ]

    def _evidence(self, column: Column, cell: object) -> int | None:
        text = values.line_of(cell)
        if not text:
            return None
        folded = fold_tag(text).removeprefix("stufe ")
        for level in TYPED_LEVELS:
            label = fold_tag(str(level.label))
            if folded in {str(level.value), label, f"{level.value} {label}"}:
                return int(level)
        raise InvalidValueError(
            _("Diese Evidenzstufe kann man nicht eintragen."),
            _("Erlaubt sind: %(levels)s. Stufe 4 folgt aus bestätigten Nachnutzungen.")
            % {"levels": "; ".join(f"{level.value} {level.label}" for level in TYPED_LEVELS)},
        )


class RowReading:
    """One row while it is read. Problems are collected, so that all of them are said at once."""

    def __init__(self, reader: RowReader, row: SheetRow, source: str):
        self.reader = reader
        self.row = row
        self.source = source
        self.problems: list[Problem] = []
        self.title = self._read_title()
        self.city = self._read_city()
        self._values = self._read_values()
        self._check_values()

    @property
    def draft(self) -> EntryDraft | None:
        """The entry as the row describes it; None when anything in it is wrong."""
        if any(problem.is_error for problem in self.problems):
            return None
        identifier = fold_tag(values.line_of(self._cell(Kind.IDENTIFIER)))
        kind, name = ("id", identifier) if identifier else ("titel", fold_tag(self.title))
        return EntryDraft(
            model=GoodPracticePage,
            city=self.city,
            import_key=import_key(self.city.key, kind, name),
            title=self.title,
            values=self._values,
            source=self.source,
        )

    def _cell(self, kind: Kind) -> object:
        column = self._column(kind)
        return None if column is None else self.row.cells[column]

    def _column(self, kind: Kind) -> Column | None:
        return next((column for column in self.row.cells if column.kind is kind), None)

    def _refuse(self, error: InvalidValueError, column: Column, cell: object = None) -> None:
        """Notes an error with its place; `cell` only where another value is to blame."""
        value = self.row.cells.get(column) if cell is None else cell
        self.problems.append(
            error.as_problem(column=self.row.heading(column), value="" if value is None else value)
        )

    def _read_title(self) -> str:
        cell = self._cell(Kind.TITLE)
        try:
            title = values.within(values.line_of(cell), TITLE_LENGTH)
        except InvalidValueError as error:
            self._refuse(error, self._column(Kind.TITLE))
            return printable(cell)
        if not title:
            missing = InvalidValueError(
                _("Der Titel fehlt."), _("Geben Sie dem Eintrag einen Titel.")
            )
            self._refuse(missing, self._column(Kind.TITLE))
        return title

    def _read_city(self):
        cell = self._cell(Kind.CITY)
        try:
            return self.reader.cities.pick(values.line_of(cell))
        except InvalidValueError as error:
            self._refuse(error, self._column(Kind.CITY) or CITY)
            return None

    def _read_values(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for column, cell in self.row.cells.items():
            try:
                if column.kind is Kind.IDENTIFIER:
                    values.within(values.line_of(cell), IDENTIFIER_LENGTH)
                elif column.kind in {Kind.MODULES, Kind.PRACTICES}:
                    found[column.field] = self._read_related(column, cell)
                elif column.kind not in {Kind.CITY, Kind.TITLE, Kind.FIGURE}:
                    value = self.reader.value(column, cell)
                    # A field with a default keeps it where the cell is empty.
                    if value is not None or GoodPracticePage._meta.get_field(column.field).null:
                        found[column.field] = value
            except InvalidValueError as error:
                self._refuse(error, column)
        if any(column.kind is Kind.FIGURE for column in self.row.cells):
            found["figures"] = self._read_figures()
        return found

    def _read_related(self, column: Column, cell: object) -> list[dict[str, int]]:
        pages, missing = self.reader.related(column, cell)
        for title in missing:
            self.problems.append(
                Problem(
                    column=self.row.heading(column),
                    value=printable(title),
                    message=_("Unter diesem Titel ist nicht genau ein Eintrag veröffentlicht."),
                    remedy=_("Wählen Sie ihn später im Entwurf aus."),
                    is_error=False,
                )
            )
        return pages

    def _read_figures(self) -> list[dict[str, object]]:
        groups: dict[int, dict[str, str]] = defaultdict(dict)
        for column, cell in self.row.cells.items():
            if column.kind is not Kind.FIGURE:
                continue
            try:
                limit = PracticeFigure._meta.get_field(column.field).max_length
                if text := values.within(values.line_of(cell), limit):
                    groups[column.figure][column.field] = text
            except InvalidValueError as error:
                self._refuse(error, column)
        for number, figure in groups.items():
            for column in figure_columns(number):
                if column.field in {"label", "value"} and column.field not in figure:
                    missing = InvalidValueError(
                        _("Zu einer Kennzahl gehören Bezeichnung und Wert."),
                        _("Füllen Sie diese Zelle, oder leeren Sie die ganze Kennzahl."),
                    )
                    self._refuse(missing, column)
        return [
            {**figure, "sort_order": order}
            for order, (_number, figure) in enumerate(sorted(groups.items()))
        ]

    def _check_values(self) -> None:
        """The editor's own rules; costs no query."""
        titles = {column.field: column for column in self.row.cells}
        for field, messages in value_errors(GoodPracticePage, self._values).items():
            column = titles[field]
            for message in messages:
                self._refuse(InvalidValueError(message, _("Korrigieren Sie die Zelle.")), column)
        started, ended = self._values.get("started"), self._values.get("ended")
        if started and ended and ended < started:
            error = InvalidValueError(
                _("Das Ende liegt vor dem Beginn."), _("Prüfen Sie beide Daten.")
            )
            self._refuse(error, titles["ended"])


def _limit(column: Column) -> int | None:
    return GoodPracticePage._meta.get_field(column.field).max_length


def _pages_by_title(model) -> dict[str, list[int]]:
    """Folded title → the published pages of that title; one query."""
    pages: dict[str, list[int]] = defaultdict(list)
    for pk, title in model.originals.live().public().values_list("pk", "title"):
        pages[fold_tag(title)].append(pk)
    return pages
