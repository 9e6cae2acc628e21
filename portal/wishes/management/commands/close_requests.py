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

    examples = (
        "Beispiel:\n  python manage.py close_requests --json\n\n"
        "Endet mit 1, wenn der Mailserver nicht erreichbar ist oder eine E-Mail nicht annimmt."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        closed, mails = close_expired(), tell_askers()
        report = {
            "closed": closed,
            "sent": mails.sent,
            "failed": len(mails.failed),
            "problem": mails.problem,
        }
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(
                _(
                    "Geschlossen: %(closed)d, nachträglich verschickt: %(sent)d, nicht "
                    "angenommen: %(failed)d."
                )
                % report
            )
            if mails.problem:
                self.stderr.write(mails.problem)
        if not mails.ok:
            raise SystemExit(1)
