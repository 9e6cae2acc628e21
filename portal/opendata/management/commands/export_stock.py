import json
import shutil
from pathlib import Path

from django.core.management.base import CommandError

from portal.opendata import files
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Stellt alle öffentlichen Einträge als JSON Lines und Excel-Datei bereit, wie sie unter "
        "/offene-daten/ zum Herunterladen stehen. Ohne den Befehl geschieht das beim ersten Abruf."
    )
    examples = (
        "Beispiele:\n"
        "  python manage.py export_stock\n"
        "  python manage.py export_stock --output /srv/export --format jsonl --json"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--format", choices=sorted(files.FORMATS), action="append", help="nur dieses Format"
        )
        parser.add_argument("--output", help="legt die Dateien zusätzlich in diesem Verzeichnis ab")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        made = []
        for name in options["format"] or sorted(files.FORMATS):
            try:
                file = files.current(name)
            except files.StockBusyError as error:
                raise CommandError(
                    "Die Dateien werden gerade schon erstellt. Versuchen Sie es in einer Minute "
                    "wieder."
                ) from error
            path = self._copied(file.path, name, options["output"])
            made.append(
                {
                    "format": name,
                    "path": str(path),
                    "entries": file.entries,
                    "bytes": path.stat().st_size,
                }
            )
        if options["json"]:
            self.stdout.write(json.dumps(made))
            return
        for file in made:
            self.stdout.write(f"{file['entries']} Einträge: {file['path']}")

    def _copied(self, path: Path, name: str, output: str | None) -> Path:
        if not output:
            return path
        target = Path(output) / f"bestand.{name}"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            return Path(shutil.copyfile(path, target))
        except OSError as error:
            raise CommandError(
                f"„{target}“ lässt sich nicht schreiben ({error.strerror}). Wählen Sie mit "
                "--output ein anderes Verzeichnis."
            ) from error
