from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "practices.review"
    label = "practices_review"
    verbose_name = _("Prüfung von Praxisbeispielen")

    def ready(self):
        from .notifications import connect

        connect()
