"""The figures as charts that are tables as well: one a definition and group, never two mixed.

A chart is drawn by the server: where its bars, lines and words stand is worked out here, what
they look like is the style sheet's. All charts of a page have one scale, so that they can be
compared by eye.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import localize
from django.utils.translation import gettext as _

from portal.cities.models import CityPage

from .selectors import STATE_LABELS, PublishedFigure, published_figures
from .terms import Definition

WIDTH = 360
BAR_HEIGHT = 18
#: Of a row: its words, its bar, the words on the target, the gap.
LABEL_HEIGHT, TARGET_HEIGHT, GAP = 22, 20, 16
AXIS_HEIGHT = 12
#: Of more bars than these a chart shows the newest of each place; the table has them all.
MOST_BARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure in its chart: words above, the bar, and the target's line across it."""

    figure: PublishedFigure
    value: str
    label_y: int
    bar_y: int
    bar_width: str
    target_x: str = ""
    target_words: str = ""
    target_y: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One group by one definition; `figures` are the rows of the table that says the same."""

    anchor: str
    title: str
    figures: list[PublishedFigure]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int
    has_target: bool

    @property
    def only_newest(self) -> bool:
        return len(self.rows) < len(self.figures)

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def viewbox(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionSection:
    """A definition with its words and its charts."""

    definition: Definition
    anchor: str
    charts: tuple[Chart, ...]


def sections_with_charts(city: CityPage | None = None) -> list[DefinitionSection]:
    """All figures that may be seen, or those of one city; the queries of `published_figures`."""
    figures = published_figures(city)
    scale = scale_of(figures)
    return [
        DefinitionSection(
            definition=definition,
            anchor=f"definition-{definition.key}",
            charts=tuple(_charts(definition, list(of_definition), scale)),
        )
        for definition, of_definition in groupby(figures, key=lambda figure: figure.definition)
    ]


def scale_of(figures: Iterable[PublishedFigure]) -> int:
    """The percentage at the right end of all bars: a full ten that none exceeds."""
    shares = [figure.share for figure in figures if figure.is_shown]
    shares += [figure.target.share for figure in figures if figure.target]
    return max(10, 10 * math.ceil(max(shares, default=0) / 10))


def _charts(definition: Definition, figures: list[PublishedFigure], scale: int):
    """By group; where the definition cannot be compared, each place has a chart of its own."""
    for group, of_group in groupby(figures, key=lambda figure: figure.group):
        anchor = f"{definition.key}-{group.key}"
        if definition.comparable:
            yield _chart(anchor, group.title, list(of_group), scale)
            continue
        of_places = groupby(of_group, key=lambda figure: figure.place)
        for number, (place, of_place) in enumerate(of_places, start=1):
            title = _("%(group)s: %(place)s") % {"group": group.title, "place": place}
            yield _chart(f"{anchor}-{number}", title, list(of_place), scale)


def _chart(anchor: str, title: str, figures: list[PublishedFigure], scale: int) -> Chart:
    rows, y = [], 0
    drawn = figures if len(figures) <= MOST_BARS else _newest(figures)
    for figure in drawn:
        rows.append(_row(figure, y, scale))
        y += LABEL_HEIGHT + BAR_HEIGHT + GAP + (TARGET_HEIGHT if figure.target else 0)
    ticks = tuple(
        Tick(_x(value, scale), _("%(number)s %%") % {"number": value}, anchor)
        for value, anchor in ((0, "start"), (scale // 2, "middle"), (scale, "end"))
    )
    return Chart(
        anchor=anchor,
        title=title,
        figures=figures,
        rows=tuple(rows),
        ticks=ticks,
        height=y + AXIS_HEIGHT,
        has_target=any(figure.target for figure in drawn),
    )


def _newest(figures: list[PublishedFigure]) -> list[PublishedFigure]:
    """The last year of each place, in the order of the places."""
    newest: dict[str, PublishedFigure] = {}
    for figure in figures:
        known = newest.setdefault(figure.place, figure)
        if (figure.year or 0) > (known.year or 0):
            newest[figure.place] = figure
    return list(newest.values())


def _row(figure: PublishedFigure, top: int, scale: int) -> Row:
    bar_y = top + LABEL_HEIGHT
    place = {"figure": figure, "value": value_of(figure), "label_y": top + 15, "bar_y": bar_y}
    if not figure.is_shown:
        return Row(**place, bar_width="")
    if figure.target is None:
        return Row(**place, bar_width=_x(figure.share, scale))
    return Row(
        **place,
        bar_width=_x(figure.share, scale),
        target_x=_x(figure.target.share, scale),
        target_words=target_words(figure),
        target_y=bar_y + BAR_HEIGHT + 15,
    )


def _x(share: Decimal | int, scale: int) -> str:
    """A place on the axis, as SVG writes numbers in every language."""
    return f"{float(share) * WIDTH / scale:.1f}"


def percent(share: Decimal) -> str:
    return _("%(number)s %%") % {"number": localize(share)}


def value_of(figure: PublishedFigure) -> str:
    """The figure in words: "33,9 % (20 von 59)", "keine Erhebung", "unterdrückt"."""
    if not figure.is_shown:
        return str(STATE_LABELS[figure.state])
    if figure.base is None:
        return percent(figure.share)
    return _("%(share)s (%(count)s von %(base)s)") % {
        "share": percent(figure.share),
        "count": intcomma(figure.count),
        "base": intcomma(figure.base),
    }


def target_words(figure: PublishedFigure) -> str:
    target = figure.target
    if target.year and target.year != figure.year:
        return _("Bevölkerung %(year)d: %(share)s") % {
            "year": target.year,
            "share": percent(target.share),
        }
    return _("Bevölkerung: %(share)s") % {"share": percent(target.share)}
