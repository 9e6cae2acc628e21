"""Whom one can ask: the function that an entry or a request names, and those of a city."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from portal.cities.models import CityPage
from portal.cities.selectors import live_cities
from portal.shortlist.selectors import entry_models
from portal.wishes.models import CityRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A function with its mailbox; `key` tells it from the others of its city, in addresses."""

    key: str
    role: str
    email: str
    phone: str = ""


def entry_with_contact(pk: int) -> Page | None:
    """A public entry that names a mailbox, as its own type; a handful of queries."""
    public = Page.objects.live().public().exact_type(*entry_models())
    page = public.filter(pk=pk).specific().first()
    return page if page and page.contact_email else None


def recipient_of(asked) -> Recipient:
    """The function that an entry or a request names."""
    phone = getattr(asked, "contact_phone", "")
    return Recipient(key="", role=asked.contact_role, email=asked.contact_email, phone=phone)


def running_request(pk: int) -> CityRequest | None:
    """What a public city looks for now, with the mailbox that asks; two queries."""
    shown = CityRequest.objects.shown().running()
    return shown.select_related("city").filter(pk=pk).first()


def city_with_contacts(key: str) -> tuple[CityPage | None, Sequence[Recipient]]:
    """A public city and its functions in the order of its page; three queries."""
    city = live_cities().filter(key=key).first()
    return city, recipients_of(city.contacts.all()) if city else ()


def recipients_of(contacts) -> list[Recipient]:
    """The functions of a city, each with a key of its own."""
    found: dict[str, Recipient] = {}
    for contact in contacts:
        key = contact.key
        number = 1
        while key in found:
            number += 1
            key = f"{contact.key}-{number}"
        found[key] = Recipient(key=key, role=contact.role, email=contact.email, phone=contact.phone)
    return list(found.values())
