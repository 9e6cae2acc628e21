from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    name = "portal.translating"

    def ready(self):
        from . import signals  # noqa: F401
        from .extracting import leave_out_missing_values

        leave_out_missing_values()
