"""Which figures may be seen: none of a small group, and none from which one could be computed.

A figure counts the persons of a group (`base`), and among them those of whom something holds
(`having`). It is safe with at least 50 persons, at least 10 of whom it holds and 10 of whom it
does not. That alone is not enough: who knows all of the staff and all of them but the trainees
knows the trainees. So what follows from subtraction must be safe as well, or nobody at all;
where it is not, the smallest part is hidden too, until nothing unsafe follows from what is left.

Groups of one split of a whole have nobody in common ("Auszubildende" and "Tarifbeschäftigte"),
groups of different splits may ("Auszubildende" and "Frauen"): these are not subtracted together,
as the result would count nobody, unless the whole is not entered and one of them may be all of
it. Within one split, all that follows by subtraction contains the whole without its shown parts,
or consists of shown parts; so looking at that is enough. A group that is not shown counts as if it
were not there, and its own parts take its place.

What holds of fewer people under a narrower definition (a foreign passport) than under a wider
one (an Einwanderungsgeschichte) tells their difference where both are shown for the same people.

Figures of other dates or other places are tables of their own. No sum over cities is taken in
or shown anywhere, so that there is none to subtract from; `Figure` keeps counts of cities only.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import permutations, product

MIN_BASE = 50
MIN_GROUP = 10

Group = Hashable
Split = Hashable
Table = Mapping[Group, "Count"]


class Hidden(Enum):
    """Why a figure is not shown: too small itself, or it would tell of one that is."""

    SMALL = auto()
    TELLING = auto()


@dataclass(frozen=True, slots=True)
class Count:
    """So many persons, and of so many of them it holds."""

    base: int
    having: int

    def __add__(self, other: "Count") -> "Count":
        return Count(self.base + other.base, self.having + other.having)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.base - other.base, self.having - other.having)

    @property
    def is_nobody(self) -> bool:
        return self.base == 0 and self.having == 0

    @property
    def is_safe(self) -> bool:
        return (
            self.base >= MIN_BASE
            and self.having >= MIN_GROUP
            and self.base - self.having >= MIN_GROUP
        )

    @property
    def tells_nothing(self) -> bool:
        """Whether it may be known: it is safe, or counts nobody."""
        return self.is_safe or self.is_nobody


@dataclass(frozen=True, kw_only=True)
class Structure:
    """What belongs to what.

    `whole_of` has for each part its whole and the split that it is of; `within` pairs of
    definitions of which the first holds of nobody of whom the second does not.
    """

    whole_of: Mapping[Group, tuple[Group, Split]]
    within: Collection[tuple[Hashable, Hashable]] = ()

    def parts_of(self, whole: Group) -> Mapping[Split, list[Group]]:
        splits: dict[Split, list[Group]] = defaultdict(list)
        for part, (above, split) in self.whole_of.items():
            if above == whole:
                splits[split].append(part)
        return splits

    def is_below(self, part: Group, whole: Group) -> bool:
        while part in self.whole_of:
            part = self.whole_of[part][0]
            if part == whole:
                return True
        return False


def hidden_figures(
    tables: Mapping[Hashable, Table], structure: Structure
) -> dict[Hashable, dict[Group, Hidden]]:
    """What must not be shown of one place at one date: definition → group → why.

    `tables` has the counts of each definition by group. Hiding more never lets more follow, so
    this ends at the latest when nothing is left to see.
    """
    found = {name: _primary(table) for name, table in tables.items()}
    changed = True
    while changed:
        for name, table in tables.items():
            _hide_what_tells(table, found[name], structure)
        changed = False
        for name, wider in structure.within:
            if name in tables and wider in tables:
                changed |= _hide_difference(
                    tables[name], found[name], tables[wider], found[wider], structure
                )
    return found


def _primary(table: Table) -> dict[Group, Hidden]:
    return {group: Hidden.SMALL for group, count in table.items() if not count.is_safe}


def _hide_what_tells(table: Table, hidden: dict[Group, Hidden], structure: Structure) -> None:
    while (telling := _telling(table, hidden, structure)) is not None:
        hidden[telling] = Hidden.TELLING


def _telling(table: Table, hidden: Mapping, structure: Structure) -> Group | None:
    """A shown figure that takes part in telling a hidden or unsafe one; the smallest such."""
    for whole, parts, rest in remainders(table, hidden, structure):
        if whole in hidden:
            # Its shown parts are all of it.
            unsafe = rest.is_nobody
        else:
            unsafe = not rest.tells_nothing or any(
                table[group] == rest and structure.is_below(group, whole) for group in hidden
            )
        if unsafe:
            return _smallest(parts, table, whole)
    for parts, rest in _between_splits(table, hidden, structure):
        if not rest.tells_nothing or rest in (table[group] for group in hidden):
            return _smallest(parts, table)
    return None


def _smallest(parts: Iterable[Group], table: Table, otherwise: Group = None) -> Group:
    return min(parts, key=lambda part: (table[part].base, str(part)), default=otherwise)


def _between_splits(
    table: Table, hidden: Mapping, structure: Structure
) -> Iterator[tuple[frozenset, Count]]:
    """The parts of one split, taken from those of another one of a whole that nobody entered.

    Who knows that all of the staff are in the parts of one split (all trainees are women) has
    the whole without its figure. What has more people on either side is not contained.
    """
    wholes = {whole for whole, _split in structure.whole_of.values()} - table.keys()
    for whole in wholes:
        ways = set(_shown_parts(whole, table, hidden, structure)) - {frozenset()}
        for everybody, parts in permutations(ways, 2):
            rest = Count(0, 0)
            for part in everybody:
                rest += table[part]
            for part in parts:
                rest -= table[part]
            if min(rest.base, rest.having, rest.base - rest.having) >= 0:
                yield parts - everybody or everybody, rest


def remainders(
    table: Table, hidden: Mapping, structure: Structure
) -> Iterator[tuple[Group, frozenset, Count]]:
    """Each group without its shown parts, once for every way to split it: group, parts, rest.

    A shown group that has no shown parts is its own rest; a hidden one needs parts to be told.
    """
    for whole, count in table.items():
        ways = set(_shown_parts(whole, table, hidden, structure))
        for parts in ways or {frozenset()}:
            if parts or whole not in hidden:
                rest = count
                for part in parts:
                    rest -= table[part]
                yield whole, parts, rest


def _shown_parts(whole: Group, table: Table, hidden, structure: Structure) -> Iterator[frozenset]:
    """The nearest shown parts below a group, without two that have somebody in common."""
    for parts in structure.parts_of(whole).values():
        ways: list[Iterable[frozenset]] = [
            [frozenset([part])]
            if part in table and part not in hidden
            else (list(_shown_parts(part, table, hidden, structure)) or [frozenset()])
            for part in parts
        ]
        for way in product(*ways):
            yield frozenset().union(*way)


def _hide_difference(
    narrow: Table, hidden_narrow: dict, wide: Table, hidden_wide: Mapping, structure: Structure
) -> bool:
    """Hides the narrower definition where only few people are between it and the wider one."""
    hidden_in_one = {*hidden_narrow, *hidden_wide, *narrow.keys() ^ wide.keys()}
    both = narrow.keys() & wide.keys() - hidden_in_one
    for whole in both:
        for parts in {frozenset(), *_shown_parts(whole, narrow, hidden_in_one, structure)}:
            counted = {whole, *parts}
            if any(narrow[group].base != wide[group].base for group in counted):
                continue
            between = sum(
                (1 if group == whole else -1) * (wide[group].having - narrow[group].having)
                for group in counted
            )
            if 0 < abs(between) < MIN_GROUP:
                # All of the narrower one: a part alone could be told by the rest.
                hidden_narrow |= {g: Hidden.TELLING for g in narrow if g not in hidden_narrow}
                return True
    return False
