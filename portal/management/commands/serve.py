import errno
import os
import socket

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from portal.demo.demo import ADMINISTRATOR, SIGN_INS
from portal.health import migrations_applied
from portal.people.models import User
from search.commands import ExampleCommand

#: How long requests that are under way may take once the portal is told to stop.
STOP_SECONDS = 10


class Command(ExampleCommand):
    help = "Startet das Portal mit dem Webserver Granian; Strg+C beendet es."

    examples = "Beispiel:\n  PORT=8001 python manage.py serve --host 0.0.0.0"

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="Netzadresse (127.0.0.1)")
        parser.add_argument(
            "--threads",
            type=int,
            default=min(8, 2 * (os.cpu_count() or 1) + 1),
            help="Anfragen, die gleichzeitig bearbeitet werden (%(default)s)",
        )

    def handle(self, *args, **options):
        if not migrations_applied():
            raise CommandError(
                _("Die Datenbank ist nicht aktuell. Führen Sie aus: python manage.py prepare")
            )
        host, port = options["host"], settings.PORT
        self._refuse_busy_port(host, port)
        # One process, so that its thread alone applies changes to the embedded index and its
        # memory serves as cache; more machines share both through SEARCH_URL and CACHE_URL.
        server = Granian(
            "portal.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=options["threads"],
            log_level=LogLevels.warning,
            websockets=False,
            # A signal in the very moment in which the server process falls asleep waits for the
            # next one; nothing is lost with it, since unindexed changes stay in the outbox.
            workers_kill_timeout=STOP_SECONDS,
        )
        server.on_startup(self._welcome)
        server.on_shutdown(lambda: self.stdout.write(_("Das Portal ist beendet.")))
        # The server process is forked from this one and must open connections of its own.
        connections.close_all()
        server.serve()

    def _refuse_busy_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                reason = (
                    _("Port %(port)s ist belegt.")
                    if error.errno == errno.EADDRINUSE
                    else _("Port %(port)s lässt sich nicht öffnen (%(reason)s).")
                )
                raise CommandError(
                    (reason + " " + _("Wählen Sie einen anderen: make run PORT=%(other)s"))
                    % {
                        "port": port,
                        "reason": error.strerror,
                        "other": 8000 if port < 1024 else port + 1,
                    }
                ) from error

    def _welcome(self) -> None:
        addresses = {
            _("Portal"): f"{settings.SITE_URL}/",
            _("Suche"): f"{settings.SITE_URL}/suche/",
            _("Redaktion"): f"{settings.SITE_URL}/admin/",
        }
        lines = ["", *(f"  {label:<10} {url}" for label, url in addresses.items())]
        if people := demo_people():
            lines += [
                "",
                _("Demo-Anmeldungen, alle mit dem Passwort %(password)s")
                % {"password": settings.DEMO_PASSWORD},
                *(f"  {email:<38} {role}" for email, role in people),
            ]
        lines += ["", _("Strg+C beendet das Portal."), ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def demo_people() -> list[tuple[str, str]]:
    """Address and roles of the demo accounts that there are; none without a demo password."""
    if not settings.DEMO_PASSWORD:
        return []
    accounts = User.objects.filter(email__in=(ADMINISTRATOR, *SIGN_INS)).prefetch_related("groups")
    return [(user.email, _roles(user)) for user in accounts.order_by("pk")]


def _roles(user: User) -> str:
    if user.is_superuser:
        return _("Administration")
    return ", ".join(group.name for group in user.groups.all()) or _("Lernende")
