from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "portal.media"
    verbose_name = _("Bilder und Dokumente")

    def ready(self):
        from . import signals
        from .reading import worker

        signals.connect()
        worker.reader.connect()
