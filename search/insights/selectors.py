"""What was searched, as editors may see it, and what suggestions may offer.

A term that was searched less than `SHOWN_FROM` times in all is shown to nobody: what hardly
anybody else types may say who typed it.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import F, Sum
from django.utils import timezone

from .. import sources
from .models import ClickCount, SearchCount
from .terms import term_of

SHOWN_FROM = 5

#: Suggestions come from so many days, and follow what is searched with this delay.
POPULAR_DAYS = 90
_POPULAR_SECONDS = 60
_POPULAR_TERMS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term in a period. `clicks` may be more than the searches `with_click`."""

    spelling: str
    searches: int = 0
    without_hits: int = 0
    with_click: int = 0
    clicks: int = 0
    mean_place: float | None = None
    top_title: str = ""
    top_address: str = ""

    @property
    def click_share(self) -> float:
        """The share of searches after which a hit was opened, from 0 to 1."""
        return min(1.0, self.with_click / self.searches) if self.searches else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All searches of a period, and those whose terms are too rare to be shown."""

    searches: int
    without_hits: int
    rare: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The searches of some days, beginning with `day`."""

    day: date
    searches: int = 0
    without_hits: int = 0


def totals(first: date) -> Totals:
    """The sums since a day; two queries."""
    counts = SearchCount.objects.filter(day__gte=first)
    sums = counts.aggregate(searches=Sum("searches"), without_hits=Sum("without_hits"))
    shown = counts.filter(term__in=_shown_terms()).aggregate(searches=Sum("searches"))
    searches = sums["searches"] or 0
    return Totals(
        searches=searches,
        without_hits=sums["without_hits"] or 0,
        rare=searches - (shown["searches"] or 0),
    )


def timeline(first: date, *, step: int) -> Sequence[Bar]:
    """The searches since a day, every `step` days together; one query."""
    counts = (
        SearchCount.objects.filter(day__gte=first)
        .values("day")
        .annotate(all=Sum("searches"), empty=Sum("without_hits"))
        .order_by()
    )
    sums: dict[int, list[int]] = {}
    for row in counts:
        of_bar = sums.setdefault((row["day"] - first).days // step, [0, 0])
        of_bar[0] += row["all"]
        of_bar[1] += row["empty"]
    days = (timezone.localdate() - first).days + 1
    return [
        Bar(
            day=first + timedelta(days=number * step),
            searches=sums.get(number, [0, 0])[0],
            without_hits=sums.get(number, [0, 0])[1],
        )
        for number in range(-(-days // step))
    ]


def most_searched(first: date, *, limit: int | None = None) -> Sequence[TermRow]:
    """Terms since a day, the most searched first; two queries."""
    return _rows(_counts(first).order_by("-all_searches", "term")[:limit])


def without_hits(first: date, *, limit: int | None = None) -> Sequence[TermRow]:
    """Terms that found nothing since a day, the most frequent first; two queries."""
    found_nothing = _counts(first).filter(empty__gt=0)
    return _rows(found_nothing.order_by("-empty", "term")[:limit])


def most_clicked(first: date, *, limit: int | None = None) -> Sequence[TermRow]:
    """Terms with what was opened from them since a day, the most opened first.

    Four queries, and those for the documents that were opened most.
    """
    clicks = (
        ClickCount.objects.filter(day__gte=first, term__in=_shown_terms())
        .values("term")
        .annotate(
            all_clicks=Sum("clicks"),
            places=Sum(F("place") * F("clicks")),
        )
        .order_by("-all_clicks", "term")[:limit]
    )
    of_term = {row["term"]: row for row in clicks}
    rows = {row["term"]: row for row in _counts(first).filter(term__in=of_term)}
    spellings = _spellings(of_term)
    top = _top_documents(first, of_term)
    documents = sources.load(set(top.values())).documents
    return [
        TermRow(
            spelling=spellings[term],
            searches=rows[term]["all_searches"] if term in rows else 0,
            with_click=rows[term]["clicked"] if term in rows else 0,
            clicks=row["all_clicks"],
            mean_place=row["places"] / row["all_clicks"],
            top_title=documents[top[term]].title if top[term] in documents else "",
            top_address=documents[top[term]].url if top[term] in documents else "",
        )
        for term, row in of_term.items()
        if row["all_clicks"] and term in spellings
    ]


def popular(prefix: str, *, limit: int) -> list[str]:
    """Recent searches that begin so, the most frequent first, as they were typed.

    Only what was searched `SHOWN_FROM` times or more and mostly found something as it was
    typed. One query a minute, else none.
    """
    typed = term_of(prefix)
    if typed is None or limit < 1:
        return []
    slot = int(time.monotonic() // _POPULAR_SECONDS)
    return [spelling for key, spelling in _popular(slot) if key.startswith(typed.key)][:limit]


def forget_popular() -> None:
    """Makes the next call of `popular` look anew."""
    _popular.cache_clear()


@lru_cache(maxsize=1)
def _popular(slot: int) -> Sequence[tuple[str, str]]:
    counts = (
        SearchCount.objects.filter(day__gt=timezone.localdate() - timedelta(days=POPULAR_DAYS))
        .values("term", "spelling")
        .annotate(all=Sum("searches"), empty=Sum("without_hits"))
        .order_by("-all")[: _POPULAR_TERMS * 2]
    )
    sums: dict[str, list[int]] = {}
    spellings: dict[str, str] = {}
    for row in counts:
        spellings.setdefault(row["term"], row["spelling"])
        of_term = sums.setdefault(row["term"], [0, 0])
        of_term[0] += row["all"]
        of_term[1] += row["empty"]
    found = [
        (searches, term)
        for term, (searches, empty) in sums.items()
        if searches >= SHOWN_FROM and empty * 2 < searches
    ]
    found.sort(key=lambda item: (-item[0], item[1]))
    return [(term, spellings[term]) for _searches, term in found[:_POPULAR_TERMS]]


def _shown_terms():
    """The terms that were searched often enough, on all days that are kept; a subquery."""
    return (
        SearchCount.objects.order_by()
        .values("term")
        .annotate(all=Sum("searches"))
        .filter(all__gte=SHOWN_FROM)
        .values("term")
    )


def _counts(first: date):
    return (
        SearchCount.objects.filter(day__gte=first, term__in=_shown_terms())
        .order_by()
        .values("term")
        .annotate(
            all_searches=Sum("searches"), empty=Sum("without_hits"), clicked=Sum("with_click")
        )
        .filter(all_searches__gt=0)
    )


def _rows(counts) -> Sequence[TermRow]:
    counts = list(counts)
    spellings = _spellings([row["term"] for row in counts])
    return [
        TermRow(
            spelling=spellings[row["term"]],
            searches=row["all_searches"],
            without_hits=row["empty"],
            with_click=row["clicked"],
        )
        for row in counts
    ]


def _spellings(terms) -> Mapping[str, str]:
    """Each term as it was typed on the day on which most searched for it; one query."""
    return dict(
        SearchCount.objects.filter(term__in=list(terms))
        .order_by("searches", "day")
        .values_list("term", "spelling")
    )


def _top_documents(first: date, terms) -> Mapping[str, str]:
    """The document that was opened most from each term; one query."""
    counts = (
        ClickCount.objects.filter(day__gte=first, term__in=list(terms))
        .values("term", "document_id")
        .annotate(all=Sum("clicks"))
        .order_by("all", "-document_id")
    )
    return {row["term"]: row["document_id"] for row in counts}
