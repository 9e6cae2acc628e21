import json

from django.conf import settings
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from portal.demo import services
from portal.demo.demo import ADMINISTRATOR, SIGN_INS
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Lädt den Demobestand: acht Städte, dreißig Praxisbeispiele, zwanzig Trainingsmodule, drei "
        "Selbstlernkurse. Was es schon gibt, bleibt unverändert."
    )

    examples = "Beispiel:\n  python manage.py load_demo --if-empty"

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="nur laden, wenn es noch keine Stadt gibt"
        )
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        if options["if_empty"] and not services.is_empty():
            made: dict[str, int] = {}
        else:
            made = self._load()
        if options["json"]:
            self.stdout.write(json.dumps({"made": made}, ensure_ascii=False))
            return
        for label, count in made.items():
            self.stdout.write(f"{label}: {count} neu" if count else f"{label}: unverändert")
        if any(made.values()):
            self._show_sign_ins()

    def _load(self) -> dict[str, int]:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Demobestand laden")
            return services.load_demo(
                report=lambda label, title: progress.update(task, description=f"{label}: {title}")
            )

    def _show_sign_ins(self) -> None:
        if not settings.DEMO_PASSWORD:
            self.stdout.write(
                "Keine Demokonten: Dafür müsste DEMO_PASSWORD gesetzt sein (nur für Vorführungen)."
            )
            return
        self.stdout.write("Anmelden mit:")
        for email in (ADMINISTRATOR, *SIGN_INS):
            self.stdout.write(f"  {email}  {settings.DEMO_PASSWORD}")
