from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionConfig(AppConfig):
    name = "practices.submission"
    label = "practices_submission"
    verbose_name = _("Praxisbeispiele Schritt für Schritt")
