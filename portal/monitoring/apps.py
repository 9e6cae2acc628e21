from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load_after_migrate(sender, *, using, **kwargs):
    from .services import load_vocabularies

    # Somebody may migrate a part only, or back to before there were figures.
    tables = set(connections[using].introspection.table_names())
    if all(model._meta.db_table in tables for model in sender.get_models()):
        load_vocabularies()


class MonitoringConfig(AppConfig):
    name = "portal.monitoring"
    label = "monitoring"
    verbose_name = _("Monitoring")

    def ready(self):
        from . import signals  # noqa: F401 - registered by being imported

        post_migrate.connect(load_after_migrate, sender=self)
