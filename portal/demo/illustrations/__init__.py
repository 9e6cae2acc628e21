"""Illustrations for the demo content, drawn instead of shipped.

Drawing them keeps binary files and picture rights out of the repository. The same motif and seed
give the same bytes with the same Pillow, so a second import of the demo content changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from types import MappingProxyType

from .backdrop import paint_backdrop
from .canvas import Canvas
from .forms import FORMS
from .palette import choose_palette
from .people import PEOPLE
from .places import PLACES
from .scene import Motif, Scene
from .tools import TOOLS
from .ways import WAYS

__all__ = ["CONTENT_TYPE", "MOTIFS", "SIZE", "SUFFIX", "Motif", "alt_text", "draw"]

CONTENT_TYPE = "image/png"
SUFFIX = ".png"
SIZE = (1600, 900)

MOTIFS: Mapping[str, Motif] = MappingProxyType({**PEOPLE, **TOOLS, **WAYS, **FORMS, **PLACES})


def draw(motif: str, *, seed: str, colour: str | None = None) -> bytes:
    """The picture as PNG bytes.

    `seed` is usually the slug of the entry. `colour` (such as "#0F5C63") replaces the background
    that the seed would choose; a KeyError says that the motif does not exist.
    """
    subject = MOTIFS[motif]
    # A text seed, because hash() of a tuple differs from process to process.
    rng = Random(f"{motif}/{seed}")  # noqa: S311 - decoration, not security
    palette = choose_palette(rng, colour)
    scene = Scene(Canvas(palette.sky), palette, rng)
    mirror = rng.random() < 0.5 and subject.mirrors
    paint_backdrop(scene, subject.backdrop)
    subject.draw(scene)
    return scene.canvas.finish(mirror=mirror)


def alt_text(motif: str) -> str:
    """A German alt text that is true for every seed and background."""
    return f"Illustration: {MOTIFS[motif].description}"
