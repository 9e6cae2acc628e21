from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShortlistConfig(AppConfig):
    name = "portal.shortlist"
    label = "shortlist"
    verbose_name = _("Merkliste")

    def ready(self):
        from . import signals  # noqa: F401 - registered by being imported
