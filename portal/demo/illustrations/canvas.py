"""Drawing surface of the demo illustrations.

Every shape becomes a polygon before it is painted. That makes rotation, scaling and clipping work
the same way for all shapes, which Pillow's own ellipse and rectangle calls cannot offer.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PIL import Image, ImageDraw

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

WIDTH = 1600
HEIGHT = 900
OVERSAMPLE = 2  # Pillow draws hard edges; shrinking a larger drawing is what makes them smooth.


def arc_points(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 0
) -> list[Point]:
    """Points along an ellipse from start to end (degrees, clockwise as screens count them)."""
    count = steps or max(6, int(abs(end - start) * max(rx, ry) / 400) + 6)
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def rounded_points(x: float, y: float, w: float, h: float, radii: Sequence[float]) -> list[Point]:
    """A rectangle whose four corners (from the top left, clockwise) are rounded separately."""
    a, b, c, d = radii
    points: list[Point] = []
    corners = (
        (x + a, y + a, a, 180.0),
        (x + w - b, y + b, b, 270.0),
        (x + w - c, y + h - c, c, 0.0),
        (x + d, y + h - d, d, 90.0),
    )
    for cx, cy, radius, start in corners:
        points += (
            arc_points(cx, cy, radius, radius, start, start + 90, 14) if radius else [(cx, cy)]
        )
    return points


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, steps: int = 40) -> list[Point]:
    """A cubic curve as a list of points."""
    points = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (
                a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
                a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
            )
        )
    return points


def star_points(cx: float, cy: float, outer: float, inner: float, rays: int = 5) -> list[Point]:
    """A star with its first ray pointing up."""
    points = []
    for i in range(rays * 2):
        radius = inner if i % 2 else outer
        angle = math.pi * i / rays - math.pi / 2
        points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return points


def heart_points(cx: float, cy: float, size: float) -> list[Point]:
    """A heart that is about twice `size` wide, centred on the point."""
    points = []
    for i in range(121):
        t = 2 * math.pi * i / 120
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((cx + x * size / 16, cy - (y + 2.5) * size / 16))
    return points


class Canvas:
    """An oversampled picture with a small set of flat shapes."""

    def __init__(self, background: str) -> None:
        size = (WIDTH * OVERSAMPLE, HEIGHT * OVERSAMPLE)
        self._image = Image.new("RGB", size, background)
        self._pen = ImageDraw.Draw(self._image)
        self._matrix: Matrix = (OVERSAMPLE, 0, 0, 0, OVERSAMPLE, 0)

    @contextmanager
    def moved(
        self, x: float, y: float, *, scale: float = 1.0, angle: float = 0.0, mirror: bool = False
    ) -> Iterator[None]:
        """Make (x, y) the origin, turned and scaled, for the drawing inside the block."""
        saved = self._matrix
        a, b, c, d, e, f = saved
        cos, sin = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
        side = -1 if mirror else 1
        self._matrix = (
            side * (a * cos + b * sin),
            b * cos - a * sin,
            a * x + b * y + c,
            side * (d * cos + e * sin),
            e * cos - d * sin,
            d * x + e * y + f,
        )
        try:
            yield
        finally:
            self._matrix = saved

    @contextmanager
    def clipped(self, points: Iterable[Point]) -> Iterator[None]:
        """Keep what the block paints only where the polygon is."""
        before = self._image.copy()
        mask = Image.new("1", self._image.size)
        ImageDraw.Draw(mask).polygon(self._place(points), fill=1)
        yield
        before.paste(self._image, mask=mask)
        self._image.paste(before)

    def polygon(self, points: Iterable[Point], colour: str) -> None:
        self._pen.polygon(self._place(points), fill=colour)

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, colour: str) -> None:
        self.polygon(arc_points(cx, cy, rx, ry, 0, 360, 120), colour)

    def circle(self, cx: float, cy: float, radius: float, colour: str) -> None:
        self.ellipse(cx, cy, radius, radius, colour)

    def ring(self, cx: float, cy: float, radius: float, width: float, colour: str) -> None:
        """A circle line whose middle runs at the radius; what is inside stays visible."""
        outer = arc_points(cx, cy, radius + width / 2, radius + width / 2, 0, 360, 120)
        inner = arc_points(cx, cy, radius - width / 2, radius - width / 2, 360, 0, 120)
        self.polygon([*outer, *inner], colour)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: str,
        radius: float | Sequence[float] = 0,
    ) -> None:
        """A rectangle; `radius` is one number or four (from the top left, clockwise)."""
        radii = [radius] * 4 if isinstance(radius, (int, float)) else radius
        self.polygon(rounded_points(x, y, w, h, radii), colour)

    def stroke(self, points: Sequence[Point], width: float, colour: str) -> None:
        """A line with round ends and joints, which Pillow's lines lack."""
        half = width / 2
        for (x0, y0), (x1, y1) in pairwise(points):
            length = math.hypot(x1 - x0, y1 - y0)
            if not length:
                continue
            dx, dy = (y0 - y1) / length * half, (x1 - x0) / length * half
            self.polygon(
                [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)],
                colour,
            )
        for x, y in points:
            self.polygon(arc_points(x, y, half, half, 0, 360, 28), colour)

    def arc(
        self,
        cx: float,
        cy: float,
        radius: float,
        start: float,
        end: float,
        width: float,
        colour: str,
    ) -> None:
        self.stroke(arc_points(cx, cy, radius, radius, start, end), width, colour)

    def finish(self, *, mirror: bool) -> bytes:
        """The picture as a PNG.

        Flat colours need few palette entries: 200 of them keep the edges smooth and the file far
        smaller than a JPEG without visible noise at the edges.
        """
        image = self._image
        if mirror:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        small = image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        indexed = small.quantize(200, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        buffer = io.BytesIO()
        indexed.save(buffer, "PNG", optimize=True)
        return buffer.getvalue()

    def _place(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, e, f = self._matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]
