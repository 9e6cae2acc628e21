from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PackagesConfig(AppConfig):
    name = "training.packages"
    label = "packages"
    verbose_name = _("Lernpakete")

    def ready(self):
        from . import checks  # noqa: F401 - registered by being imported
        from .importing import worker

        worker.importer.connect()
