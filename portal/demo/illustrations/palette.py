"""Colours of the demo illustrations.

A picture is either light behind and dark in front or the other way round. Because of that rule any
of a palette's strong colours may be used for any shape and stands out from what lies behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

NIGHT = "#263D7D"
WHITE = "#FFFFFF"
BLACK = "#06181F"

_DARK_SHAPES = ("#116A73", "#CF472C", NIGHT, "#2A7D59")
_LIGHT_SHAPES = ("#FBC94A", "#FF9474", "#FCEFD6", "#9ADBBB")
# The light set without the tones that could pass for skin: hands are drawn in these.
_LIGHT_HANDS = ("#FBC94A", "#9ADBBB", "#8FD0E6", "#C9B6F2")

_LIGHT_ENOUGH = 0.58
_DARK_ENOUGH = 0.085


@dataclass(frozen=True)
class Palette:
    """The roles a motif paints with; `strong` colours are in an order that the seed chose."""

    dark: bool
    sky: str
    disc: str
    far: str
    ground: str
    cloud: str
    strong: tuple[str, ...]
    hands: tuple[str, ...]
    on: str  # details on strong shapes
    pop: str  # a lively detail on strong shapes
    paper: str
    rule: str  # lines on paper

    @property
    def main(self) -> str:
        return self.strong[0]

    @property
    def second(self) -> str:
        return self.strong[1]

    @property
    def third(self) -> str:
        return self.strong[2]

    @property
    def fourth(self) -> str:
        return self.strong[3]


# sky, disc, far band, ground, clouds
_LIGHT_SCENES = (
    ("#FAF0DC", "#FCDF9B", "#E8D8B6", "#BFD8B4", "#FFFFFF"),
    ("#DCEFE4", "#FFF1C4", "#BAD9C8", "#F4DFAF", "#FFFFFF"),
    ("#D3EAEC", "#FFE7A3", "#B0D6DA", "#F6E6C4", "#FFFFFF"),
    ("#FCE3D2", "#FFF3DC", "#F3CBB1", "#C7DEC1", "#FFF9F2"),
    ("#FBD774", "#FFEFC0", "#F1C355", "#FBEBC6", "#FFF3CF"),
)
_DARK_SCENES = (
    ("#0C4A52", "#125C64", "#20717A", "#08353C", "#1A6A72"),
    ("#1A294D", "#243A68", "#344F85", "#101B38", "#2D457A"),
    ("#114A3D", "#185B4B", "#2A7563", "#0B362C", "#236A58"),
)


def _channels(colour: str) -> tuple[int, int, int]:
    value = colour.lstrip("#")
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share of another one stirred in."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def shade(colour: str, share: float = 0.18) -> str:
    """A darker neighbour for the side of a shape that turns away from the light."""
    return mix(colour, BLACK, share)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def choose_palette(rng: Random, colour: str | None = None) -> Palette:
    """A palette picked by the seed, or built round a given background colour.

    A given colour of middling brightness would carry neither dark nor light shapes, so it is
    lightened or darkened just as far as needed.
    """
    if colour is None:
        scene = rng.choice(_LIGHT_SCENES + _DARK_SCENES)
        dark = scene in _DARK_SCENES
    else:
        dark = luminance(colour) < 0.3
        scene = _scene_around(colour, dark)
    sky, disc, far, ground, cloud = scene
    strong = list(_LIGHT_SHAPES if dark else _DARK_SHAPES)
    rng.shuffle(strong)
    hands = list(_LIGHT_HANDS if dark else _DARK_SHAPES)
    rng.shuffle(hands)
    return Palette(
        dark=dark,
        sky=sky,
        disc=disc,
        far=far,
        ground=ground,
        cloud=cloud,
        strong=tuple(strong),
        hands=tuple(hands),
        on="#0B333C" if dark else "#FFF8EA",
        pop="#12606C" if dark else "#F9C23C",
        paper="#FFF8EA" if dark else "#FFFFFF",
        rule="#C6D5D2" if dark else "#C9D6D3",
    )


def _scene_around(colour: str, dark: bool) -> tuple[str, str, str, str, str]:
    while dark and luminance(colour) > _DARK_ENOUGH:
        colour = mix(colour, BLACK, 0.06)
    while not dark and luminance(colour) < _LIGHT_ENOUGH:
        colour = mix(colour, WHITE, 0.06)
    if dark:
        return (
            colour,
            mix(colour, WHITE, 0.07),
            mix(colour, "#6CC5C0", 0.22),
            mix(colour, BLACK, 0.42),
            mix(colour, WHITE, 0.13),
        )
    return (
        colour,
        mix(colour, "#FFE7A6", 0.75),
        mix(colour, "#4F9C8C", 0.2),
        mix(colour, "#F7E2B4", 0.75),
        mix(colour, WHITE, 0.7),
    )
