from functools import partial
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.importing.command import ImportCommand, unique_paths
from portal.content.importing.files import read_limited
from portal.content.importing.run import Source
from practices.importing.service import import_practices
from practices.importing.template import make_csv_template, make_template


class Command(ImportCommand):
    help = gettext_lazy(
        "Liest Praxisbeispiele aus Tabellen (.xlsx, .csv) und legt Entwürfe unter ihren Städten "
        "an. Veröffentlicht wird nichts."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py import_practices --template Vorlage.xlsx\n"
        "  manage.py import_practices --dry-run Praxisbeispiele.xlsx\n"
        "  manage.py import_practices --city herne herne-2024.csv herne-2025.csv\n\n"
        "Eine Zeile wird an Stadt und Kennung wiedererkannt, ohne Kennung an Stadt und Titel:\n"
        "Ein zweiter Lauf legt nichts doppelt an. Ende mit 0, wenn alles übernommen wurde, sonst 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE", help=_("Tabelle, .xlsx oder .csv"))
        super().add_arguments(parser)
        parser.add_argument(
            "--template",
            metavar="FILE",
            help=_("Schreibt die leere Vorlage in diese Datei (.xlsx oder .csv)."),
        )

    def handle(self, *, files, city, dry_run, as_json, template, **options):
        if template:
            self._write_template(Path(template))
        if not files:
            if not template:
                raise CommandError(_("Nennen Sie mindestens eine Datei, oder --template FILE."))
            return
        with self.watching() as watch:
            report = import_practices(
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
        try:
            if path.suffix.lower() == ".xlsx":
                path.write_bytes(make_template())
            elif path.suffix.lower() == ".csv":
                path.write_text(make_csv_template(), encoding="utf-8-sig", newline="")
            else:
                raise CommandError(
                    _("%(file)s: Die Vorlage gibt es als .xlsx oder .csv.") % {"file": path}
                )
        except OSError as error:
            raise CommandError(
                _("%(file)s lässt sich nicht schreiben (%(reason)s).")
                % {"file": path, "reason": error.strerror}
            ) from error
        self.stderr.write(_("Vorlage geschrieben: %(file)s") % {"file": path})
