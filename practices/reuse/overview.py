"""The public overview: filters, order, table and picture."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.cities.selectors import live_cities

from .models import Reuse, ReuseStatus
from .network import Network, network_of
from .selectors import lines_of, with_source

PAGE_SIZE = 50
_BY_STATUS = Case(
    *(When(status=status, then=Value(place)) for place, status in enumerate(ReuseStatus)),
    output_field=IntegerField(),
)
#: Value of `sortierung` → label of the column, order in the database.
COLUMNS = {
    "praxis": (_("Praxisbeispiel"), ("practice__title", "city__title")),
    "von": (_("Aus"), ("source_title", "practice__title", "city__title")),
    "stadt": (_("Nachgenutzt von"), ("city__title", "practice__title")),
    "stand": (_("Stand"), ("status_place", "city__title", "practice__title")),
    "seit": (_("Seit"), ("-since", "practice__title", "city__title")),
}
USUAL = "seit"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column by which one can sort; `current` is the value of `aria-sort`."""

    label: str
    address: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRequest:
    """What the address asks for; what makes no sense is left out."""

    city: str = ""
    status: str = ""
    sort: str = USUAL
    page: str = "1"

    @classmethod
    def parse(cls, parameters: QueryDict) -> "OverviewRequest":
        status, sort = parameters.get("stand", ""), parameters.get("sortierung", "")
        return cls(
            city=parameters.get("stadt", ""),
            status=status if status in ReuseStatus.values else "",
            sort=sort if sort in COLUMNS else USUAL,
            page=parameters.get("seite", "1"),
        )

    def address(self, *, sort: str = "", page: int = 1) -> str:
        sort = sort or self.sort
        pairs = {
            "stadt": self.city,
            "stand": self.status,
            "sortierung": "" if sort == USUAL else sort,
            "seite": page if page > 1 else "",
        }
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{query}" if query else "./"


def overview_context(asked: OverviewRequest, request=None) -> dict[str, object]:
    """About eight queries, however many reuses and cities there are."""
    cities = list(live_cities())
    if asked.city not in {city.key for city in cities}:
        asked = OverviewRequest(status=asked.status, sort=asked.sort, page=asked.page)
    reuses = with_source(Reuse.objects.shown())
    if asked.city:
        reuses = reuses.filter(Q(city__key=asked.city) | Q(source_key=asked.city))
    if asked.status:
        reuses = reuses.filter(status=asked.status)
    order = COLUMNS[asked.sort][1]
    page = Paginator(
        reuses.annotate(status_place=_BY_STATUS).order_by(*order, "pk"), PAGE_SIZE
    ).get_page(asked.page)
    return {
        "asked": asked,
        "cities": [(city.key, city.title) for city in cities],
        "statuses": ReuseStatus.choices,
        "headings": [
            Heading(
                str(label),
                asked.address(sort=key),
                # "seit" begins with the newest.
                ("descending" if key == USUAL else "ascending") if key == asked.sort else "",
            )
            for key, (label, _order) in COLUMNS.items()
        ],
        "lines": lines_of(page.object_list, request),
        "total": page.paginator.count,
        "previous": asked.address(page=page.previous_page_number()) if page.has_previous() else "",
        "next": asked.address(page=page.next_page_number()) if page.has_next() else "",
        "page_number": page.number,
        "network": _network(reuses),
    }


def _network(reuses) -> Network:
    ways = (
        reuses.order_by()
        .values("source_title", "city__title")
        .annotate(number=Count("pk"), confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)))
        .order_by("source_title", "city__title")
    )
    return network_of(
        (way["source_title"], way["city__title"], way["number"], way["confirmed"])
        for way in ways
        if way["source_title"]
    )
