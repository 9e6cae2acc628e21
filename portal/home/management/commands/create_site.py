from argparse import RawDescriptionHelpFormatter

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.home.services import create_site


class Command(BaseCommand):
    help = (
        "Legt an, was dem Portal an Gerüst fehlt: Startseite, Suche, Listen, Städteübersicht, "
        "Informationsseiten als Entwürfe, Projektgruppe und Prüfablauf. Vorhandenes bleibt."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=RawDescriptionHelpFormatter,
            epilog="Beispiel:\n  python manage.py create_site",
            **kwargs,
        )

    def handle(self, *args, **options):
        home = create_site()
        self.stdout.write(f"Das Portal steht: {home.title} unter {settings.SITE_URL}/")
