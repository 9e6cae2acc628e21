from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CageConfig(AppConfig):
    name = "training.cage"
    label = "cage"
    verbose_name = _("Ausführung von Lernpaketen")

    def ready(self):
        from . import checks  # noqa: F401 - registers them
