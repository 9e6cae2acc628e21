"""What pages, lists and the search show of reuses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry, Page

from portal.cities.models import CityPage
from portal.cities.permissions import editable_cities, own_cities

from .models import CLAIMING, ConfirmedEvidence, Reuse

#: What result lists say of the highest evidence; German like the entries.
_HIGHEST = gettext_lazy("in mindestens zwei Städten bestätigt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseLine:
    """A reuse as a list shows it: `source` is the city that wrote the practice."""

    pk: int
    source_id: int | None
    city_id: int
    practice: str
    practice_url: str
    source: str
    source_url: str
    city: str
    city_url: str
    status: str
    status_label: str
    since: date
    adaptation: str
    result: str
    claims: bool
    confirmed_at: datetime | None
    confirmed_by: str
    rejected: bool
    archived: bool = False
    editable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeReuse:
    """The section of a practice's page; `may_declare` and `editable` lines are for editors."""

    lines: list[ReuseLine]
    may_declare: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines) or self.may_declare


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What the search document of a practice says of its reuses."""

    cities: tuple[str, ...] = ()
    confirmed: bool = False
    highest_evidence: bool = False

    @property
    def facet(self) -> tuple[str, ...]:
        """Values of the facet "reuse" in `portal/facets.py`."""
        marks = {
            "nachgenutzt": bool(self.cities),
            "bestaetigt": self.confirmed,
            "mehrfach": self.highest_evidence,
        }
        return tuple(key for key, applies in marks.items() if applies)

    @property
    def meta(self) -> tuple[object, ...]:
        return (_HIGHEST,) if self.highest_evidence else ()

    @property
    def sentence(self) -> str:
        """In the words that people search with; German like the entries."""
        if not self.cities:
            return ""
        return f"Nachnutzung: nachgenutzt und übernommen von {', '.join(self.cities)}."


def with_source(reuses: QuerySet) -> QuerySet:
    """The reuses with `source_id`, `source_key` and `source_title`: the city above the practice."""
    above = CityPage.originals.filter(
        path=Substr(
            OuterRef("practice__path"), 1, Length(OuterRef("practice__path")) - Page.steplen
        )
    )
    return reuses.annotate(
        source_id=Subquery(above.values("pk")[:1]),
        source_key=Subquery(above.values("key")[:1]),
        source_title=Subquery(above.values("title")[:1]),
    )


def lines_of(
    reuses: QuerySet,
    request=None,
    *,
    editable: Iterable[int] = (),
    all_public: bool = True,
) -> list[ReuseLine]:
    """Two queries: the reuses, and the cities with their addresses.

    Where not all practices are public, one or two more tell which are; the others keep their
    title to the cities `editable`.
    """
    editable = set(editable)
    reuses = with_source(reuses).select_related("practice", "city")
    public = None if all_public else public_practices(reuses)
    urls = {city.pk: city.get_url(request) or "" for city in CityPage.originals.live()}
    return [
        ReuseLine(
            pk=reuse.pk,
            source_id=reuse.source_id,
            city_id=reuse.city_id,
            practice=title_for(reuse, public is None or reuse.practice_id in public, editable),
            practice_url=reuse.practice.get_url(request) or "",
            source=reuse.source_title or "",
            source_url=urls.get(reuse.source_id, ""),
            city=reuse.city.title,
            city_url=urls.get(reuse.city_id, ""),
            status=reuse.status,
            status_label=reuse.get_status_display(),
            since=reuse.since,
            adaptation=reuse.adaptation,
            result=reuse.result,
            claims=reuse.claims,
            confirmed_at=reuse.confirmed_at,
            confirmed_by=reuse.confirmed_by,
            rejected=reuse.rejected_at is not None,
            archived=reuse.practice.archived_on is not None,
            editable=bool({reuse.city_id, reuse.source_id} & editable),
        )
        for reuse in reuses
    ]


def public_practices(reuses: QuerySet) -> set[int]:
    """The practices of reuses that every visitor may read."""
    model = Reuse._meta.get_field("practice").related_model
    public = model.objects.live().public().filter(pk__in=reuses.order_by().values("practice"))
    return set(public.values_list("pk", flat=True))


def title_for(reuse: Reuse, is_public: bool, editable: Iterable[int]) -> str:
    """The practice's title, unless it is no longer public and none of the reader's business.

    `reuse` has its `source_id`; `editable` are the keys of the reader's cities.
    """
    if is_public or reuse.source_id in editable:
        return reuse.practice.title
    return _("Praxisbeispiel, das nicht mehr öffentlich ist")


def reuse_of_practice(practice, request=None) -> PracticeReuse:
    """The section "Nachnutzung": two queries for visitors, a handful for who is signed in."""
    if not practice.pk:
        return PracticeReuse(lines=[])
    rows = practice.reuses.of_others().filter(city__live=True)
    user = getattr(request, "user", None)
    cities = set(editable_cities(user).values_list("pk", flat=True)) if user else set()
    # The city whose entry was objected to sees it here all the same, to mend it.
    shown = (
        rows.filter(Q(rejected_at=None) | Q(city__in=cities))
        if cities
        else rows.filter(rejected_at=None)
    )
    lines = lines_of(shown, request, editable=cities)
    if not cities or not practice.live or practice.archived_on:
        return PracticeReuse(lines=lines)
    left = cities - {practice.city.pk if practice.city else None}
    left -= set(practice.reuses.values_list("city_id", flat=True))
    return PracticeReuse(lines=lines, may_declare=bool(left))


def reuse_of_city(city, request=None) -> dict[str, list[ReuseLine]]:
    """What others took over from a city or introduce, and the city from them; a few queries."""
    shown = lines_of(
        Reuse.objects.shown()
        .filter(status__in=CLAIMING)
        .filter(Q(city=city) | Q(practice__path__startswith=city.path)),
        request,
    )
    return {
        "given": [line for line in shown if line.source_id == city.pk],
        "taken": [line for line in shown if line.city_id == city.pk],
    }


def evidence_reason(practice) -> str:
    """Why the highest level: the cities in which the practice is confirmed; one query."""
    names = practice.reuses.established().city_names()
    return _("Nachgenutzt und bestätigt in %(cities)s.") % {"cities": listed(names)}


def listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s und %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def facts_for_search(practice_ids: Iterable[int]) -> Mapping[int, SearchFacts]:
    """What the search documents of many practices say; two queries, however many."""
    ids = list(practice_ids)
    cities: dict[int, list[str]] = defaultdict(list)
    confirmed = set()
    rows = Reuse.objects.of_others().filter(
        practice__in=ids, city__live=True, rejected_at=None, status__in=CLAIMING
    )
    for pk, title, confirmed_at in rows.order_by("city__title").values_list(
        "practice_id", "city__title", "confirmed_at"
    ):
        cities[pk].append(title)
        if confirmed_at:
            confirmed.add(pk)
    highest = set(
        ConfirmedEvidence.objects.filter(practice__in=ids).values_list("practice_id", flat=True)
    )
    return {pk: SearchFacts(tuple(cities[pk]), pk in confirmed, pk in highest) for pk in ids}


def waiting_for(user) -> QuerySet:
    """What waits for the answer of the cities whose editor the user is."""
    own = Q()
    for path in own_cities(user).values_list("path", flat=True):
        own |= Q(practice__path__startswith=path)
    return Reuse.objects.waiting().filter(own) if own else Reuse.objects.none()


def concerning(user) -> QuerySet:
    """The reuses of and from the cities that the user edits."""
    cities = list(editable_cities(user).values_list("pk", "path"))
    own = Q(city__in=[pk for pk, _path in cities])
    for _pk, path in cities:
        own |= Q(practice__path__startswith=path)
    return Reuse.objects.filter(own) if cities else Reuse.objects.none()


def history_of(reuse: Reuse) -> list[dict[str, object]]:
    """Each step with when and for which function, the newest first; one query.

    Who it was stands in the same log entries, for those who oversee the site.
    """
    return [
        {
            "when": entry.timestamp,
            "step": entry.message,
            "function": entry.data.get("function", ""),
            "reason": entry.data.get("reason", ""),
        }
        for entry in ModelLogEntry.objects.for_instance(reuse)
    ]
