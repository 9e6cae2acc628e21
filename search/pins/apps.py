from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PinsConfig(AppConfig):
    name = "search.pins"
    label = "search_pins"
    verbose_name = _("Empfohlene Treffer")
