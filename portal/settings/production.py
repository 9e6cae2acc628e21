"""The public installation, behind HTTPS. A missing variable stops the start with a sentence."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import CONTENT_HOSTS, env


def required(name: str, example: str) -> str:
    """The value of an environment variable that no default can replace.

    Raises `ImproperlyConfigured` with the remedy when it is missing or empty.
    """
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} fehlt: Setzen Sie die Umgebungsvariable {name}, zum Beispiel {name}={example}"
        )
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "$(openssl rand -base64 48)")
SITE_URL = required("SITE_URL", "https://portal.example.de").rstrip("/")
if urlsplit(SITE_URL).scheme not in {"http", "https"} or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(
        f"SITE_URL={SITE_URL} ist keine vollständige Adresse: "
        "Setzen Sie zum Beispiel SITE_URL=https://portal.example.de"
    )
# Read in base.py; here a default would be an address that nobody reaches.
required("CONTENT_ORIGIN", "https://*.inhalte.example.de")
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    *CONTENT_HOSTS,
    *env.list("ALLOWED_HOSTS", default=[]),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Who asks is at the end of X-Forwarded-For, before as many addresses of proxies.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
# A name that browsers let no other host of the domain set: packages may run below it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
