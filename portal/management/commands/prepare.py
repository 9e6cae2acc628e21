from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from portal.assets import collect_changed
from portal.demo.services import is_empty
from portal.home.services import create_site
from portal.media.reading.services import read_waiting
from search.commands import ExampleCommand
from search.engines import EngineUnavailableError, get_engine
from search.services import RebuildUnderWayError, rebuild


class Command(ExampleCommand):
    help = (
        "Bringt Datenbank, Seitengerüst, Suchindex und statische Dateien auf den Stand des "
        "Programms. Was aktuell ist, bleibt unberührt."
    )
    # The tables that checks of the database would look at are made here.
    requires_system_checks = []

    examples = "Beispiel:\n  python manage.py prepare --demo"

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="in eine leere Datenbank den Demobestand laden"
        )

    def handle(self, *args, **options):
        # What is loaded here is indexed afterwards and at once, not change by change meanwhile.
        settings.SEARCH_DRAIN = "worker"
        self._step(_("Datenbank"))
        call_command("migrate", interactive=False, verbosity=0)
        self._step(_("Inhalte"))
        create_site()
        loaded = options["demo"] and self._load_demo()
        self._step(_("Suche"))
        if loaded:
            # The demo's files are found from the start; others are read while the portal runs.
            read_waiting()
        if loaded or not get_engine().health(thorough=True).ok:
            self._index()
        self._step(_("Oberfläche"))
        collect_changed()

    def _load_demo(self) -> bool:
        """Into an empty database only, or where an earlier run was cut off."""
        unfinished = settings.VAR_DIR / "demo-unfinished"
        if is_empty():
            settings.VAR_DIR.mkdir(exist_ok=True)
            unfinished.touch()
        elif not unfinished.exists():
            return False
        # Its list of accounts is `serve`'s to show, at every start.
        call_command("load_demo", stdout=StringIO())
        unfinished.unlink()
        return True

    def _index(self) -> None:
        """Without a search engine the portal still answers from the database, so go on."""
        try:
            rebuild()
        except (EngineUnavailableError, RebuildUnderWayError) as error:
            self.stderr.write(self.style.WARNING(f"{error}"))

    def _step(self, name: str) -> None:
        self.stdout.write(_("%(step)s …") % {"step": name})
        self.stdout.flush()
