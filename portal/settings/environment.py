"""Environment variables, read with errors that name the variable and a value that works."""

import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

#: The databases that the portal is tested with.
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")

_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")


class Environment(environ.Env):
    """`environ.Env`, but an unusable value is an `ImproperlyConfigured` with the remedy."""

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> int:
        return self._explained(super().int, var, default, "eine ganze Zahl", "8000")

    def db_url(self, var: str = "DATABASE_URL", default: Any = environ.Env.NOTSET) -> dict:
        example = "postgres://portal:GEHEIM@db.example.de:5432/portal"
        with warnings.catch_warnings(action="ignore"):  # the sentence says it, and stops
            settings = self._explained(
                super().db_url, var, default, "eine Datenbankadresse", example
            )
        if settings.get("ENGINE") not in ENGINES:
            raise ImproperlyConfigured(_sentence(var, "eine Datenbankadresse", example))
        return settings

    def cache_url(self, var: str = "CACHE_URL", default: Any = environ.Env.NOTSET) -> dict:
        return self._explained(
            super().cache_url, var, default, "eine Cacheadresse", "redis://cache.example.de:6379/0"
        )

    def email_url(self, var: str = "EMAIL_URL", default: Any = environ.Env.NOTSET) -> dict:
        return self._explained(
            super().email_url,
            var,
            default,
            "eine Mailserveradresse",
            "smtp+tls://portal:GEHEIM@mail.example.de:587",
        )

    def choice(self, var: str, default: str, *, choices: Sequence[str]) -> str:
        """One of a few words."""
        value = self.str(var, default=default)
        if value not in choices:
            raise ImproperlyConfigured(_sentence(var, f"eines von {', '.join(choices)}", default))
        return value

    def content_origin(self, var: str, default: str) -> str:
        """Scheme and host, with port if need be; the host may begin with `*.`, and only so."""
        value = (self.str(var, default="") or default).rstrip("/")
        if not _ORIGIN.fullmatch(value):
            raise ImproperlyConfigured(
                _sentence(var, "ein Ursprung ohne Pfad", "https://*.inhalte.example.de")
            )
        return value

    def _explained(
        self, read: Callable[..., Any], var: str, default: Any, kind: str, example: str
    ) -> Any:
        try:
            return read(var, default=default)
        except (ValueError, TypeError, KeyError, ImproperlyConfigured) as error:
            raise ImproperlyConfigured(_sentence(var, kind, example)) from error


def _sentence(var: str, kind: str, example: str) -> str:
    """Without the value itself: it may hold a password and ends up in logs."""
    return f"{var} ist nicht lesbar: Erwartet wird {kind}, zum Beispiel {var}={example}"
