import json

from django.utils import timezone
from django.utils.translation import gettext as _

from search import services
from search.commands import ExampleCommand


class Command(ExampleCommand):
    help = "Zeigt, wie es der Suche geht: Index, wartende und abgelehnte Änderungen."

    examples = (
        "Beispiel:\n  python manage.py search_status --json\n\n"
        "Endet mit 1, wenn die Suche nicht aus einem aktuellen Index antwortet."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, **options):
        status = services.status()
        if options["json"]:
            self._write_json(status)
        else:
            self._write_text(status)
        if not status.engine.ok:
            raise SystemExit(1)

    def _write_json(self, status: services.SearchStatus) -> None:
        built_at = status.engine.built_at
        self.stdout.write(
            json.dumps(
                {
                    "ok": status.engine.ok,
                    "engine": status.engine.engine,
                    "documents": status.engine.documents,
                    "built_at": built_at.isoformat() if built_at else None,
                    "index_age_seconds": round(status.index_age_seconds) if built_at else None,
                    "rebuilding": status.rebuilding,
                    "problem": status.engine.problem,
                    "pending": status.pending,
                    "failing": status.failing,
                    "refused": status.refused,
                    "lag_seconds": round(status.lag_seconds, 1),
                    "troubled": [
                        {
                            "id": entry.document_id,
                            "refused": entry.refused_at is not None,
                            "attempts": entry.attempts,
                            "error": entry.error,
                        }
                        for entry in status.troubled
                    ],
                },
                ensure_ascii=False,
            )
        )

    def _write_text(self, status: services.SearchStatus) -> None:
        engine = status.engine
        if engine.ok:
            self.stdout.write(
                _("Index: %(count)d Dokumente, gebaut am %(date)s (%(engine)s)")
                % {
                    "count": engine.documents,
                    "date": timezone.localtime(engine.built_at).strftime("%d.%m.%Y %H:%M"),
                    "engine": engine.engine,
                }
            )
        else:
            self.stdout.write(_("Index: %(problem)s") % {"problem": engine.problem})
        if status.rebuilding:
            self.stdout.write(_("Der Index wird gerade neu aufgebaut."))
        self.stdout.write(
            _("Wartende Änderungen: %(count)d, die älteste seit %(seconds)d Sekunden")
            % {"count": status.pending, "seconds": status.lag_seconds}
        )
        self.stdout.write(
            _("Abgelehnte Änderungen: %(count)d, nach einem Fehler wartende: %(failing)d")
            % {"count": status.refused, "failing": status.failing}
        )
        for entry in status.troubled:
            self.stdout.write(f"  {entry.document_id}: {entry.error}")
        if status.refused:
            self.stdout.write(
                _("Noch einmal versuchen: python manage.py search_drain --retry-refused")
            )
