from functools import partial
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.importing.command import ImportCommand, unique_paths
from portal.content.importing.files import read_limited
from portal.content.importing.run import Source
from portal.monitoring.importing.service import import_figures
from portal.monitoring.importing.template import make_template


class Command(ImportCommand):
    help = gettext_lazy(
        "Liest Kennzahlen zu Ziel 2 aus Arbeitsmappen (.xlsx). Eine Datei wird ganz übernommen "
        "oder gar nicht."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py import_figures --template Vorlage.xlsx\n"
        "  manage.py import_figures --dry-run Kennzahlen.xlsx\n"
        "  manage.py import_figures --city herne --json Kennzahlen-Herne.xlsx\n\n"
        "Eine Kennzahl wird an Stadt, Gruppe, Definition und Jahr wiedererkannt: Ein zweiter Lauf\n"
        "legt nichts doppelt an. Ende mit 0, wenn alles übernommen wurde, sonst 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE", help=_("Arbeitsmappe, .xlsx"))
        super().add_arguments(parser)
        parser.add_argument(
            "--template", metavar="FILE", help=_("Schreibt die leere Vorlage in diese Datei.")
        )

    def handle(self, *, files, city, dry_run, as_json, template, **options):
        if template:
            self._write_template(Path(template))
        if not files:
            if not template:
                raise CommandError(_("Nennen Sie mindestens eine Datei, oder --template FILE."))
            return
        with self.watching() as watch:
            report = import_figures(
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
            path.write_bytes(make_template())
        except OSError as error:
            raise CommandError(
                _("%(file)s lässt sich nicht schreiben (%(reason)s).")
                % {"file": path, "reason": error.strerror}
            ) from error
        self.stderr.write(_("Vorlage geschrieben: %(file)s") % {"file": path})
