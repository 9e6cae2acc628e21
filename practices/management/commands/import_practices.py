from django.utils.translation import gettext_lazy

from portal.content.importing.command import TableCommand
from practices.importing.service import import_practices
from practices.importing.template import make_csv_template, make_template


class Command(TableCommand):
    help = gettext_lazy(
        "Liest Praxisbeispiele aus Tabellen (.xlsx, .csv) und legt Entwürfe unter ihren Städten "
        "an. Veröffentlicht wird nichts."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py import_practices --template Vorlage.xlsx\n"
        "  manage.py import_practices --dry-run Praxisbeispiele.xlsx\n"
        "  manage.py import_practices --city herne herne-2024.csv herne-2025.csv\n\n"
        "Eine Zeile wird an Stadt und Kennung wiedererkannt, ohne Kennung an Stadt und Titel:\n"
        "Ein zweiter Lauf legt nichts doppelt an. Ende mit 0, wenn alles übernommen wurde, sonst 1."
    )
    files_help = gettext_lazy("Tabelle, .xlsx oder .csv")
    templates = {
        ".xlsx": lambda path: path.write_bytes(make_template()),
        ".csv": lambda path: path.write_text(make_csv_template(), encoding="utf-8-sig", newline=""),
    }
    import_sources = staticmethod(import_practices)
