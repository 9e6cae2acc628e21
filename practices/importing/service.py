"""Good practices from spreadsheets: the one way in, for the command and the admin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.content.importing.cities import CityChoice
from portal.content.importing.drafts import store_draft
from portal.content.importing.report import (
    FileReport,
    ImportReport,
    InvalidValueError,
    Outcome,
    Problem,
    RowReport,
    UnreadableFileError,
    Watch,
)

from .columns import Kind
from .reading import MAX_ROWS, SheetRow, read_tables
from .rows import RowReader, RowReading


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file by its name; `read` gives its bytes or raises `UnreadableFileError`."""

    name: str
    read: Callable[[], bytes]


def import_practices(
    *,
    sources: Sequence[Source],
    user=None,
    city: CityPage | None = None,
    dry_run: bool = False,
    max_rows: int = MAX_ROWS,
    watch: Watch = lambda rows, name: rows,
) -> ImportReport:
    """Makes drafts of the rows of each file and says what became of each row.

    `user` limits the run to cities below which they may add pages; without one (the command)
    every city is allowed. `city` is for rows that name none. A row that is wrong stands in the
    report and stops nothing else; a file that cannot be read leaves no row behind. Nothing is
    published, and a dry run writes nothing.
    """
    cities = CityChoice(user=user, default=city)
    run = _Run(reader=RowReader(cities=cities), user=user, dry_run=dry_run)
    report = ImportReport(dry_run=dry_run)
    for source in sources:
        file = FileReport(name=source.name)
        report.files.append(file)
        try:
            tables = read_tables(source.read(), max_rows=max_rows)
        except UnreadableFileError as error:
            file.problems.append(error.as_problem())
            continue
        file.problems.extend(tables.notices)
        file.rows = [run.import_row(row, source.name) for row in watch(tables.rows, source.name)]
        if not tables.rows:
            file.problems.append(
                Problem(
                    message=_("Unter der Kopfzeile steht kein Eintrag."),
                    remedy=_("Füllen Sie mindestens eine Zeile aus."),
                    is_error=False,
                )
            )
    return report


class _Run:
    """What one run remembers from row to row."""

    def __init__(self, *, reader: RowReader, user, dry_run: bool):
        self.reader = reader
        self.user = user
        self.dry_run = dry_run
        # Import key → where it stood first: two rows for one entry would overwrite each other.
        self.seen: dict[str, str] = {}

    def import_row(self, row: SheetRow, file: str) -> RowReport:
        place = _place(row)
        if self.reader.is_example(row):
            return _skipped(row, place)
        reading = self.reader.read(row, source=f"{file}, {place}")
        report = RowReport(
            place=place,
            sheet=row.sheet,
            row=row.number,
            title=reading.title,
            city=reading.city.title if reading.city else "",
            problems=reading.problems,
        )
        try:
            self._store(reading, report, f"{file}, {place}")
        except InvalidValueError as error:
            report.outcome = Outcome.ERROR
            report.problems.append(error.as_problem())
        return report

    def _store(self, reading: RowReading, report: RowReport, place: str) -> None:
        draft = reading.draft
        if draft is None:
            return
        if first := self.seen.get(draft.import_key):
            raise InvalidValueError(
                _("Derselbe Eintrag steht schon hier: %(place)s.") % {"place": first},
                _("Löschen Sie eine der Zeilen, oder geben Sie jeder eine eigene Kennung."),
            )
        self.seen[draft.import_key] = place
        stored = store_draft(draft=draft, user=self.user, dry_run=self.dry_run)
        report.outcome = stored.outcome
        report.page_id = stored.page.pk if stored.page else None
        if stored.reason:
            report.problems.append(Problem(message=stored.reason, is_error=False))


def _place(row: SheetRow) -> str:
    if row.sheet:
        return _("Blatt „%(sheet)s“, Zeile %(row)d") % {"sheet": row.sheet, "row": row.number}
    return _("Zeile %(row)d") % {"row": row.number}


def _skipped(row: SheetRow, place: str) -> RowReport:
    title = next((str(cell) for column, cell in row.cells.items() if column.kind is Kind.TITLE), "")
    return RowReport(
        place=place,
        sheet=row.sheet,
        row=row.number,
        title=title,
        outcome=Outcome.SKIPPED,
        problems=[Problem(message=_("Das ist die Beispielzeile der Vorlage."), is_error=False)],
    )
