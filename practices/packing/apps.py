from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PackingConfig(AppConfig):
    name = "practices.packing"
    label = "practices_packing"
    verbose_name = _("Vorlagenpakete")

    def ready(self):
        from . import worker

        worker.maker.connect()
