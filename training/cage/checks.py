"""Whether the cage holds: content must be another site to the browser, in every respect."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from .origins import WILDCARD, content_host, is_content_host

HINT = "Set for example CONTENT_ORIGIN=https://*.inhalte.example.de"


@checks.register(checks.Tags.security)
def content_has_hosts_of_its_own(app_configs, **kwargs):
    """Browsers tell cookies apart by host and not by port, so that another port is no cage."""
    site = (urlsplit(settings.SITE_URL).hostname or "").lower()
    errors = []
    if is_content_host(site):
        errors.append(
            checks.Error(
                f"The content of {settings.CONTENT_ORIGIN} would run on the host of SITE_URL, "
                f"{site}.",
                hint=HINT,
                id="cage.E001",
            )
        )
    domain = (settings.SESSION_COOKIE_DOMAIN or "").lstrip(".").lower()
    if domain and f".{content_host()}".endswith(f".{domain}"):
        errors.append(
            checks.Error(
                f"SESSION_COOKIE_DOMAIN={domain} would send sign-ins to {settings.CONTENT_ORIGIN}.",
                hint="Leave SESSION_COOKIE_DOMAIN unset.",
                id="cage.E002",
            )
        )
    return errors


@checks.register(checks.Tags.security, deploy=True)
def content_can_be_framed_and_is_kept_apart(app_configs, **kwargs):
    """What a browser would refuse, or allow packages among themselves."""
    found = []
    if settings.SITE_URL.startswith("https:") and not settings.CONTENT_ORIGIN.startswith("https:"):
        found.append(
            checks.Error(
                "Browsers do not load content over HTTP into a page that came over HTTPS.",
                hint=HINT,
                id="cage.E003",
            )
        )
    if WILDCARD not in settings.CONTENT_ORIGIN:
        found.append(
            checks.Warning(
                "All packages share one origin: what one stores in the browser, others can read.",
                hint=f"{HINT}, with a certificate for all names below it.",
                id="cage.W001",
            )
        )
    return found
