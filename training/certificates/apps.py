from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "training.certificates"
    label = "certificates"
    verbose_name = _("Teilnahmebescheinigungen")

    def ready(self):
        from . import signals

        signals.connect()
