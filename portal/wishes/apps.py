from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WishesConfig(AppConfig):
    name = "portal.wishes"
    verbose_name = _("Wir suchen …")

    def ready(self):
        from search.sources import register

        from . import signals, worker  # noqa: F401 - signals are registered by being imported
        from .documents import RequestSource

        register(RequestSource())
        worker.closer.connect()
