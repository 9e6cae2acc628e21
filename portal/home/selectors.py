"""What the home page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.cities.models import CityPage
from portal.cities.selectors import city_tiles
from portal.content.cards import cards_of_hits
from portal.taxonomy.models import ContractGoal
from search.request import SearchRequest
from search.services import find

ENTRY_KINDS = ("praxis", "training")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A day on which cities signed the contract; None where the day is not known."""

    day: date | None
    cities: tuple[CityPage, ...]


def home_page_context() -> dict:
    """Goals, cities, signings, newest entries and their numbers.

    Three queries (goals, cities, their pictures) and two searches, whatever the stock.
    """
    newest = find(SearchRequest(filters={"kind": ENTRY_KINDS}, sort="neu", page_size=6))
    failures = find(SearchRequest(filters={"status": ("gescheitert",)}, sort="neu", page_size=1))
    tiles = city_tiles()
    kinds = newest.facets.get("kind", {})
    return {
        "goals": list(ContractGoal.objects.active()),
        "city_tiles": tiles,
        "signings": signings(tile.city for tile in tiles),
        "newest": cards_of_hits(newest.hits),
        "failures": cards_of_hits(failures.hits),
        "practice_count": kinds.get("praxis", 0),
        "module_count": kinds.get("training", 0),
    }


def signings(cities: Iterable[CityPage]) -> list[Signing]:
    """The cities by the day they signed, first day first; unknown days come last."""
    known_first = sorted(cities, key=lambda city: (city.signed_on or date.max, city.title))
    return [
        Signing(day=day, cities=tuple(group))
        for day, group in groupby(known_first, key=lambda city: city.signed_on)
    ]
