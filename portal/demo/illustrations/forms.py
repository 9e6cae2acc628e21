"""Motifs made of plain forms: balance, star, puzzle, blocks and tree."""

from __future__ import annotations

import math

from .backdrop import shadow
from .canvas import Point, arc_points, bezier, star_points
from .palette import mix, shade
from .scene import Motif, Scene


def _balance(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 800, 270)
    tilt = rng.uniform(-3.5, 3.5)
    canvas.polygon([(776, 210), (824, 210), (838, 720), (762, 720)], p.main)
    canvas.polygon([(800, 210), (824, 210), (838, 720), (800, 720)], shade(p.main, 0.18))
    canvas.box(660, 740, 280, 58, p.main, (22, 22, 8, 8))
    canvas.box(710, 704, 180, 44, shade(p.main, 0.25), (16, 16, 0, 0))
    reach = 376
    with canvas.moved(800, 226, angle=tilt):
        canvas.polygon(
            [(-reach, -10), (0, -30), (reach, -10), (reach, 10), (0, 30), (-reach, 10)], p.second
        )
    canvas.circle(800, 226, 56, p.main)
    canvas.circle(800, 226, 26, p.on)
    for side in (-1, 1):
        x = 800 + side * reach * math.cos(math.radians(tilt))
        y = 226 + side * reach * math.sin(math.radians(tilt))
        rope = mix(p.second, p.disc, 0.2)
        canvas.stroke([(x - 156, y + 292), (x, y), (x + 156, y + 292)], 9, rope)
        canvas.circle(x, y, 22, p.second)
        if side < 0:
            for dx, dy, colour in ((-62, 0, 3), (62, 0, 2), (0, -100, 1)):
                canvas.circle(x + dx, y + 232 + dy, 58, p.strong[colour])
                canvas.circle(x + dx - 18, y + 212 + dy, 15, mix(p.strong[colour], "#FFFFFF", 0.35))
        else:
            for dx, dy, colour in ((-54, 0, 2), (54, 0, 3), (0, -104, 1)):
                canvas.box(x + dx - 50, y + 190 + dy, 100, 100, p.strong[colour], 12)
                canvas.box(
                    x + dx - 34, y + 206 + dy, 40, 14, mix(p.strong[colour], "#FFFFFF", 0.35), 7
                )
        canvas.polygon([*arc_points(x, y + 288, 196, 104, 0, 180)], p.main)
        canvas.box(x - 204, y + 276, 408, 26, shade(p.main, 0.22), 13)


def _star(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 812, 200)
    with canvas.moved(800, 440, angle=rng.uniform(-9, 9)):
        outline = star_points(0, 0, 290, 150)
        canvas.stroke([*outline, outline[0]], 60, p.main)
        canvas.polygon(outline, p.main)
        for size, colour in ((216, mix(p.main, "#FFFFFF", 0.16)), (104, p.on)):
            inner = star_points(0, 0, size, size * 0.52)
            canvas.stroke([*inner, inner[0]], size * 0.2, colour)
            canvas.polygon(inner, colour)
    start = rng.uniform(0, 0.5)
    for i in range(7):
        angle = start + math.pi + i * math.pi / 6
        x, y = 800 + math.cos(angle) * 540, 500 + math.sin(angle) * 350
        size = (46, 30, 38)[i % 3]
        canvas.polygon(star_points(x, y, size, size * 0.45), p.strong[1 + i % 3])


def _piece(cell: float, tabs: tuple[int, int, int, int]) -> list[Point]:
    """A puzzle piece round the origin; tabs (top, right, bottom, left): 1 out, -1 in, 0 flat."""
    half, points = cell / 2, []
    for side, tab in enumerate(tabs):
        turn = math.radians(side * 90)
        edge: list[Point] = [(-half, -half)]
        if tab:
            radius = cell * 0.16
            middle = -half - tab * radius * 0.72
            sweep = (130, 410) if tab > 0 else (-130, -410)
            edge += arc_points(0, middle, radius, radius, *sweep, 40)
        points += [
            (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))
            for x, y in edge
        ]
    return points


def _puzzle(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 820, 300)
    cell = 262.0
    pieces = (
        (-1, -1, (0, 1, -1, 0)),
        (1, -1, (0, 0, 1, -1)),
        (-1, 1, (1, -1, 0, 0)),
        (1, 1, (-1, 0, 0, 1)),
    )
    loose = rng.choice((1, 3))
    with canvas.moved(760, 466, angle=rng.uniform(-4, 4)):
        for i, (column, row, tabs) in enumerate(pieces):
            x, y, angle = column * cell / 2, row * cell / 2, 0.0
            if i == loose:
                x, y, angle = x + 116, y + row * 22, rng.uniform(8, 14) * row
            with canvas.moved(x, y, angle=angle):
                with canvas.moved(0, 12):
                    canvas.polygon(_piece(cell - 5, tabs), shade(p.strong[i], 0.35))
                canvas.polygon(_piece(cell - 5, tabs), p.strong[i])


