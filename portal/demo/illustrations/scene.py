"""What a motif is and what it gets to draw with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .canvas import Canvas
from .palette import Palette


@dataclass(frozen=True)
class Scene:
    """A started picture: the backdrop is painted, the motif is not."""

    canvas: Canvas
    colours: Palette
    rng: Random


@dataclass(frozen=True)
class Motif:
    """A picture that can be drawn in many variants.

    `description` names only what every seed shows, so one alt text stays true for all of them.
    `backdrop` belongs to the motif and not to the seed for the same reason. `mirrors` is off where
    a mirrored picture would look wrong, such as a tick or a play button.
    """

    description: str
    draw: Callable[[Scene], None]
    backdrop: str
    mirrors: bool = True
