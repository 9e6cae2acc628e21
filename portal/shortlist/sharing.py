"""A list as a link: the ids of its entries, signed. Nothing in it says whose list it is."""

from collections.abc import Sequence

from django.core import signing
from django.urls import reverse

from .models import MAX_ENTRIES

#: Without a time: one list has one address, and it does not expire.
_signer = signing.Signer(salt="portal.shortlist")


def token_for(ids: Sequence[int]) -> str:
    return _signer.sign_object(list(ids), compress=True)


def ids_of(token: str) -> list[int]:
    """The entries of a shared list. Raises `BadSignature` for what we have not signed."""
    return _signer.unsign_object(token)[:MAX_ENTRIES]


def shared_address(ids: Sequence[int]) -> str:
    return reverse("shortlist_shared", args=[token_for(ids)])
