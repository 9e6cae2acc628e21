import json

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from search.commands import ExampleCommand
from search.saved.notifying import NotifyReport, notify


class Command(ExampleCommand):
    help = (
        "Verschickt per E-Mail, was es zu gemerkten Suchen Neues gibt: täglich oder wöchentlich, "
        "ab 6 Uhr. Für einen Zeitgeber, am besten jede Stunde; was schon verschickt ist, geht "
        "kein zweites Mal hinaus."
    )

    examples = (
        "Beispiel:\n  python manage.py search_notify --json\n\n"
        "Endet mit 1, wenn die Suche oder der Mailserver nicht erreichbar ist oder eine "
        "E-Mail nicht\nangenommen wurde. Der nächste Lauf holt das nach."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task(_("E-Mails verschicken"), total=None)
            report = notify(
                progress=lambda done, due: progress.update(task, completed=done, total=due)
            )
        if options["json"]:
            self._write_json(report)
        else:
            self._write_text(report)
        if not report.ok:
            raise SystemExit(1)

    def _write_json(self, report: NotifyReport) -> None:
        failed = [{"search": failure.about, "error": failure.error} for failure in report.failed]
        self.stdout.write(
            json.dumps(
                {
                    "due": report.due,
                    "sent": report.sent,
                    "without_news": report.without_news,
                    "failed": failed,
                    "problem": report.problem,
                },
                ensure_ascii=False,
            )
        )

    def _write_text(self, report: NotifyReport) -> None:
        self.stdout.write(
            _("Fällig: %(due)d, verschickt: %(sent)d, ohne Neues: %(without)d.")
            % {"due": report.due, "sent": report.sent, "without": report.without_news}
        )
        for failure in report.failed:
            self.stderr.write(
                _("Nicht verschickt: gemerkte Suche %(number)d (%(error)s)")
                % {"number": failure.about, "error": failure.error}
            )
        if report.problem:
            self.stderr.write(report.problem)
