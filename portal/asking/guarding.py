"""What keeps programs and senders of masses out, without asking people to solve puzzles.

Nothing here keeps an address: the cache holds keyed hashes, and forgets them by itself.
"""

import ipaddress
import time
from enum import StrEnum

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as counting
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: Nobody reads the form and writes a question in less time.
MIN_SECONDS = 4
#: A form that was open for longer is sent once more.
MAX_SECONDS = 24 * 60 * 60
#: More links than that are what advertisers send.
MAX_LINKS = 2

_SALT = "portal.asking"
#: A home has a network of its own with IPv6, and thousands of addresses in it.
_IPV6_NETWORK = 64
_signer = signing.Signer(salt=_SALT)


class Age(StrEnum):
    """What a stamp says about the form that it came back with."""

    GOOD = "good"
    UNKNOWN = "unknown"
    YOUNG = "young"
    OLD = "old"


class Limit(StrEnum):
    """Which limit is reached; the values are the keys of `ACCOUNT_RATE_LIMITS`."""

    SENDER = "question_from"
    MAILBOX = "question_to"


def new_stamp() -> str:
    """The time, signed: goes into the form when it is first shown."""
    return _signer.sign(str(int(time.time())))


def age_of(stamp: str) -> Age:
    try:
        seconds = time.time() - int(_signer.unsign(stamp))
    except (signing.BadSignature, ValueError):
        return Age.UNKNOWN
    if seconds < MIN_SECONDS:
        return Age.YOUNG
    return Age.OLD if seconds > MAX_SECONDS else Age.GOOD


def reached_limit(request: HttpRequest, email: str) -> Limit | None:
    """Counts a question of this network to this mailbox; which limit stands against it."""
    for limit, key in ((Limit.SENDER, network_of(request)), (Limit.MAILBOX, email.lower())):
        if not ratelimit.consume(request, action=limit, key=_hashed(key)):
            return limit
    return None


def is_within_limit(request: HttpRequest, action: str) -> bool:
    """Counts a request of this network, a GET too; `action` is a "key" of `ACCOUNT_RATE_LIMITS`."""
    # allauth's public function lets every GET pass.
    usage = counting.consume(
        request,
        app="allauth.account",
        action=action,
        key=_hashed(network_of(request)),
        limit_get=True,
    )
    return usage is not None


def network_of(request: HttpRequest) -> str:
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))


class Once:
    """Sends the same form with the same words once, however often its button is pressed."""

    def __init__(self, *parts: str):
        self._key = f"{_SALT}:{_hashed(*parts)}"

    def begin(self) -> bool:
        """False where it has been sent already, or is being sent."""
        return cache.add(self._key, True, timeout=MAX_SECONDS)

    def take_back(self) -> None:
        """It was not sent: the next attempt may."""
        cache.delete(self._key)


def _hashed(*parts: str) -> str:
    return salted_hmac(_SALT, "\0".join(parts), algorithm="sha256").hexdigest()
