import json

from django.conf import settings
from django.utils.translation import ngettext

from search.commands import ExampleCommand
from search.insights.services import forget


class Command(ExampleCommand):
    help = "Löscht Zählungen von Suchen, die älter sind, als SEARCH_INSIGHTS_DAYS erlaubt."

    examples = (
        "Beispiel:\n  python manage.py search_forget\n\n"
        "Das Portal tut dies auch von selbst, sobald jemand etwas Neues sucht."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        deleted = forget()
        if options["json"]:
            self.stdout.write(json.dumps({"deleted": deleted}))
        else:
            self.stdout.write(
                ngettext(
                    "%(count)d Zählung gelöscht, die älter war als %(days)d Tage",
                    "%(count)d Zählungen gelöscht, die älter waren als %(days)d Tage",
                    deleted,
                )
                % {"count": deleted, "days": settings.SEARCH_INSIGHTS_DAYS}
            )
