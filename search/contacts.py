"""Whom to ask: functions of the cities, from wherever the site keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from .analysis.tokens import stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A function of a city and its mailbox; never a person."""

    city_key: str
    city: str
    role: str
    email: str


def contacts_for(text: str, *, city_keys: Iterable[str] = ()) -> Sequence[Contact]:
    """One contact of each city, or of these cities: the function whose name the text has words of.

    Where none has, the city's first. Costs what `settings.SEARCH_CONTACTS` costs.
    """
    wanted = set(city_keys)
    looked_for = set(stems(text))
    best: dict[str, tuple[int, Contact]] = {}
    for contact in import_string(settings.SEARCH_CONTACTS)():
        if wanted and contact.city_key not in wanted:
            continue
        shared = len(looked_for.intersection(stems(contact.role)))
        if contact.city_key not in best or shared > best[contact.city_key][0]:
            best[contact.city_key] = (shared, contact)
    return [contact for _shared, contact in best.values()]
