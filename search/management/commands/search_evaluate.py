import json
import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from search.commands import ExampleCommand
from search.engines import EngineUnavailableError
from search.evaluation.datasets import UnreadableDatasetError, read
from search.evaluation.running import evaluate, throwaway_elasticsearch, throwaway_embedded


class Command(ExampleCommand):
    help = (
        "Misst, wie gut und wie schnell die Suche auf einem Datensatz in der Ordnung von BEIR ist "
        "(corpus.jsonl, queries.jsonl, qrels/test.tsv). Der Index des Portals bleibt unberührt."
    )

    examples = (
        "Beispiel:\n  python manage.py search_evaluate daten --engine elasticsearch\n\n"
        "Gibt ein JSON-Objekt aus. Ein Elasticsearch nennt SEARCH_URL oder "
        "ELASTICSEARCH_URL."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="Verzeichnis des Datensatzes")
        parser.add_argument(
            "--engine",
            choices=("embedded", "elasticsearch"),
            default="embedded",
            help="welche Suchmaschine gemessen wird (Vorgabe: embedded)",
        )

    def handle(self, *args, **options):
        console = Console(stderr=True)
        try:
            dataset = read(options["folder"])
            with (
                self._engine(options["engine"]) as engine,
                Progress(console=console, disable=not console.is_terminal) as progress,
            ):
                tasks = {
                    "documents": progress.add_task(_("Dokumente"), total=None),
                    "quality": progress.add_task(_("Fragen"), total=len(dataset.queries)),
                }
                result = evaluate(
                    dataset,
                    engine,
                    progress=lambda step, count: progress.update(tasks[step], completed=count),
                )
        except (UnreadableDatasetError, EngineUnavailableError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"engine": options["engine"], **result}))

    def _engine(self, name: str):
        if name == "embedded":
            return throwaway_embedded()
        url = settings.SEARCH_URL
        if not url.startswith("elasticsearch"):
            url = os.environ.get("ELASTICSEARCH_URL", "").replace("http://", "elasticsearch://", 1)
        if not url:
            raise CommandError(
                _(
                    "Es ist kein Elasticsearch angegeben: Setzen Sie SEARCH_URL, zum Beispiel "
                    "SEARCH_URL=elasticsearch://127.0.0.1:9200/portal"
                )
            )
        return throwaway_elasticsearch(url)
