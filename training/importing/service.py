"""Training modules from AMB records."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from pydantic import ValidationError

from portal.cities.models import CityPage
from portal.content.importing.cities import CityChoice
from portal.content.importing.report import (
    FileReport,
    ImportReport,
    Problem,
    RowReport,
    UnreadableFileError,
    Watch,
    printable,
)
from portal.content.importing.run import ImportRun, Source

from .amb import Record
from .mapping import RecordReading, Vocabularies
from .reading import read_records
from .refusals import problems_of


def import_modules(
    *,
    sources: Sequence[Source],
    user=None,
    city: CityPage | None = None,
    dry_run: bool = False,
    watch: Watch = lambda rows, name: rows,
) -> ImportReport:
    """Makes drafts of the records of each file and says what became of each record.

    The city is the publisher or creator that the portal knows, else `city`. An entry is found
    again by the record's id. A record that breaks a rule of the profile stands in the report
    and stops nothing else; values without a field are listed. Nothing is published, nothing is
    fetched from another host, and a dry run writes nothing.
    """
    vocabularies = Vocabularies(cities=CityChoice(user=user, default=city))
    run = ImportRun(user=user, dry_run=dry_run)
    report = ImportReport(dry_run=dry_run)
    for source in sources:
        file = FileReport(name=source.name)
        report.files.append(file)
        try:
            records = read_records(source.read())
        except UnreadableFileError as error:
            file.problems.append(error.as_problem())
            continue
        numbered = list(enumerate(records, start=1))
        for number, record in watch(numbered, source.name):
            file.rows.append(_import_record(number, record, source.name, vocabularies, run))
    return report


def _import_record(
    number: int, data: object, file: str, vocabularies: Vocabularies, run: ImportRun
) -> RowReport:
    place = _("Datensatz %(number)d") % {"number": number}
    report = RowReport(place=place, row=number)
    if not isinstance(data, dict):
        report.problems.append(
            Problem(
                message=_("Der Datensatz ist kein Objekt."),
                value=printable(data),
                remedy=_("Jeder Datensatz steht in geschweiften Klammern."),
            )
        )
        return report
    report.title = printable(data.get("name") or "")
    try:
        record = Record.model_validate(data)
    except ValidationError as error:
        report.problems = problems_of(error)
        return report
    reading = RecordReading(record, vocabularies, source=f"{file}, {place}")
    report.city = reading.city.title if reading.city else ""
    report.problems = reading.problems
    if draft := reading.draft:
        run.store(draft, report, doubled_remedy=_("Geben Sie jedem Datensatz seine eigene „id“."))
    return report
