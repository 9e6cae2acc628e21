import json
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from portal.cities.merging import Merger, merge_city
from portal.cities.models import CityPage
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Führt zwei Städte zusammen: Was zur ersten gehört, gehört danach zur zweiten, und alte "
        "Adressen führen zu den neuen. Ganz oder gar nicht."
    )

    examples = (
        "Beispiele:\n"
        "  python manage.py merge_cities herne bochum --dry-run\n"
        "  python manage.py merge_cities herne bochum --json"
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="Schlüssel der Stadt, die aufgeht")
        parser.add_argument("target", help="Schlüssel der Stadt, zu der alles kommt")
        parser.add_argument(
            "--dry-run", action="store_true", help="nur sagen, was geschähe; nichts ändern"
        )
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        source, target = self._city(options["source"]), self._city(options["target"])
        try:
            with transaction.atomic():
                # Done and taken back, so that a dry run meets every obstacle.
                done = merge_city(source=source, target=target)
                transaction.set_rollback(options["dry_run"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"dry_run": options["dry_run"], **asdict(done)}))
        else:
            self._say(done, options["dry_run"])

    def _city(self, key: str) -> CityPage:
        city = CityPage.originals.filter(key=key).first()
        if city is None:
            known = ", ".join(CityPage.originals.order_by("key").values_list("key", flat=True))
            raise CommandError(f"Eine Stadt „{key}“ gibt es nicht. Es gibt: {known or 'keine'}.")
        return city

    def _say(self, done: Merger, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(f"Probelauf: {done.source} bleibt, wie es ist. Es käme zu:")
        else:
            self.stdout.write(f"{done.source} gehört jetzt zu {done.target}:")
        counts = {
            "Seiten mit allem darunter": done.pages,
            "Weiterleitungen": done.redirects,
            "Mitgliedschaften in Gruppen": done.people,
            "Kontakte": done.contacts,
            "gemerkte Suchen": done.saved_searches,
            **done.records,
        }
        for label, count in counts.items():
            self.stdout.write(f"  {label}: {count}")
        for old, new in done.renamed.items():
            self.stdout.write(f"  Neue Adresse, weil es sie schon gab: {old} → {new}")
        for title in done.relinked:
            self.stdout.write(f"  Der Verweis führt jetzt zu {done.target} in: {title}")
        for title in done.linking:
            self.stdout.write(f"  Bitte den Verweis auf {done.source} ändern in: {title}")
        self.stdout.write(
            f"Profil, Angebote und Gesuche von {done.source} stehen im Entwurf der Seite von "
            f"{done.target}; die Redaktion übernimmt daraus, was gilt."
        )
