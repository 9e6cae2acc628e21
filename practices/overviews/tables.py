"""A table as data: the page and the spreadsheet are made from the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cities.models import CityPage


@dataclass(frozen=True, slots=True)
class Cell:
    """A value (text, number, date or nothing), where it leads, and whether it needs a look.

    `words` are what the page says instead of a value that only a spreadsheet can use.
    """

    value: str | int | date | None
    url: str = ""
    marked: bool = False
    words: str = ""

    @property
    def is_date(self) -> bool:
        return isinstance(self.value, date)

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, int)


class Rows(Sequence):
    """Rows that are made when they are asked for: a page shows the first of thousands."""

    def __init__(self, items: Sequence, cells: Callable[[object], Sequence[Cell]]):
        self._items, self._cells = items, cells

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, which):
        found = self._items[which]
        return [*map(self._cells, found)] if isinstance(which, slice) else self._cells(found)


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is its heading. Labels are German, as all of the interface."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A table with what it is called and what it says.

    `make` takes all cities, and the one that the reader has chosen, or None.
    """

    key: str
    title: str
    intro: str
    empty: str
    make: Callable[[Sequence[CityPage], CityPage | None], Table]


def days_since(day: date) -> int:
    """Negative for a day to come."""
    return (timezone.localdate() - day).days


def distance(day: date) -> Cell:
    """How far a day is: a number that can be sorted, and words for the page."""
    days = days_since(day)
    if not days:
        words = _("heute")
    elif days > 0:
        words = ngettext("seit %(number)s Tag", "seit %(number)s Tagen", days)
    else:
        words = ngettext("in %(number)s Tag", "in %(number)s Tagen", -days)
    return Cell(days, words=words % {"number": number_format(abs(days))})
