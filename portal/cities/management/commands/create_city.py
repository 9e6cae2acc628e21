import json

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.dateparse import parse_date

from portal.cities.services import create_city
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Nimmt eine Stadt auf: legt ihre Seite, die Gruppen ihrer Redaktion und "
        "Personalentwicklung und ihre Sammlung für Bilder und Dokumente an."
    )

    examples = "Beispiel:\n  python manage.py create_city Bottrop --signed-on 2015-09-02 --publish"

    def add_arguments(self, parser):
        parser.add_argument("name", help="Name der Stadt, zum Beispiel „Mülheim an der Ruhr“")
        parser.add_argument(
            "--key", default="", help="Schlüssel für Adressen; sonst aus dem Namen gebildet"
        )
        parser.add_argument("--summary", default="", help="Kurzfassung, höchstens 300 Zeichen")
        parser.add_argument("--signed-on", default="", help="Beitritt zum Kontrakt, als JJJJ-MM-TT")
        parser.add_argument("--signed-by", default="", help="wer unterzeichnet hat")
        parser.add_argument("--publish", action="store_true", help="gleich veröffentlichen")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        try:
            city = create_city(
                name=options["name"],
                key=options["key"],
                summary=options["summary"],
                signed_on=self._date(options["signed_on"]),
                signed_by=options["signed_by"],
                publish=options["publish"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["json"]:
            self.stdout.write(
                json.dumps({"key": city.key, "page": city.pk, "live": city.live, "url": city.url})
            )
        else:
            state = "veröffentlicht" if city.live else "als Entwurf angelegt"
            self.stdout.write(f"{city.title} ist aufgenommen, die Seite ist {state}.")

    def _date(self, text: str):
        if not text:
            return None
        try:
            date = parse_date(text)
        except ValueError:
            date = None
        if date is None:
            raise CommandError(
                f"--signed-on „{text}“ ist kein Datum. Schreiben Sie es als JJJJ-MM-TT, "
                "zum Beispiel 2015-09-02."
            )
        return date
