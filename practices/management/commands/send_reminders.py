import json

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from portal.content.mails import tell_missed
from practices.reuse.mails import tell_sources
from practices.review.reminding import ReminderReport, remind
from practices.submission.mails import send_notices
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = (
        "Erinnert per E-Mail an Praxisbeispiele, deren Wiedervorlage in 30 oder 7 Tagen ist, und "
        "archiviert, was zwei Jahre danach niemand bestätigt hat. Für einen Zeitgeber, einmal am "
        "Tag oder öfter; was schon verschickt ist, geht kein zweites Mal hinaus."
    )

    examples = (
        "Beispiel:\n  python manage.py send_reminders --json\n\n"
        "Endet mit 1, wenn der Mailserver nicht erreichbar ist oder eine E-Mail nicht "
        "annimmt.\nDer nächste Lauf holt das nach."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task(_("E-Mails verschicken"), total=None)
            report = remind(
                progress=lambda done, due: progress.update(task, completed=done, total=due)
            )
        # What the mail server did not take when a draft was handed over, a reuse declared, or a
        # page not published by the clock.
        late = [send_notices(), tell_sources(), tell_missed()]
        if options["json"]:
            self._write_json(report)
        else:
            self._write_text(report)
        if waiting := sum(len(run.failed) for run in late):
            self.stderr.write(
                _("Andere E-Mails, die der Mailserver nicht annimmt: %(number)d")
                % {"number": waiting}
            )
        if not all(run.ok for run in (report, *late)):
            raise SystemExit(1)

    def _write_json(self, report: ReminderReport) -> None:
        failed = [{"practice": failure.about, "error": failure.error} for failure in report.failed]
        self.stdout.write(
            json.dumps(
                {
                    "due": report.due,
                    "sent": report.sent,
                    "forwarded": report.forwarded,
                    "archived": report.archived,
                    "failed": failed,
                    "problem": report.problem,
                },
                ensure_ascii=False,
            )
        )

    def _write_text(self, report: ReminderReport) -> None:
        self.stdout.write(
            _(
                "Fällig: %(due)d, verschickt: %(sent)d, an Redaktionen: %(forwarded)d, "
                "archiviert: %(archived)d."
            )
            % {
                "due": report.due,
                "sent": report.sent,
                "forwarded": report.forwarded,
                "archived": report.archived,
            }
        )
        for failure in report.failed:
            self.stderr.write(
                _("Nicht verschickt: Praxisbeispiel %(number)d (%(error)s)")
                % {"number": failure.about, "error": failure.error}
            )
        if report.problem:
            self.stderr.write(report.problem)
