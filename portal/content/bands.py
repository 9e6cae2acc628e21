"""The bands below an entry: what its editors relate to it, and what the search finds alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.similar import similar
from search.sources import page_document_id

from .cards import Card, cards_of_documents

#: So many cards fill a band; what editors relate is shown whole.
BAND_SIZE = 3
#: Where the bands stand in their page; no section of its body may be called so.
ANCHORS = ("verwandt", "anderes", "aehnlich")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A heading with cards below it; one without cards is not shown."""

    anchor: str
    title: str
    cards: Sequence[Card]


def related_band(cards: Sequence[Card]) -> Band:
    """What belongs to the entry because its editors say so."""
    return Band(anchor="verwandt", title=_("Das passt dazu"), cards=cards)


def other_kind_band(title: str, cards: Sequence[Card], *, page, kind: str) -> Band:
    """What the editors relate of another kind, filled up with what is like the page."""
    missing = max(0, BAND_SIZE - len(cards))
    return Band(
        anchor="anderes",
        title=title,
        cards=[*cards, *_similar_cards(page, kind=kind, limit=missing, without=cards)],
    )


def similar_band(page, *, without: Iterable[Card] = ()) -> Band:
    """Entries of the same kind that resemble the page, those of other cities first.

    `without` are cards that the page shows already. The heading promises other cities only
    where all of them are.
    """
    cards = _similar_cards(page, kind=page.search_kind, limit=BAND_SIZE, without=without)
    own_city = page.city.title if page.city else ""
    elsewhere = all(card.city != own_city for card in cards)
    return Band(
        anchor="aehnlich",
        title=_("Ähnliches aus anderen Städten") if elsewhere else _("Ähnliche Einträge"),
        cards=cards,
    )


def _similar_cards(page, *, kind: str, limit: int, without: Iterable[Card]) -> list[Card]:
    if not page.pk or not limit:
        return []
    shown = {card.id for card in without}
    found = similar(page_document_id(page.pk), limit=limit + len(shown), kinds=[kind])
    return [card for card in cards_of_documents(found) if card.id not in shown][:limit]
