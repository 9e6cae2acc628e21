from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinalTestConfig(AppConfig):
    name = "training.finaltest"
    label = "finaltest"
    verbose_name = _("Abschlusstests")

    def ready(self):
        from . import merging  # noqa: F401
