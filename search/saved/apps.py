from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SavedSearchesConfig(AppConfig):
    name = "search.saved"
    label = "search_saved"
    verbose_name = _("Gemerkte Suchen")
