"""„Ähnliches gibt es in Herne“: what other cities have published that is like what one writes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.content.cards import Card, cards_of_documents
from search.similar import alike
from search.sources import page_document_id

LIMIT = 4
#: Fewer letters say nothing yet.
SHORTEST = 4
MAX_TITLE, MAX_SUMMARY = 200, 600


@dataclass(frozen=True, slots=True)
class Near:
    """Public practices like the text; `heading` names their cities. Empty without any."""

    cards: tuple[Card, ...] = ()
    heading: str = ""


def near_to(*, title: str, summary: str, city=None, page=None) -> Near:
    """One question to the index, which holds only what everybody may read; no other query.

    `city` is the writer's: what it has itself comes last. `page` is not like itself.
    """
    title, summary = title.strip()[:MAX_TITLE], summary.strip()[:MAX_SUMMARY]
    if len(title) + len(summary) < SHORTEST:
        return Near()
    own = city.title if city else ""
    found = alike(
        title=title,
        summary=summary,
        city=own,
        own_id=page_document_id(page.pk) if page and page.pk else "",
        limit=LIMIT,
        kinds=["praxis"],
    )
    cards = tuple(cards_of_documents(found))
    return Near(cards=cards, heading=_heading(cards, own)) if cards else Near()


def _heading(cards, own: str) -> str:
    cities = list(dict.fromkeys(card.city for card in cards if card.city and card.city != own))
    if not cities:
        return _("Ähnliches gibt es schon in Ihrer Stadt")
    if len(cities) > 1:
        named = _("%(cities)s und %(last)s") % {
            "cities": ", ".join(cities[:-1]),
            "last": cities[-1],
        }
    else:
        named = cities[0]
    return _("Ähnliches gibt es in %(cities)s") % {"cities": named}
