"""Motifs that show the Ruhr itself."""

from __future__ import annotations

from .backdrop import gasometer, hall, headframe, house, shadow, tree
from .palette import mix, shade
from .scene import Motif, Scene


def _city(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    leaf = "#9ADBBB" if p.dark else "#25704F"
    base = 786.0
    gasometer(canvas, 420, base, 420, p.main, mix(p.main, p.on, 0.3))
    headframe(canvas, 1110, base, 500, p.second, p.third)
    canvas.box(716, 236, 150, 560, p.third, (10, 10, 0, 0))
    for row in range(9):
        for column in range(3):
            lit = rng.random() < 0.55
            pane = p.on if lit else mix(p.third, p.on, 0.3)
            canvas.box(736 + column * 42, 262 + row * 54, 28, 34, pane, 4)
    spots = [(214, 150, 150), (540, 160, 190), (870, 170, 150), (1270, 150, 180), (1444, 130, 130)]
    for i, (x, w, h) in enumerate(spots):
        wall = p.strong[(i + 1) % 4]
        roof = shade(p.strong[(i + 2) % 4], 0.15)
        house(canvas, x, base, w, h + rng.uniform(-14, 14), wall, roof, p.on)
    for x in (150, 716, 1064, 1236):
        tree(canvas, x, base + 8, rng.uniform(150, 190), leaf, shade(p.ground, 0.4), x == 1064)
    for x in (500, 1430):
        tree(canvas, x, base + 14, rng.uniform(110, 130), leaf, shade(p.ground, 0.4))


def _winding_tower(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    leaf = "#9ADBBB" if p.dark else "#25704F"
    shadow(scene, 800, 796, 520)
    hall(canvas, 1010, 792, 3, 124, p.third)
    for i in range(3):
        canvas.box(1042 + i * 124, 712, 60, 46, p.on, 8)
    canvas.box(380, 560, 260, 232, p.fourth, (10, 10, 0, 0))
    canvas.box(362, 540, 296, 34, shade(p.fourth, 0.25), 8)
    for row in range(2):
        for column in range(3):
            canvas.box(412 + column * 74, 604 + row * 84, 48, 58, p.on, (24, 24, 4, 4))
    headframe(canvas, 770, 792, 660, p.main, p.second)
    for x, size in ((320, 190), (1440, 170), (690, 110)):
        tree(canvas, x + rng.uniform(-16, 16), 802, size, leaf, shade(p.ground, 0.4), size == 170)


PLACES = {
    "stadt": Motif("Eine bunte Stadt mit Häusern, Gasometer und Förderturm", _city, "huegel"),
    "foerderturm": Motif(
        "Ein großer Förderturm mit zwei Seilscheiben zwischen Zechengebäuden",
        _winding_tower,
        "huegel",
    ),
}
