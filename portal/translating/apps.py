from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    name = "portal.translating"

    def ready(self):
        from . import signals  # noqa: F401
