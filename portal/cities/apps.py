from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "portal.cities"
    verbose_name = _("Städte")

    def ready(self):
        from . import signals  # noqa: F401 - registered by being imported
