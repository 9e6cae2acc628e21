import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.commands import ExampleCommand
from training.packages.demo.building import build, file_name, packages


class Command(ExampleCommand):
    help = gettext_lazy(
        "Schreibt die SCORM-Pakete des Demobestands als Dateien: eines in SCORM 1.2, eines in "
        "SCORM 2004. Derselbe Stand ergibt immer dieselben Dateien."
    )
    examples = gettext_lazy("Beispiel:\n  manage.py write_demo_packages /tmp/pakete")

    def add_arguments(self, parser):
        parser.add_argument("directory", metavar="DIR", type=Path, help=_("Ordner für die Dateien"))
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("Bericht als JSON.")
        )

    def handle(self, *, directory, as_json, **options):
        written = []
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for package in packages():
                path = directory / file_name(package)
                path.write_bytes(build(package))
                written.append(
                    {"file": str(path), "title": package.title, "version": package.version}
                )
        except OSError as error:
            raise CommandError(
                _("In den Ordner „%(directory)s“ lässt sich nicht schreiben: %(reason)s.")
                % {"directory": directory, "reason": error.strerror}
            ) from error
        if as_json:
            self.stdout.write(json.dumps(written, indent=2, ensure_ascii=False))
            return
        for package in written:
            self.stdout.write(f"{package['file']}  {package['title']}")
