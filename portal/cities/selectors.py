"""Reads across cities and their entries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page

from portal.content.cards import THUMBNAIL, Card, cards_of_documents, cards_of_hits
from portal.taxonomy.models import ContractGoal
from search.contacts import Contact
from search.documents import SearchDocument
from search.request import SearchRequest
from search.services import find

from .models import CityContact, CityPage

#: So many entries of a kind stand on a city's page; a link leads to the rest.
SHOWN_ENTRIES = 9
#: And so many titles of them with each goal of the contract.
SHOWN_OF_GOAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTile:
    """A city with its picture and the number of its live entries."""

    city: CityPage
    url: str
    image: str
    entry_count: int


def live_cities():
    """The public cities, by name; one query."""
    return CityPage.originals.live().public().order_by("title")


def cities_with_counts():
    """The public cities with `entry_count`, the number of their live entries.

    Two queries, one of them for the pictures. Entries are found by the tree's path: the path
    of a city's entry begins with the city's own, which is `steplen` characters shorter.
    """
    entries = (
        Page.objects.live()
        .annotate(city_path=Substr("path", 1, Length("path") - Page.steplen))
        .filter(city_path=OuterRef("path"))
        .order_by()
        .values("city_path")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        live_cities()
        .select_related("image")
        .prefetch_related("image__renditions")
        .annotate(entry_count=Coalesce(Subquery(entries, output_field=IntegerField()), 0))
    )


def city_tiles(request=None) -> list[CityTile]:
    """All public cities as tiles; the queries of `cities_with_counts`."""
    return [
        CityTile(
            city=city,
            url=city.get_url(request) or "",
            image=city.image.get_rendition(THUMBNAIL).url if city.image else "",
            entry_count=city.entry_count,
        )
        for city in cities_with_counts()
    ]


def city_of(page) -> CityPage | None:
    """The city that a page lies below, or is; one query."""
    return CityPage.originals.ancestor_of(page, inclusive=True).first()


def city_above(path: str, cities: Iterable[CityPage]) -> CityPage | None:
    """Of these cities the one whose subtree a page with this path lies in; no query."""
    return next((city for city in cities if path.startswith(city.path)), None)


def editor_addresses(city: CityPage | None) -> list[str]:
    """Who writes for the city; where that is nobody, its public mailboxes. Two queries at most."""
    if city is None:
        return []
    editors = get_user_model().objects.filter(
        is_active=True, groups__page_permissions__page__path__startswith=city.path
    )
    addresses = editors.order_by("email").values_list("email", flat=True).distinct()
    return list(addresses) or list(city.contacts.values_list("email", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalShare:
    """What a city has published towards a goal: how much, and the newest of it."""

    key: str
    title: str
    language: str
    count: int
    newest: tuple[Card, ...]


def city_context(city: CityPage) -> dict:
    """What a city's page shows beside its own fields: two searches and two queries."""
    shown = {}
    documents, counts = [], Counter()
    for kind, name in (("praxis", "practices"), ("training", "modules")):
        results = find(
            SearchRequest(
                filters={"city": (city.key,), "kind": (kind,)}, sort="neu", page_size=SHOWN_ENTRIES
            )
        )
        shown[name] = cards_of_hits(results.hits)
        shown[f"{name}_total"] = results.total
        documents += [hit.document for hit in results.hits]
        counts.update(results.facets.get("goal", {}))
    return {
        **shown,
        "goal_shares": _goal_shares(documents, counts),
        "contacts": list(city.contacts.all()),
    }


def _goal_shares(documents: Sequence[SearchDocument], counts: Mapping[str, int]) -> list[GoalShare]:
    """The goals towards which there is something, in the contract's order; one query."""
    newest = sorted(documents, key=lambda document: str(document.published), reverse=True)
    return [
        GoalShare(
            key=goal.key,
            title=goal.name,
            language=goal.name_language,
            count=counts[goal.key],
            newest=tuple(
                cards_of_documents(
                    document for document in newest if goal.key in document.facets.get("goal", ())
                )[:SHOWN_OF_GOAL]
            ),
        )
        for goal in ContractGoal.objects.active()
        if counts.get(goal.key)
    ]


def search_contacts() -> list[Contact]:
    """The functions that public cities name on their pages, city by city; two or three queries."""
    contacts = CityContact.objects.filter(city__in=live_cities()).select_related("city")
    return [
        Contact(
            city_key=contact.city.key,
            city=contact.city.title,
            role=contact.role,
            email=contact.email,
        )
        for contact in contacts.order_by("city__title", "sort_order", "pk")
    ]
