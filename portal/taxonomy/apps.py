from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load_after_migrate(sender, *, using, **kwargs):
    from .services import load_vocabularies

    # Somebody may migrate a part only, or back to before there were vocabularies.
    tables = set(connections[using].introspection.table_names())
    if all(model._meta.db_table in tables for model in sender.get_models()):
        load_vocabularies()


class TaxonomyConfig(AppConfig):
    name = "portal.taxonomy"
    verbose_name = _("Vokabulare")

    def ready(self):
        from . import signals

        signals.connect()
        # Like Django's own permissions: a database without vocabularies is not usable.
        post_migrate.connect(load_after_migrate, sender=self)
