"""What may be seen of the figures. Everything that shows one reads it here and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cities.models import CityPage
from portal.cities.selectors import live_cities

from .models import Definition, Figure, StaffGroup
from .suppression import MIN_BASE, MIN_GROUP, Count, Hidden, Structure, hidden_figures

_TENTH = Decimal("0.1")


class State(Enum):
    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    NOT_SURVEYED = "not-surveyed"


@dataclass(frozen=True, slots=True)
class Target:
    """The share of the population that goal 2 aims at, and the year that it is of."""

    share: Decimal
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure as everybody may see it: one that is not shown has no numbers here at all."""

    place: str
    city: CityPage | None
    definition: Definition
    group: StaffGroup
    year: int | None
    day: date | None
    state: State
    why: str = ""
    share: Decimal | None = None
    count: int | None = None
    base: int | None = None
    response_rate: Decimal | None = None
    source: str = ""
    source_url: str = ""
    target: Target | None = None

    @property
    def is_benchmark(self) -> bool:
        return self.city is None

    @property
    def is_shown(self) -> bool:
        return self.state is State.SHOWN

    @property
    def label(self) -> str:
        """For example "Herne, 2020"."""
        return f"{self.place}, {self.year}" if self.year else self.place


def reason_for(hidden: Hidden) -> str:
    """Why a figure is not shown, the same for all so that it tells nothing of the numbers."""
    if hidden is Hidden.SMALL:
        return _(
            "unterdrückt, weil weniger als %(base)d Personen erfasst sind oder eine der beiden "
            "Gruppen weniger als %(group)d Personen hat"
        ) % {"base": MIN_BASE, "group": MIN_GROUP}
    return _("unterdrückt, weil sich sonst eine andere unterdrückte Zahl ausrechnen ließe")


def published_figures(city: CityPage | None = None) -> list[PublishedFigure]:
    """The figures of public cities and of places elsewhere, or of one city, as all may see them.

    By definition and group, then by the name of the place and by year, never by size. Four
    queries, however many figures there are; two fewer where there are none.
    """
    figures = Figure.objects.select_related("city", "definition", "group")
    if city:
        figures = figures.filter(city=city)
    else:
        figures = figures.filter(Q(city=None) | Q(city__in=live_cities().values("pk")))
    rows = list(figures)
    hidden = _hidden(rows) if rows else {}
    shown = [_published(figure, hidden.get(figure.pk)) for figure in rows]
    populations = _populations(shown)
    shown = [_with_target(figure, populations) for figure in shown]
    return sorted(shown, key=_order)


def _order(figure: PublishedFigure):
    return (
        figure.definition.position,
        figure.definition.pk,
        figure.group.position,
        figure.group.pk,
        figure.is_benchmark,
        figure.place,
        figure.year or 0,
    )


def structure() -> Structure:
    """Two queries."""
    groups = StaffGroup.objects.exclude(whole=None).values_list("pk", "whole_id", "split")
    pairs = Definition.within.through.objects.values_list("from_definition_id", "to_definition_id")
    return Structure(
        whole_of={group: (whole, split) for group, whole, split in groups},
        within=tuple(sorted(_chained(set(pairs)))),
    )


def _chained(within: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """What is within something is also within all that this is within."""
    found = set(within)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def _hidden(figures: Iterable[Figure]) -> dict[int, Hidden]:
    """The figures that are not shown, by key, and why."""
    hidden: dict[int, Hidden] = {}
    tables: dict = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        if figure.base is not None:
            count = Count(figure.base, figure.count)
            tables[figure.city_id, figure.year][figure.definition_id][figure.group_id] = (
                figure,
                count,
            )
        elif figure.share is not None and figure.city_id and not figure.group.is_population:
            # Nobody can say how many people that is.
            hidden[figure.pk] = Hidden.SMALL
    belonging = structure()
    for of_place in tables.values():
        counts = {
            definition: {group: count for group, (_figure, count) in table.items()}
            for definition, table in of_place.items()
        }
        for definition, groups in hidden_figures(counts, belonging).items():
            for group, why in groups.items():
                hidden[of_place[definition][group][0].pk] = why
    return hidden


def _published(figure: Figure, hidden: Hidden | None) -> PublishedFigure:
    known = {
        "place": figure.place,
        "city": figure.city,
        "definition": figure.definition,
        "group": figure.group,
        "year": figure.year,
        "day": figure.day,
    }
    if figure.not_surveyed:
        return PublishedFigure(
            **known,
            state=State.NOT_SURVEYED,
            why=figure.reason,
            source=figure.source,
            source_url=figure.source_url,
        )
    if hidden:
        # Not the source either: its address may lead to the number.
        return PublishedFigure(**known, state=State.SUPPRESSED, why=reason_for(hidden))
    return PublishedFigure(
        **known,
        state=State.SHOWN,
        share=figure.share if figure.base is None else percentage(figure.count, figure.base),
        count=figure.count,
        base=figure.base,
        response_rate=figure.response_rate,
        source=figure.source,
        source_url=figure.source_url,
    )


def percentage(count: int, base: int) -> Decimal:
    """With one decimal place, halves rounded up as in school."""
    return (Decimal(100 * count) / base).quantize(_TENTH, ROUND_HALF_UP)


def _populations(figures: Iterable[PublishedFigure]) -> dict[tuple, list[PublishedFigure]]:
    """The shares of whole populations by definition and place."""
    found: dict[tuple, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.is_shown and figure.group.is_population and figure.group.whole_id is None:
            found[figure.definition.pk, figure.place].append(figure)
    return found


def _with_target(figure: PublishedFigure, populations) -> PublishedFigure:
    """With the population's share by the same definition at the same place, where it is known.

    Of the same year, else of the last year before. A definition that is not known is the same
    only within one source.
    """
    if figure.group.is_population or not figure.is_shown:
        return figure
    candidates = [
        other
        for other in populations[figure.definition.pk, figure.place]
        if (other.year or 0) <= (figure.year or 0)
        and (figure.definition.comparable or other.source == figure.source)
    ]
    if not candidates:
        return figure
    nearest = max(candidates, key=lambda other: other.year or 0)
    return replace(figure, target=Target(nearest.share, nearest.year))


STATE_LABELS = {
    State.SUPPRESSED: gettext_lazy("unterdrückt"),
    State.NOT_SURVEYED: gettext_lazy("keine Erhebung"),
}
