import json

from django.utils.translation import gettext as _

from portal.wishes.mails import tell_askers
from portal.wishes.services import close_expired
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Schließt Gesuche der Städte, deren Tag vorbei ist, damit sie aus der Suche gehen, und "
        "verschickt Mails über Antworten, die der Mailserver nicht angenommen hatte. Für einen "
        "Zeitgeber, einmal am Tag oder öfter; zweimal gestartet geschieht nichts doppelt."
    )

    examples = "Beispiel:\n  python manage.py close_requests --json"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        report = {"closed": close_expired(), "sent": tell_askers()}
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            self.stdout.write(
                _("Geschlossen: %(closed)d, nachträglich verschickt: %(sent)d.") % report
            )
