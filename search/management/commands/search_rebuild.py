import json

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from search import services, sources
from search.commands import ExampleCommand
from search.engines import EngineUnavailableError


class Command(ExampleCommand):
    help = "Baut den Suchindex neu auf. Bis er fertig ist, antwortet die Suche aus dem alten."

    examples = (
        "Beispiel:\n  python manage.py search_rebuild\n\n"
        "Endet mit 1, wenn der Index nicht gebaut werden konnte oder Dokumente fehlen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        console = Console(stderr=True)
        try:
            with Progress(console=console, disable=not console.is_terminal) as progress:
                task = progress.add_task(_("Suchindex aufbauen"), total=sources.count())
                report = services.rebuild(
                    progress=lambda count: progress.update(task, completed=count)
                )
        except (EngineUnavailableError, services.RebuildUnderWayError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "documents": report.documents,
                        "generation": report.generation,
                        "refused": [
                            {"id": refusal.document_id, "error": refusal.error}
                            for refusal in report.refused
                        ],
                    },
                    ensure_ascii=False,
                )
            )
        else:
            self.stdout.write(
                ngettext(
                    "Der Suchindex ist neu: %(count)d Dokument.",
                    "Der Suchindex ist neu: %(count)d Dokumente.",
                    report.documents,
                )
                % {"count": report.documents}
            )
            for refusal in report.refused:
                self.stderr.write(
                    _("Nicht aufgenommen: %(document)s (%(error)s)")
                    % {"document": refusal.document_id, "error": refusal.error}
                )
        if report.refused:
            raise SystemExit(1)
