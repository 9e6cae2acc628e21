import json

from django.utils.translation import gettext as _

from search.commands import ExampleCommand
from training.finaltest.closing import close_overdue


class Command(ExampleCommand):
    help = (
        "Gibt Abschlusstests ab, deren Zeit um ist und die niemand mehr öffnet, mit dem, was "
        "beantwortet wurde. Für einen Zeitgeber, einmal in der Stunde oder öfter; zweimal "
        "gestartet geschieht nichts doppelt."
    )

    examples = "Beispiel:\n  python manage.py close_tests --json"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        closed = close_overdue()
        if options["json"]:
            self.stdout.write(json.dumps({"closed": closed}))
        else:
            self.stdout.write(_("Abgegeben: %(number)d.") % {"number": closed})
