import json
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from portal.media.models import DocumentText, PortalDocument, ReadingState, UnreadableReason
from portal.media.reading.services import Outcome, queue, queue_forgotten, read_waiting
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Liest die Texte der hochgeladenen Dokumente für die Suche. Das geschieht sonst von "
        "selbst: im Portal, oder mit SEARCH_DRAIN=worker in „search_drain --follow“."
    )

    examples = (
        "Beispiel:\n  python manage.py read_documents --unreadable\n\n"
        "Endet mit 1, wenn sich eines der Dokumente nicht lesen ließ."
    )

    def add_arguments(self, parser):
        again = parser.add_mutually_exclusive_group()
        again.add_argument(
            "--unreadable", action="store_true", help="auch die bisher nicht lesbaren noch einmal"
        )
        again.add_argument("--all", action="store_true", help="alle Dokumente noch einmal lesen")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        self._queue(**options)
        outcomes = self._read()
        refused = [each for each in outcomes if each.state == ReadingState.UNREADABLE]
        if options["json"]:
            self._write_json(outcomes, refused)
        else:
            self._write_text(outcomes, refused)
        if refused:
            raise SystemExit(1)

    def _queue(self, **options) -> None:
        queue_forgotten()
        # What the command queues it reads itself, rather than whoever follows the commit.
        with transaction.atomic():
            if options["all"]:
                ids = PortalDocument.objects.values_list("pk", flat=True)
                queue(ids, afresh=True, notify=False)
            elif options["unreadable"]:
                ids = DocumentText.objects.unreadable().values_list("document_id", flat=True)
                queue(ids, notify=False)

    def _read(self) -> list[Outcome]:
        console = Console(stderr=True)
        outcomes: list[Outcome] = []
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task(
                _("Dokumente lesen"), total=DocumentText.objects.waiting().count()
            )

            def report(outcome: Outcome) -> None:
                outcomes.append(outcome)
                progress.update(task, advance=1)

            read_waiting(report=report)
        return outcomes

    def _write_json(self, outcomes: list[Outcome], refused: list[Outcome]) -> None:
        states = Counter(each.state for each in outcomes)
        self.stdout.write(
            json.dumps(
                {
                    "read": states[ReadingState.READ],
                    "empty": states[ReadingState.EMPTY],
                    "unreadable": [
                        {
                            "id": each.document.pk,
                            "title": each.document.title,
                            "file": each.document.filename,
                            "reason": each.reason,
                        }
                        for each in refused
                    ],
                    "waiting": DocumentText.objects.waiting().count(),
                },
                ensure_ascii=False,
            )
        )

    def _write_text(self, outcomes: list[Outcome], refused: list[Outcome]) -> None:
        states = Counter(each.state for each in outcomes)
        self.stdout.write(
            _("Gelesen: %(read)d, ohne Text: %(empty)d, nicht lesbar: %(refused)d.")
            % {
                "read": states[ReadingState.READ],
                "empty": states[ReadingState.EMPTY],
                "refused": len(refused),
            }
        )
        for each in refused:
            self.stderr.write(
                _("„%(title)s“ (%(file)s): %(reason)s")
                % {
                    "title": each.document.title,
                    "file": each.document.filename,
                    "reason": UnreadableReason(each.reason).label,
                }
            )
        if waiting := DocumentText.objects.waiting().count():
            self.stdout.write(_("Es warten noch: %(count)d.") % {"count": waiting})
