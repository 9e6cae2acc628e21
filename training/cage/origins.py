"""Which hosts are content's: `CONTENT_ORIGIN`, whose `*` stands for one label each package has.

A label belongs to one package version and one person. The browser then keeps packages apart as
it keeps websites apart, and on a shared computer nobody finds what a package stored for the
person before.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port
from django.utils.crypto import salted_hmac

WILDCARD = "*"
_LABEL_LENGTH = 24


def label_of(version: int, user: int) -> str:
    """The label of a package version for a person; cannot be guessed, says nothing of either."""
    digest = salted_hmac("training.cage.label", f"{version}/{user}", algorithm="sha256")
    return f"p{digest.hexdigest()[:_LABEL_LENGTH]}"


def origin_of(label: str) -> str:
    """Scheme, host and port that a label stands for, as browsers write an origin."""
    return settings.CONTENT_ORIGIN.replace(WILDCARD, label, 1)


def content_host() -> str:
    """The host of `CONTENT_ORIGIN` in lower case, without port; it may begin with `*.`."""
    return (urlsplit(settings.CONTENT_ORIGIN).hostname or "").lower()


def is_content_host(host: str) -> bool:
    """Whether a Host header, with or without port, is for content.

    What the wildcard hangs on counts too: the site must not answer there either, because a
    page there could set cookies for all packages.
    """
    name, pattern = split_domain_port(host)[0], content_host()
    if pattern.startswith("*."):
        return name == pattern[2:] or name.endswith(pattern[1:])
    return name == pattern


def belongs(host: str, label: str) -> bool:
    """Whether a Host header is the one of this label."""
    return split_domain_port(host)[0] == content_host().replace(WILDCARD, label, 1)
