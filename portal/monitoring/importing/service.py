"""Figures from workbooks: the one way in, for the command and the admin."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.cities.models import CityPage
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
from portal.content.importing.run import Source
from portal.monitoring.models import Figure
from portal.monitoring.rules import whole_errors_of

from .reading import SheetRow, read_sheets
from .rows import RowReader, as_problem, figure_of, problems_of


def import_figures(
    *,
    sources: Sequence[Source],
    user=None,
    city: CityPage | None = None,
    dry_run: bool = False,
    watch: Watch = lambda rows, name: rows,
) -> ImportReport:
    """Enters the figures of each file and says what became of each row.

    A file is taken over as a whole or not at all: half of the figures of a year would be read as
    all of them. `user` limits the run to what they may enter; without one (the command) every
    city is allowed. `city` is for rows that name no place. A dry run writes nothing.
    """
    reader = RowReader(user=user, default=city)
    report = ImportReport(dry_run=dry_run)
    for source in sources:
        file = FileReport(name=source.name)
        report.files.append(file)
        try:
            sheets = read_sheets(source.read())
        except UnreadableFileError as error:
            file.problems.append(error.as_problem())
            continue
        file.problems.extend(sheets.notices)
        with transaction.atomic():
            _import_rows(file, watch(sheets.rows, source.name), reader, user)
            failed = any(row.is_error for row in file.rows)
            if dry_run or failed:
                transaction.set_rollback(True)
        if failed and not dry_run:
            _say_that_nothing_was_taken_over(file)
        if not sheets.rows:
            file.problems.append(
                Problem(
                    message=_("Unter der Kopfzeile steht kein Eintrag."),
                    remedy=_("Füllen Sie mindestens eine Zeile aus."),
                    is_error=False,
                )
            )
    return report


def _import_rows(file: FileReport, rows, reader: RowReader, user) -> None:
    """First each row by itself, then parts against wholes: a file may change both."""
    stored: list[tuple[Figure, SheetRow, RowReport]] = []
    seen: dict[int, str] = {}
    for row in rows:
        report = RowReport(place=_place(row), sheet=row.sheet, row=row.number)
        file.rows.append(report)
        if reader.is_example(row):
            report.outcome = Outcome.SKIPPED
            notice = Problem(message=_("Das ist die Beispielzeile der Vorlage."), is_error=False)
            report.problems.append(notice)
        elif figure := _store(row, report, reader, seen, user):
            stored.append((figure, row, report))
    for figure, row, report in stored:
        if errors := whole_errors_of(figure):
            report.outcome = Outcome.ERROR
            report.problems += [as_problem(name, text, row) for name, text in errors.items()]


def _store(
    row: SheetRow, report: RowReport, reader: RowReader, seen: dict[int, str], user
) -> Figure | None:
    found, report.problems = reader.read(row)
    report.city = getattr(found.get("city"), "title", "") or printable(found.get("elsewhere", ""))
    report.title = printable(found.get("group") or "")
    if report.problems:
        return None
    figure, changed = figure_of(found)
    report.title = printable(figure)
    report.problems = problems_of(figure, row)
    if report.problems:
        return None
    if first := seen.get(figure.pk):
        sentence = _("Derselbe Eintrag steht schon hier: %(place)s.") % {"place": first}
        remedy = _("Löschen Sie eine der Zeilen.")
        report.problems.append(Problem(message=sentence, remedy=remedy))
        return None
    report.outcome = Outcome.NEW if figure.pk is None else Outcome.CHANGED
    if changed:
        is_new = figure.pk is None
        figure.save()
        log(instance=figure, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    else:
        report.outcome = Outcome.UNCHANGED
    seen[figure.pk] = report.place
    return figure


def _say_that_nothing_was_taken_over(file: FileReport) -> None:
    for row in file.rows:
        if row.outcome in {Outcome.NEW, Outcome.CHANGED}:
            row.outcome = Outcome.SKIPPED
    file.problems.append(
        Problem(
            message=_("Wegen der Fehler ist aus dieser Datei nichts übernommen."),
            remedy=_("Beheben Sie sie und importieren Sie die Datei noch einmal."),
            is_error=False,
        )
    )


def _place(row: SheetRow) -> str:
    return _("Blatt „%(sheet)s“, Zeile %(row)d") % {
        "sheet": printable(row.sheet),
        "row": row.number,
    }