def _blocks(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 802, 400)
    order = list(range(4))
    rng.shuffle(order)
    a, b, c, d = (p.strong[i] for i in order)
    canvas.box(470, 596, 200, 200, a, 14)
    canvas.circle(570, 696, 58, p.on)
    canvas.box(930, 596, 200, 200, b, 14)
    canvas.polygon(star_points(1030, 702, 68, 30), p.on)
    canvas.box(686, 596, 228, 200, c, 14)
    canvas.polygon([*arc_points(800, 750, 66, 76, 180, 360), (866, 796), (734, 796)], p.ground)
    canvas.box(520, 486, 560, 104, d, 14)
    for i in range(5):
        canvas.box(574 + i * 98, 522, 60, 32, p.on, 16)
    canvas.box(572, 300, 150, 180, b, (75, 75, 14, 14))
    canvas.box(612, 372, 70, 60, p.on, 30)
    lean = rng.uniform(-3, 3)
    with canvas.moved(924, 480, angle=lean):
        canvas.box(-120, -112, 240, 112, a, 14)
        canvas.circle(-56, -56, 26, p.on)
        canvas.circle(56, -56, 26, p.on)
        canvas.polygon([(-132, -118), (132, -118), (0, -290)], c)
        canvas.polygon([(0, -118), (132, -118), (0, -290)], shade(c, 0.16))
    with canvas.moved(1250, 796, angle=0):
        canvas.box(-66, -132, 132, 132, d, 14)
        canvas.polygon([(-34, -30), (0, -100), (34, -30)], p.on)
    canvas.circle(354, 738, 58, c)
    canvas.circle(334, 716, 15, mix(c, "#FFFFFF", 0.35))


def _tree(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 802, 330)
    bark = "#E9C9A0" if p.dark else "#5B3B2E"
    trunk = bezier((738, 802), (772, 720), (774, 600), (766, 420), 20)
    canvas.polygon([*trunk, *bezier((834, 420), (826, 600), (828, 720), (862, 802), 20)], bark)
    for end, bend in (
        ((560, 380), (700, 560)),
        ((1040, 380), (900, 540)),
        ((800, 260), (800, 400)),
    ):
        canvas.stroke(bezier((800, 600), bend, bend, end, 20), 34, bark)
    crowns = [(520, 400, 132), (664, 262, 142), (836, 206, 136), (994, 290, 146), (1086, 430, 120)]
    shift = rng.randrange(4)
    for i, (x, y, radius) in enumerate(crowns):
        colour = p.strong[(i + shift) % 4]
        canvas.circle(x, y, radius, colour)
        canvas.circle(
            x - radius * 0.2, y - radius * 0.22, radius * 0.62, mix(colour, "#FFFFFF", 0.1)
        )
    canvas.circle(800, 400, 118, p.strong[(shift + 1) % 4])
    for x, y, radius in (*crowns, (800, 400, 118)):
        for _ in range(4):
            angle, reach = rng.uniform(0, math.tau), radius * rng.uniform(0.3, 0.72)
            with canvas.moved(
                x + math.cos(angle) * reach, y + math.sin(angle) * reach, angle=rng.uniform(0, 360)
            ):
                leaf = bezier((0, 24), (-22, 8), (-14, -18), (0, -26), 14)
                canvas.polygon([*leaf, *bezier((0, -26), (14, -18), (22, 8), (0, 24), 14)], p.on)


FORMS = {
    "waage": Motif(
        "Eine Balkenwaage mit Kugeln und Würfeln vor der Silhouette eines Gasometers",
        _balance,
        "gasometer",
    ),
    "stern": Motif("Ein großer Stern inmitten kleiner Sterne über Hügeln", _star, "huegel"),
    "puzzle": Motif(
        "Vier bunte Puzzleteile, eines noch nicht eingesetzt, vor Hausdächern", _puzzle, "daecher"
    ),
    "bausteine": Motif(
        "Ein Gebäude aus bunten Bausteinen vor der Silhouette eines Gasometers",
        _blocks,
        "gasometer",
    ),
    "baum": Motif(
        "Ein Baum mit bunten, runden Kronen vor der Silhouette eines Förderturms",
        _tree,
        "foerderturm",
    ),
}
