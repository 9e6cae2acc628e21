"""What the import commands have in common: arguments, progress, the report, the exit code."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from portal.cities.models import CityPage
from search.commands import ExampleCommand

from .cities import CityChoice
from .files import read_limited
from .report import FileReport, ImportReport, Outcome, Problem, RowReport
from .run import Source


class ImportCommand(ExampleCommand):
    """Exit code 0 when every row was taken over, 1 when a row or a file was refused."""

    def execute(self, *args, **options):
        # A terminal without umlauts shows "?" instead of ending the run half-way.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().execute(*args, **options)

    def add_arguments(self, parser):
        parser.add_argument(
            "--city",
            metavar="KEY",
            help=_("Stadt für Einträge, die selbst keine nennen (Schlüssel oder Name)."),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Zeigt, was geschähe, und schreibt nichts.")
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("Bericht als JSON.")
        )

    def default_city(self, name: str | None) -> CityPage | None:
        """The city of `--city`; stops the command with a sentence when there is none."""
        if not name:
            return None
        choice = CityChoice()
        city = choice.known(name)
        if city is None:
            raise CommandError(
                _("--city %(name)s: Diese Stadt gibt es nicht. Möglich sind: %(keys)s.")
                % {"name": name, "keys": ", ".join(city.key for city in choice.all) or "–"}
            )
        return city

    @contextmanager
    def watching(self):
        """Gives a `Watch` that draws a progress bar where somebody sits at a terminal."""
        if not sys.stderr.isatty():
            yield lambda rows, name: rows
            return
        with Progress(console=Console(stderr=True), transient=True) as progress:
            yield lambda rows, name: progress.track(rows, description=name.replace("[", "\\["))

    def conclude(self, report: ImportReport, *, as_json: bool) -> None:
        """Prints the report; raises `CommandError` (exit code 1) when something was refused."""
        if as_json:
            self.stdout.write(json.dumps(report.as_json(), indent=2))
        else:
            for file in report.files:
                self._print_file(file)
            if report.dry_run:
                self.stdout.write(_("Probelauf, nichts geschrieben: ") + report.summary())
            else:
                self.stdout.write(_("Übernommen: ") + report.summary())
        if count := report.error_count:
            raise CommandError(
                ngettext(
                    "%(count)d Eintrag oder Datei wurde nicht übernommen.",
                    "%(count)d Einträge oder Dateien wurden nicht übernommen.",
                    count,
                )
                % {"count": count}
            )

    def _print_file(self, file: FileReport) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(file.name))
        for problem in file.problems:
            self._print_problem(problem)
        for row in file.rows:
            self._print_row(row)

    def _print_row(self, row: RowReport) -> None:
        style = self.style.ERROR if row.outcome is Outcome.ERROR else self.style.SUCCESS
        parts = [row.place, style(str(row.outcome.label)), row.city, row.title]
        self.stdout.write("  " + " · ".join(filter(None, parts)))
        for problem in row.problems:
            self._print_problem(problem)

    def _print_problem(self, problem: Problem) -> None:
        style = self.style.ERROR if problem.is_error else self.style.WARNING
        self.stdout.write(style(f"      {problem}"))


class TableCommand(ImportCommand):
    """An import of tables that people fill in, for which there is an empty one."""

    #: What the files are, in the help.
    files_help: object = ""
    #: The ending of a file's name → what writes the empty table into it.
    templates: Mapping[str, Callable[[Path], object]] = {}

    def import_sources(self, **options) -> ImportReport:
        """Runs the import's service with `sources`, `city`, `dry_run` and `watch`."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE", help=self.files_help)
        super().add_arguments(parser)
        parser.add_argument(
            "--template",
            metavar="FILE",
            help=_("Schreibt die leere Vorlage in diese Datei (%(endings)s).")
            % {"endings": self._endings()},
        )

    def handle(self, *, files, city, dry_run, as_json, template, **options):
        if template:
            self._write_template(Path(template))
        if not files:
            if not template:
                raise CommandError(_("Nennen Sie mindestens eine Datei, oder --template FILE."))
            return
        with self.watching() as watch:
            report = self.import_sources(
                sources=[
                    Source(name=str(path), read=partial(read_limited, path))
                    for path in unique_paths(files)
                ],
                city=self.default_city(city),
                dry_run=dry_run,
                watch=watch,
            )
        self.conclude(report, as_json=as_json)

    def _write_template(self, path: Path) -> None:
        write = self.templates.get(path.suffix.lower())
        if write is None:
            raise CommandError(
                _("%(file)s: Die Vorlage gibt es als %(endings)s.")
                % {"file": path, "endings": self._endings()}
            )
        try:
            write(path)
        except OSError as error:
            raise CommandError(
                _("%(file)s lässt sich nicht schreiben (%(reason)s).")
                % {"file": path, "reason": error.strerror}
            ) from error
        self.stderr.write(_("Vorlage geschrieben: %(file)s") % {"file": path})

    def _endings(self) -> str:
        return _(" oder ").join(self.templates)


def unique_paths(names: Iterable[str]) -> list[Path]:
    """The files of the command line, each once, in their order."""
    return list(dict.fromkeys(Path(name) for name in names))
