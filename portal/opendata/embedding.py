"""What a city's own website shows of the portal: its newest entries as a piece of HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.utils.timezone import localdate

from portal.cities.models import CityPage
from portal.facets import KINDS
from portal.taxonomy.models import ContractGoal
from search.mailing import absolute
from search.request import SearchRequest
from search.saved.news import newest

ENTRY_KINDS = ("praxis", "training")
USUAL_COUNT, MAX_COUNT = 5, 20
#: Below which heading of its page the piece stands, nobody knows but the city's webmaster.
USUAL_LEVEL, LEVELS = 3, (2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedRequest:
    """What an address asks for; what makes no sense is left out."""

    kind: str = ""
    goal: str = ""
    count: int = USUAL_COUNT
    level: int = USUAL_LEVEL

    @classmethod
    def parse(cls, parameters: QueryDict, *, goals: Sequence[str]) -> "EmbedRequest":
        kind, goal = parameters.get("art", ""), parameters.get("ziel", "")
        level = _number(parameters.get("ebene", ""))
        return cls(
            kind=kind if kind in ENTRY_KINDS else "",
            goal=goal if goal in goals else "",
            count=min(_number(parameters.get("anzahl", "")) or USUAL_COUNT, MAX_COUNT),
            level=level if level in LEVELS else USUAL_LEVEL,
        )

    def query_string(self) -> str:
        """Only what differs from the usual; empty where nothing does."""
        pairs = {
            "art": self.kind,
            "ziel": self.goal,
            "anzahl": self.count if self.count != USUAL_COUNT else "",
            "ebene": self.level if self.level != USUAL_LEVEL else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedEntry:
    title: str
    url: str
    summary: str
    kind: str
    published: date | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """The piece; `degraded` while the search is away, and then it may lack something."""

    city: CityPage
    asked: EmbedRequest
    entries: Sequence[EmbeddedEntry]
    degraded: bool


def goal_keys() -> list[str]:
    return list(ContractGoal.objects.active().values_list("key", flat=True))


def embedding_of(city: CityPage, asked: EmbedRequest) -> Embedding:
    """The newest public entries of a city, with addresses that work on any site.

    A look into the index, and a handful of queries for each kind, whatever the number.
    """
    filters = {"city": (city.key,), "kind": (asked.kind,) if asked.kind else ENTRY_KINDS}
    if asked.goal:
        filters["goal"] = (asked.goal,)
    found = newest(SearchRequest(filters=filters), limit=asked.count)
    return Embedding(
        city=city,
        asked=asked,
        degraded=found.degraded,
        entries=[
            EmbeddedEntry(
                title=document.title,
                url=absolute(urlsplit(document.url).path),
                summary=document.summary,
                kind=document.label or str(KINDS[document.kind]),
                published=localdate(document.published) if document.published else None,
                language=document.language,
            )
            for document in found.documents[: asked.count]
        ],
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0
