"""Horizon bands with a touch of the Ruhr, and the landmarks that other motifs reuse."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas, Point
from .palette import Palette, mix
from .scene import Scene

HORIZON = 740


def headframe(canvas: Canvas, x: float, base: float, size: float, colour: str, wheel: str) -> None:
    """A winding tower: two legs, a strut, bracing and a pair of wheels. `size` is its height."""
    with canvas.moved(x, base, scale=size / 400):
        canvas.polygon([(-62, 0), (-42, 0), (-24, -318), (-44, -318)], colour)
        canvas.polygon([(42, 0), (62, 0), (44, -318), (24, -318)], colour)
        canvas.polygon([(196, 0), (232, 0), (52, -318), (30, -318)], colour)
        for top, bottom in ((-300, -222), (-222, -136), (-136, -40)):
            upper, lower = 52 + top * 0.057, 52 + bottom * 0.057
            canvas.stroke([(-upper, top), (lower, bottom)], 9, colour)
            canvas.stroke([(upper, top), (-lower, bottom)], 9, colour)
            canvas.stroke([(-lower, bottom), (lower, bottom)], 11, colour)
        for y, end in ((-230, 86), (-136, 142)):
            canvas.stroke([(44, y), (end, y)], 10, colour)
        canvas.box(-66, -330, 132, 20, colour, 4)
        for cx in (-30, 30):
            canvas.ring(cx, -364, 40, 10, wheel)
            for angle in range(0, 180, 45):
                dx, dy = 38 * math.cos(math.radians(angle)), 38 * math.sin(math.radians(angle))
                canvas.stroke([(cx - dx, -364 - dy), (cx + dx, -364 + dy)], 5, wheel)
        canvas.polygon([(-78, -408), (0, -438), (78, -408), (78, -398), (-78, -398)], colour)
        for px in (-70, 62):
            canvas.box(px, -404, 8, 80, colour)


def gasometer(canvas: Canvas, x: float, base: float, size: float, colour: str, rib: str) -> None:
    """A gas holder as a landmark: a drum with ribs, rings and a flat dome. `size` is its height."""
    with canvas.moved(x, base, scale=size / 400):
        canvas.polygon([(-118, -368), (-60, -396), (60, -396), (118, -368)], colour)
        canvas.box(-22, -414, 44, 24, colour, 6)
        canvas.box(-124, -372, 248, 372, colour, (8, 8, 0, 0))
        for i in range(1, 8):
            canvas.box(-124 + i * 31 - 2.5, -356, 5, 356, rib)
        for y in (-362, -272, -182, -92):
            canvas.box(-124, y, 248, 8, rib)


def house(
    canvas: Canvas, x: float, base: float, w: float, h: float, wall: str, roof: str, window: str
) -> None:
    """A house with a gable and two rows of windows."""
    canvas.box(x + w * 0.66, base - h - w * 0.42, w * 0.13, w * 0.4, roof)
    canvas.box(x, base - h, w, h, wall)
    canvas.polygon(
        [(x - w * 0.08, base - h), (x + w / 2, base - h - w * 0.5), (x + w * 1.08, base - h)], roof
    )
    columns = 3 if w > 150 else 2
    pane = w / (columns * 2 + 1)
    for row in range(max(1, int(h // (pane * 2.4)))):
        for column in range(columns):
            top = base - h + pane * (0.7 + row * 2.1)
            canvas.box(x + pane * (1 + 2 * column), top, pane, pane * 1.3, window, pane * 0.12)


def hall(canvas: Canvas, x: float, base: float, teeth: int, size: float, colour: str) -> None:
    """A factory hall with a saw-tooth roof."""
    for i in range(teeth):
        left = x + i * size
        canvas.polygon(
            [
                (left, base),
                (left, base - size * 1.35),
                (left + size, base - size * 0.8),
                (left + size, base),
            ],
            colour,
        )


def tree(
    canvas: Canvas, x: float, base: float, size: float, crown: str, trunk: str, slim: bool = False
) -> None:
    """A simple round or slim tree."""
    canvas.box(x - size * 0.05, base - size * 0.5, size * 0.1, size * 0.5, trunk)
    canvas.ellipse(x, base - size * 0.66, size * (0.2 if slim else 0.3), size * 0.34, crown)


def wave(rng: Random, top: float, swing: float) -> list[Point]:
    """The upper edge of a gentle hill across the picture, closed at the bottom."""
    phase, length = rng.uniform(0, math.tau), rng.uniform(900, 1500)
    edge = [
        (x, top + swing * math.sin(phase + x / length * math.tau)) for x in range(0, WIDTH + 1, 20)
    ]
    return [(WIDTH, HEIGHT), (0, HEIGHT), *edge]


def _towers(canvas: Canvas, p: Palette, rng: Random) -> None:
    side = rng.choice((230, 300))
    hall(canvas, side + 150, HORIZON + 20, 3, rng.choice((84, 96)), p.far)
    headframe(canvas, side, HORIZON + 20, rng.uniform(440, 520), p.far, p.far)
    hall(canvas, 1200, HORIZON + 20, 4, rng.choice((78, 90)), p.far)
    canvas.box(1430, HORIZON - 290, 44, 320, p.far, (6, 6, 0, 0))


def _gasometer(canvas: Canvas, p: Palette, rng: Random) -> None:
    rib = mix(p.far, p.sky, 0.45)
    gasometer(canvas, rng.uniform(230, 300), HORIZON + 20, rng.uniform(420, 480), p.far, rib)
    hall(canvas, 1130, HORIZON + 20, 5, rng.choice((80, 92)), p.far)
    canvas.box(1360, HORIZON - 330, 46, 360, p.far, (6, 6, 0, 0))


def _roofs(canvas: Canvas, p: Palette, rng: Random) -> None:
    x = -40.0
    pane = mix(p.far, p.sky, 0.5)
    while x < WIDTH:
        w = rng.uniform(120, 200)
        house(canvas, x, HORIZON + 30, w, rng.uniform(120, 260), p.far, p.far, pane)
        x += w + rng.choice((14, 30, 60))


def _canal(canvas: Canvas, p: Palette, rng: Random) -> None:
    canvas.polygon(wave(rng, HORIZON - 90, 26), p.far)
    for _ in range(9):
        x = rng.choice((rng.uniform(20, 430), rng.uniform(1170, 1580)))
        trunk = mix(p.far, p.ground, 0.3)
        tree(canvas, x, HORIZON - 60, rng.uniform(110, 190), p.far, trunk, rng.random() < 0.6)


def _hills(canvas: Canvas, p: Palette, rng: Random) -> None:
    left = rng.uniform(-80, 60)
    canvas.polygon(
        [
            (left - 200, HORIZON + 60),
            (left + 210, 420),
            (left + 470, 420),
            (left + 900, HORIZON + 60),
        ],
        p.far,
    )
    second = mix(p.far, p.sky, 0.35)
    canvas.polygon(mound(rng.uniform(1200, 1350), 560, 260), second)
    for i in range(4):
        tree(canvas, left + 235 + i * 66, 426, rng.uniform(70, 110), p.far, p.far, i % 2 == 0)


def mound(cx: float, rx: float, ry: float) -> list[Point]:
    """A round hill that rises from the horizon."""
    steps = 40
    return [
        (cx - rx * math.cos(math.pi * i / steps), HORIZON + 40 - ry * math.sin(math.pi * i / steps))
        for i in range(steps + 1)
    ]


_BANDS: dict[str, Callable[[Canvas, Palette, Random], None]] = {
    "foerderturm": _towers,
    "gasometer": _gasometer,
    "daecher": _roofs,
    "kanal": _canal,
    "huegel": _hills,
}


def _sky(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    canvas.circle(rng.uniform(720, 880), rng.uniform(400, 470), rng.uniform(350, 400), p.disc)
    for x, y in ((rng.uniform(90, 330), 150), (rng.uniform(1230, 1400), 210)):
        width, top = rng.uniform(130, 190), y + rng.uniform(-50, 50)
        canvas.box(x, top, width, 36, p.cloud, 18)
        canvas.box(x + width * 0.25, top - 30, width * 0.5, 50, p.cloud, 25)
    if p.dark:
        for _ in range(26):
            canvas.circle(
                rng.uniform(20, 1580), rng.uniform(20, 470), rng.choice((3, 4, 6)), p.cloud
            )


def paint_backdrop(scene: Scene, band: str) -> None:
    """Sky, disc, clouds, the band of the motif and the ground. "frei" leaves the horizon empty."""
    _sky(scene)
    if band in _BANDS:
        _BANDS[band](scene.canvas, scene.colours, scene.rng)
    scene.canvas.polygon(wave(scene.rng, HORIZON + 6, 12), scene.colours.ground)


def shadow(scene: Scene, x: float, y: float, rx: float) -> None:
    """A flat shadow that makes a thing stand on the ground or float above it."""
    p = scene.colours
    scene.canvas.ellipse(x, y, rx, rx * 0.07, mix(p.ground, "#06181F", 0.4 if p.dark else 0.13))
