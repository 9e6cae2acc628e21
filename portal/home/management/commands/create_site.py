from django.conf import settings

from portal.home.services import create_site
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Legt an, was dem Portal an Gerüst fehlt: Startseite, Suche, Listen, Städteübersicht, "
        "Informationsseiten als Entwürfe, Projektgruppe und Prüfablauf. Vorhandenes bleibt."
    )

    examples = "Beispiel:\n  python manage.py create_site"

    def handle(self, *args, **options):
        home = create_site()
        self.stdout.write(f"Das Portal steht: {home.title} unter {settings.SITE_URL}/")
