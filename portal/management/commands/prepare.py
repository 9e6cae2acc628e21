from argparse import RawDescriptionHelpFormatter
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.assets import collect_changed
from portal.demo.services import is_empty
from portal.home.services import create_site
from search.engines import get_engine


class Command(BaseCommand):
    help = (
        "Bringt Datenbank, Seitengerüst, Suchindex und statische Dateien auf den Stand des "
        "Programms. Was aktuell ist, bleibt unberührt."
    )
    # The tables that checks of the database would look at are made here.
    requires_system_checks = []

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=RawDescriptionHelpFormatter,
            epilog="Beispiel:\n  python manage.py prepare --demo",
            **kwargs,
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="in eine leere Datenbank den Demobestand laden"
        )

    def handle(self, *args, **options):
        self._step(_("Datenbank"))
        call_command("migrate", interactive=False, verbosity=0)
        self._step(_("Inhalte"))
        if options["demo"] and is_empty():
            # Its list of accounts is `serve`'s to show, at every start.
            call_command("load_demo", stdout=StringIO())
        else:
            create_site()
        self._step(_("Suche"))
        if not get_engine().health().ok:
            call_command("search_rebuild", stdout=self.stdout, stderr=self.stderr)
        self._step(_("Oberfläche"))
        collect_changed()

    def _step(self, name: str) -> None:
        self.stdout.write(_("%(step)s …") % {"step": name})
        self.stdout.flush()
