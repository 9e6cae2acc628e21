from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load_after_migrate(sender, *, using, **kwargs):
    from .services import load_seed

    # Somebody may migrate a part only, or back to before there was a thesaurus.
    tables = set(connections[using].introspection.table_names())
    if all(model._meta.db_table in tables for model in sender.get_models()):
        load_seed()


class ThesaurusConfig(AppConfig):
    name = "search.thesaurus"
    label = "search_thesaurus"
    verbose_name = _("Thesaurus")

    def ready(self):
        from . import signals

        signals.connect()
        post_migrate.connect(load_after_migrate, sender=self)
