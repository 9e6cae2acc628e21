from django.utils.translation import gettext_lazy

from portal.content.importing.command import TableCommand
from portal.monitoring.importing.service import import_figures
from portal.monitoring.importing.template import make_template


class Command(TableCommand):
    help = gettext_lazy(
        "Liest Kennzahlen zu Ziel 2 aus Arbeitsmappen (.xlsx). Eine Datei wird ganz übernommen "
        "oder gar nicht."
    )
    examples = gettext_lazy(
        "Beispiele:\n"
        "  manage.py import_figures --template Vorlage.xlsx\n"
        "  manage.py import_figures --dry-run Kennzahlen.xlsx\n"
        "  manage.py import_figures --city herne --json Kennzahlen-Herne.xlsx\n\n"
        "Eine Kennzahl wird an Stadt, Gruppe, Definition und Jahr wiedererkannt: Ein zweiter Lauf\n"
        "legt nichts doppelt an. Ende mit 0, wenn alles übernommen wurde, sonst 1."
    )
    files_help = gettext_lazy("Arbeitsmappe, .xlsx")
    templates = {".xlsx": lambda path: path.write_bytes(make_template())}
    import_sources = staticmethod(import_figures)
