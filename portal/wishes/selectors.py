"""What is looked for: the list, one request with its answers, and what a page shows of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.cities.permissions import editable_cities
from portal.cities.selectors import live_cities
from portal.taxonomy.models import FieldOfAction

from .models import (
    CityRequest,
    RequestAnswer,
    RequestState,
    Wish,
    WishState,
    public_pages,
)

PAGE_SIZE = 20
#: So many stand on the page of a city; a link leads to the rest.
SHOWN_OF_CITY = 6
#: What the list shows unless it is asked for something else.
RUNNING = ""
STATES = {
    RUNNING: _("offen oder beantwortet"),
    RequestState.OPEN: _("noch ohne Antwort"),
    RequestState.ANSWERED: _("beantwortet"),
    RequestState.CLOSED: _("geschlossen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRequest:
    """What the address asks for; what makes no sense is left out."""

    city: str = ""
    field: str = ""
    state: str = RUNNING
    page: str = "1"

    @classmethod
    def parse(
        cls, parameters: QueryDict, *, cities: Iterable[str], fields: Iterable[str]
    ) -> "ListingRequest":
        city, field = parameters.get("stadt", ""), parameters.get("handlungsfeld", "")
        state = parameters.get("stand", "")
        return cls(
            city=city if city in cities else "",
            field=field if field in fields else "",
            state=state if state in STATES else RUNNING,
            page=parameters.get("seite", "1"),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.city or self.field or self.state)

    def address(self, *, page: int = 1) -> str:
        pairs = {
            "stadt": self.city,
            "handlungsfeld": self.field,
            "stand": self.state,
            "seite": page if page > 1 else "",
        }
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{query}" if query else "./"


def listing_context(parameters: QueryDict) -> dict[str, object]:
    """Six queries, however many requests and cities there are."""
    cities = list(live_cities())
    fields = list(FieldOfAction.objects.all())
    asked = ListingRequest.parse(
        parameters,
        cities={city.key for city in cities},
        fields={term.key for term in fields},
    )
    requests = _shown()
    if asked.city:
        requests = requests.filter(city__key=asked.city)
    if asked.field:
        requests = requests.filter(fields_of_action__key=asked.field)
    requests = requests.in_state(asked.state) if asked.state else requests.running()
    page = Paginator(requests, PAGE_SIZE).get_page(asked.page)
    return {
        "asked": asked,
        "cities": [(city.key, city.title) for city in cities],
        "fields": [(term.key, term.name) for term in fields],
        "states": STATES.items(),
        "requests": page.object_list,
        "total": page.paginator.count,
        "page_number": page.number,
        "previous": asked.address(page=page.previous_page_number()) if page.has_previous() else "",
        "next": asked.address(page=page.next_page_number()) if page.has_next() else "",
    }


def open_requests_of(city) -> list[CityRequest]:
    """What a public city looks for now, the newest first; three queries."""
    return list(_shown().running().filter(city=city)[:SHOWN_OF_CITY]) if city.pk else []


def answers_of(request: CityRequest) -> list[RequestAnswer]:
    """The public answers, those that helped first; two queries."""
    return list(request.answers.shown().select_related("page", "city"))


def requests_answered_by(page) -> list[RequestAnswer]:
    """The requests that an entry answers, closed ones too; two queries."""
    if not page.pk:
        return []
    public = public_pages()
    return list(
        RequestAnswer.objects.filter(page=page.pk, city__in=public, request__city__in=public)
        .select_related("request__city")
        .order_by("-created_at")
    )


def requests_for_editor(user) -> dict[str, object]:
    """What an editor has to do: wishes of the own cities, their requests, those of others."""
    cities = list(editable_cities(user))
    requests = CityRequest.objects.with_answers().select_related("city")
    return {
        "cities": cities,
        "wishes": list(
            Wish.objects.filter(city__in=cities)
            .exclude(state=WishState.DONE)
            .select_related("city")
        ),
        "own": list(requests.filter(city__in=cities)),
        "others": list(
            requests.shown()
            .running()
            .exclude(city__in=cities)
            .prefetch_related(
                Prefetch(
                    "answers",
                    queryset=RequestAnswer.objects.filter(city__in=cities),
                    to_attr="own_answers",
                )
            )
        ),
    }


def _shown():
    return (
        CityRequest.objects.shown()
        .with_answers()
        .select_related("city")
        .prefetch_related("fields_of_action", "target_groups")
    )
