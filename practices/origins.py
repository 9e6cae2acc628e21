"""What a work template was adapted from, and that from what: the chain with its licences.

A template is known by its file: whoever offers the same file offers the same template. Whoever
passes one on must name all of them, so a link that is no longer public stays in the chain,
without its title.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.selectors import city_above
from portal.content.origins import Origin, elsewhere

#: No chain is longer; a loop that slipped in by the side ends the walk anyway.
LONGEST = 25


def public_practices():
    from .models import GoodPracticePage

    return GoodPracticePage.originals.live().public()


def nameable() -> Q:
    """The files that one can name as an origin: what public practices offer, and what is named."""
    from .parts import PracticeTemplate

    rows = PracticeTemplate.objects.order_by()
    offered = rows.filter(practice__in=public_practices().order_by().values("pk"))
    named = rows.exclude(adapted_from=None).values("adapted_from")
    return Q(pk__in=offered.values("document")) | Q(pk__in=named)


def ancestors_of(document_id: int | None) -> list[int]:
    """The files that a file was adapted from, the nearest first; a query for each link."""
    from .parts import PracticeTemplate

    chain: list[int] = []
    while document_id and len(chain) < LONGEST:
        rows = PracticeTemplate.objects.filter(document=document_id).exclude(adapted_from=None)
        document_id = rows.order_by("pk").values_list("adapted_from_id", flat=True).first()
        if document_id in chain:
            break
        if document_id:
            chain.append(document_id)
    return chain


def template_origins(rows: Iterable, request=None) -> dict[int, list[Origin]]:
    """File → its chain, of those templates in hand that have one.

    No query where none has; otherwise two for each link of the longest chain, and one.
    """
    rows = [row for row in rows if row.adapted_from_id or elsewhere(row)]
    if not rows:
        return {}
    known, public = _walk({row.adapted_from_id for row in rows} - {None})
    cities = list(CityPage.originals.only("title", "path")) if known else []
    return {row.document_id: _chain(row, known, public, cities, request) for row in rows}


def _walk(wanted: set[int]) -> tuple[dict[int, object], set[int]]:
    """File → the row that offers it, a public practice's where there is one; and public ones."""
    from .parts import PracticeTemplate

    known: dict[int, object] = {}
    public: set[int] = set()
    for _link in range(LONGEST):
        wanted -= known.keys()
        if not wanted:
            break
        found = list(
            PracticeTemplate.objects.filter(document__in=wanted)
            .select_related(
                "document", "licence", "adapted_from_licence", "practice", "practice__licence"
            )
            .order_by("pk")
        )
        practices = {row.practice_id for row in found}
        public |= set(public_practices().filter(pk__in=practices).values_list("pk", flat=True))
        for row in sorted(found, key=lambda row: row.practice_id not in public):
            known.setdefault(row.document_id, row)
        wanted = {row.adapted_from_id for row in found} - {None}
    return known, public


def _chain(row, known, public, cities, request) -> list[Origin]:
    origins, seen = elsewhere(row), {row.document_id}
    document_id = row.adapted_from_id
    while document_id and document_id not in seen:
        seen.add(document_id)
        step = known.get(document_id)
        if step is None or step.practice_id not in public:
            origins.append(Origin(title=_("Vorlage, die nicht mehr öffentlich ist")))
        else:
            city = city_above(step.practice.path, cities)
            origins.append(
                Origin(
                    title=step.document.title,
                    url=step.practice.get_full_url(request) or "",
                    city=city.title if city else "",
                    licence=step.licence or step.practice.licence,
                )
            )
        if step is None:
            break
        origins += elsewhere(step)
        document_id = step.adapted_from_id
    return origins
