from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "portal.content"
    verbose_name = _("Inhalte")

    def ready(self):
        from .notifications import connect

        connect()
