"""Good practices from spreadsheets: the one way in, for the command and the admin."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.content.importing.cities import CityChoice
from portal.content.importing.report import (
    FileReport,
    ImportReport,
    Outcome,
    Problem,
    RowReport,
    UnreadableFileError,
    Watch,
    printable,
)
from portal.content.importing.run import ImportRun, Source

from .columns import Kind
from .reading import MAX_ROWS, SheetRow, read_tables
from .rows import RowReader


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
    reader = RowReader(cities=CityChoice(user=user, default=city))
    run = ImportRun(user=user, dry_run=dry_run)
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
        for row in watch(tables.rows, source.name):
            file.rows.append(_import_row(row, source.name, reader, run))
        if not tables.rows:
            file.problems.append(
                Problem(
                    message=_("Unter der Kopfzeile steht kein Eintrag."),
                    remedy=_("Füllen Sie mindestens eine Zeile aus."),
                    is_error=False,
                )
            )
    return report


def _import_row(row: SheetRow, file: str, reader: RowReader, run: ImportRun) -> RowReport:
    place = _place(row)
    report = RowReport(place=place, sheet=row.sheet, row=row.number)
    if reader.is_example(row):
        report.title = _title(row)
        report.outcome = Outcome.SKIPPED
        notice = Problem(message=_("Das ist die Beispielzeile der Vorlage."), is_error=False)
        report.problems.append(notice)
        return report
    reading = reader.read(row, source=f"{file}, {place}")
    report.title = printable(reading.title)
    report.city = reading.city.title if reading.city else ""
    report.problems = reading.problems
    if draft := reading.draft:
        run.store(
            draft,
            report,
            doubled_remedy=_("Löschen Sie eine der Zeilen, oder geben Sie jeder eine Kennung."),
        )
    return report


def _place(row: SheetRow) -> str:
    if row.sheet:
        sheet = printable(row.sheet)
        return _("Blatt „%(sheet)s“, Zeile %(row)d") % {"sheet": sheet, "row": row.number}
    return _("Zeile %(row)d") % {"row": row.number}


def _title(row: SheetRow) -> str:
    titles = (cell for column, cell in row.cells.items() if column.kind is Kind.TITLE)
    return printable(next(titles, ""))
