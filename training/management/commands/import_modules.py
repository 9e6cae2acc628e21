from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.importing.command import ImportCommand, unique_paths
from portal.content.importing.files import read_limited
from portal.content.importing.run import Source
from training.importing.service import import_modules


class Command(ImportCommand):
    help = gettext_lazy(
        "Liest Trainingsmodule aus AMB-Datensätzen (JSON: einer, eine Liste oder @graph) und legt "
        "Entwürfe unter ihren Städten an. Veröffentlicht wird nichts."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py import_modules --dry-run modul.json\n"
        "  manage.py import_modules --city dortmund modul.json katalog.json\n\n"
        "Die Stadt ist der „publisher“ oder „creator“, den das Portal kennt, sonst --city.\n"
        "Ein Modul wird an seiner „id“ wiedererkannt: Ein zweiter Lauf legt nichts doppelt an.\n"
        "Profil: https://dini-ag-kim.github.io/amb/\n"
        "Ende mit 0, wenn alles übernommen wurde, sonst 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help=_("Datei mit Datensätzen"))
        super().add_arguments(parser)

    def handle(self, *, files, city, dry_run, as_json, **options):
        with self.watching() as watch:
            report = import_modules(
                sources=[
                    Source(name=str(path), read=partial(read_limited, path))
                    for path in unique_paths(files)
                ],
                city=self.default_city(city),
                dry_run=dry_run,
                watch=watch,
            )
        self.conclude(report, as_json=as_json)
