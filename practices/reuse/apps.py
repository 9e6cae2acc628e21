from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReuseConfig(AppConfig):
    name = "practices.reuse"
    label = "practices_reuse"
    verbose_name = _("Nachnutzung")

    def ready(self):
        from . import merging, signals  # noqa: F401 - registered by being imported
