import json
import signal
import threading

from django.core.management.base import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from search import outbox
from search.commands import ExampleCommand
from search.drain import drain
from search.engines import EngineUnavailableError
from search.threads import LONGEST_PAUSE
from search.worker import companions, work


class Command(ExampleCommand):
    help = (
        "Trägt in den Suchindex ein, was sich geändert hat. Mit --follow läuft der Befehl, bis "
        "er beendet wird (für SEARCH_DRAIN=worker); er baut dann auch einen fehlenden oder "
        "beschädigten Index von selbst neu auf."
    )

    examples = (
        "Beispiel:\n  python manage.py search_drain --follow --pause 1\n"
        "  python manage.py search_drain --retry-refused"
    )

    def add_arguments(self, parser):
        parser.add_argument("--follow", action="store_true", help="weiterlaufen und nachsehen")
        parser.add_argument(
            "--pause",
            type=float,
            default=1.0,
            metavar="SEKUNDEN",
            help="wie lange --follow zwischen zwei Blicken wartet (Vorgabe: 1)",
        )
        parser.add_argument(
            "--retry-refused",
            action="store_true",
            help="auch versuchen, was nach mehreren Versuchen abgelehnt wurde",
        )
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        if options["pause"] <= 0:
            raise CommandError(_("--pause braucht eine Zahl größer als 0."))
        if options["retry_refused"]:
            outbox.retry_refused()
        if options["follow"]:
            self._follow(options["pause"])
            return
        try:
            report = drain()
        except EngineUnavailableError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"applied": report.applied, "refused": report.refused}))
        else:
            self.stdout.write(
                _("Eingetragen: %(applied)d, abgelehnt: %(refused)d.")
                % {"applied": report.applied, "refused": report.refused}
            )
        if report.refused:
            raise SystemExit(1)

    def _follow(self, pause: float) -> None:
        """Drains until SIGINT or SIGTERM, and then once more to the end of what it has begun."""
        stopped = threading.Event()
        previous = {
            number: signal.signal(number, lambda *_arguments: stopped.set())
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        wait = pause
        try:
            with companions():
                while not stopped.is_set():
                    wait = pause if work() else min(wait * 2, LONGEST_PAUSE)
                    connections.close_all()
                    stopped.wait(wait)
            # What the companions have left at the last moment.
            work()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
