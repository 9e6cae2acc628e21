"""The picture of who takes over from whom: cities on a circle, arrows between them.

Made on the server as numbers for a template; the words beside it say the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, pi, sin

HEIGHT = 520
#: About the width of a letter of a name, in the picture's units.
_LETTER = 11
_RADIUS_X, _RADIUS_Y = 215, 190
_NODE = 11
#: Arrows keep so far from the middle of a node.
_GAP = 20
#: How much an arrow bends towards the middle, so that there and back are two lines.
_BEND = 0.16
_WIDEST = 9
#: Of more arrows than these nobody can follow one.
MOST_WAYS = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A city: its place, and where its name stands."""

    name: str
    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Way:
    """From the city that published to the city that reuses; `number` reuses."""

    source: str
    city: str
    number: int
    confirmed: int
    path: str
    width: str


@dataclass(frozen=True, slots=True)
class Network:
    """`total` counts all ways, of which the picture has the strongest."""

    nodes: list[Node]
    ways: list[Way]
    width: int
    total: int

    def __bool__(self) -> bool:
        return bool(self.ways)

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width} {HEIGHT}"


def network_of(ways: Iterable[tuple[str, str, int, int]]) -> Network:
    """`ways` are (source, city, number of reuses, confirmed ones of them).

    The picture has the strongest of them, and the cities that they join.
    """
    every = sorted(ways, key=lambda way: (-way[2], -way[3], way[0], way[1]))
    ways = sorted(every[:MOST_WAYS])
    names = sorted({name for source, city, *_rest in ways for name in (source, city)})
    longest = max(map(len, names), default=0)
    width = 2 * (_RADIUS_X + 2 * _GAP + _LETTER * longest)
    places = {name: _place(index, len(names), width) for index, name in enumerate(names)}
    return Network(
        nodes=[_node(name, *places[name], width) for name in names],
        ways=[
            Way(
                source=source,
                city=city,
                number=number,
                confirmed=confirmed,
                path=_curve(places[source], places[city]),
                width=str(min(2 + number, _WIDEST)),
            )
            for source, city, number, confirmed in ways
        ],
        width=width,
        total=len(every),
    )


def _place(index: int, count: int, width: int) -> tuple[float, float]:
    angle = 2 * pi * index / count - pi / 2
    return width / 2 + _RADIUS_X * cos(angle), HEIGHT / 2 + _RADIUS_Y * sin(angle)


def _node(name: str, x: float, y: float, width: int) -> Node:
    side = x - width / 2
    middle = abs(side) < 1
    anchor = "middle" if middle else "start" if side > 0 else "end"
    away = 0 if middle else (_NODE + 9) * (1 if side > 0 else -1)
    below = 7 if not middle else (34 if y > HEIGHT / 2 else -22)
    return Node(name, _number(x), _number(y), _number(x + away), _number(y + below), anchor)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A quadratic curve that bends to the right of its direction and stops before the nodes."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    bend_x, bend_y = (x1 + x2) / 2 - dy * _BEND, (y1 + y2) / 2 + dx * _BEND
    x1, y1 = _towards(x1, y1, bend_x, bend_y)
    x2, y2 = _towards(x2, y2, bend_x, bend_y)
    points = [_number(value) for value in (x1, y1, bend_x, bend_y, x2, y2)]
    return "M{} {} Q{} {} {} {}".format(*points)


def _towards(x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    length = hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) * _GAP / length, y + (to_y - y) * _GAP / length


def _number(value: float) -> str:
    """As text: templates would write a German comma."""
    return f"{value:.1f}".removesuffix(".0")
