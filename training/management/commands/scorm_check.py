import json
import sys

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.console import Console
from rich.progress import track

from portal.content.importing.command import unique_paths
from portal.content.importing.report import printable
from search.commands import ExampleCommand
from training.packages.reading.package import read_package
from training.packages.reading.report import Report


class Command(ExampleCommand):
    help = gettext_lazy(
        "Prüft Lernpakete (SCORM 1.2, SCORM 2004, H5P), ohne etwas zu speichern: ob sie sich "
        "starten lassen, was an ihnen nicht stimmt und wie man es behebt."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py scorm_check kurs.zip\n"
        "  manage.py scorm_check --json *.zip *.h5p\n\n"
        "Ende mit 0, wenn sich alle Pakete starten lassen, sonst 1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help=_("Paket (.zip) oder H5P-Datei (.h5p)")
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("Bericht als JSON.")
        )

    def handle(self, *, files, as_json, **options):
        reports = [
            (str(path), read_package(path))
            for path in track(
                unique_paths(files),
                description=_("Pakete prüfen"),
                console=Console(stderr=True),
                transient=True,
                disable=not sys.stderr.isatty(),
            )
        ]
        if as_json:
            described = [_as_json(name, report) for name, report in reports]
            self.stdout.write(json.dumps(described, indent=2))
        else:
            for name, report in reports:
                self._print(name, report)
        if count := sum(not report.is_launchable for _name, report in reports):
            raise CommandError(
                ngettext(
                    "%(count)d Paket lässt sich nicht starten.",
                    "%(count)d Pakete lassen sich nicht starten.",
                    count,
                )
                % {"count": count}
            )

    def _print(self, name: str, report: Report) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(name))
        state = (
            self.style.SUCCESS(_("startet"))
            if report.is_launchable
            else self.style.ERROR(_("startet nicht"))
        )
        version = f"SCORM {report.version}" if report.kind == "scorm" else report.version
        parts = [state, version if report.version else "", printable(report.title)]
        self.stdout.write("  " + " · ".join(filter(None, parts)))
        for problem in report.problems:
            style = self.style.ERROR if problem.is_fatal else self.style.WARNING
            self.stdout.write(style(f"      {problem}"))


def _as_json(name: str, report: Report) -> dict[str, object]:
    return {
        "file": name,
        "launchable": report.is_launchable,
        "kind": report.kind,
        "version": report.version,
        "title": report.title,
        "items": report.manifest.get("items", []),
        "sequencing": report.manifest.get("sequencing"),
        "shared_data": report.manifest.get("shared_data", []),
        "problems": [problem.as_json() for problem in report.problems],
    }
