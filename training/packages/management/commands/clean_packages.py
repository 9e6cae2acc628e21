import json

from django.utils.translation import gettext as _

from search.commands import ExampleCommand
from training.packages.selectors import unused_versions
from training.packages.services import delete_leftovers, delete_unused_versions


class Command(ExampleCommand):
    help = (
        "Löscht Dateien von Lernpaketen, die zu keiner Fassung gehören, wie sie ein abgebrochener "
        "Vorgang hinterlässt; mit --unused auch Fassungen, die ersetzt sind und die kein Kurs "
        "mehr braucht."
    )

    examples = "Beispiel:\n  python manage.py clean_packages --unused"

    def add_arguments(self, parser):
        parser.add_argument(
            "--unused", action="store_true", help="auch ersetzte Fassungen, die kein Kurs braucht"
        )
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, welche das wären")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")

    def handle(self, *args, unused, dry_run, **options):
        versions = []
        if unused:
            versions = list(unused_versions()) if dry_run else delete_unused_versions()
        leftovers = delete_leftovers(dry_run=dry_run)
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "versions": [
                            {
                                "package": version.package_id,
                                "title": version.package.title,
                                "number": version.number,
                                "size": version.total_size,
                            }
                            for version in versions
                        ],
                        "leftovers": leftovers,
                        "dry_run": dry_run,
                    },
                    ensure_ascii=False,
                )
            )
            return
        for version in versions:
            self.stdout.write(
                _("„%(title)s“, Fassung %(number)d")
                % {"title": version.package.title, "number": version.number}
            )
        for leftover in leftovers:
            self.stdout.write(leftover)
        text = (
            _("Zu löschen wären: Fassungen %(versions)d, verwaiste Ordner und Dateien %(files)d.")
            if dry_run
            else _("Gelöscht: Fassungen %(versions)d, verwaiste Ordner und Dateien %(files)d.")
        )
        self.stdout.write(text % {"versions": len(versions), "files": len(leftovers)})
