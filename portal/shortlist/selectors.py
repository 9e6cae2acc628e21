"""What of a list can be seen: the entries on it that are public now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail.models import Page, get_page_models

from portal.content.cards import Card, cards_of_ids
from portal.content.entries import EntryPage
from search.sources import page_of_document


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """An entry on a list; `comparable` are practices, which have the same facts."""

    pk: int
    card: Card

    @property
    def comparable(self) -> bool:
        return self.card.kind == "praxis"


def entry_models() -> list[type[EntryPage]]:
    """The page types that can stand on a list."""
    return [model for model in get_page_models() if issubclass(model, EntryPage)]


def public_ids(ids: Iterable[int]) -> list[int]:
    """Those ids that belong to public entries, in their order, each once; two queries or none."""
    ids = list(dict.fromkeys(ids))
    if not ids:
        return []
    found = set(
        Page.objects.live()
        .public()
        .exact_type(*entry_models())
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    )
    return [pk for pk in ids if pk in found]


def listed_entries(ids: Sequence[int], request=None) -> list[ListedEntry]:
    """The public entries of a list in its order; five queries for each type, however many."""
    if not ids:
        return []
    cards = {
        page_of_document(card.id): card
        for model in entry_models()
        for card in cards_of_ids(model.objects.live().public(), ids, request)
    }
    return [ListedEntry(pk=pk, card=cards[pk]) for pk in ids if pk in cards]
