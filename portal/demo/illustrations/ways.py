"""Motifs about arriving, crossing and getting ahead."""

from __future__ import annotations

import math

from .backdrop import shadow, tree
from .canvas import Canvas, Point, arc_points, bezier, star_points
from .palette import mix, shade
from .scene import Motif, Scene


def _plant(canvas: Canvas, x: float, base: float, pot: str, leaf: str) -> None:
    for angle in (-32, -10, 12, 34):
        with canvas.moved(x, base - 100, angle=angle):
            outline = bezier((0, 0), (-44, -60), (-30, -140), (0, -180))
            canvas.polygon([*outline, *bezier((0, -180), (30, -140), (44, -60), (0, 0))], leaf)
    canvas.polygon(
        [(x - 60, base - 110), (x + 60, base - 110), (x + 44, base), (x - 44, base)], pot
    )
    canvas.box(x - 68, base - 126, 136, 30, shade(pot, 0.2), 10)


def _door(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    light = "#FFE08A"
    canvas.polygon([(650, 770), (950, 770), (1130, 900), (560, 900)], mix(p.ground, light, 0.6))
    canvas.box(590, 170, 420, 600, p.main, (210, 210, 0, 0))
    canvas.box(650, 230, 300, 540, light, (150, 150, 0, 0))
    with canvas.clipped([(650, 230), (950, 230), (950, 770), (650, 770)]):
        canvas.circle(800, 520, 92, "#F9B93A")
        canvas.polygon(
            [(640, 770), *bezier((640, 690), (740, 600), (850, 620), (960, 690)), (960, 770)],
            "#5FA98A",
        )
        canvas.polygon([(770, 770), (800, 660), (816, 660), (870, 770)], "#FFF3CF")
    swing = rng.uniform(0, 36)
    leaf = [(650, 236), (478 - swing, 190), (478 - swing, 836), (650, 770)]
    canvas.polygon(leaf, p.second)
    left = 478 - swing
    for top, bottom in ((0.1, 0.46), (0.54, 0.9)):
        quad = []
        for u, v in ((0.2, top), (0.8, top), (0.8, bottom), (0.2, bottom)):
            y0, y1 = 190 + 46 * u, 836 - 66 * u
            quad.append((left + (650 - left) * u, y0 + (y1 - y0) * v))
        canvas.polygon(quad, shade(p.second, 0.16))
    canvas.circle(left + 28, 520, 15, p.on)
    canvas.box(570, 764, 460, 26, shade(p.main, 0.3), 8)
    _plant(canvas, 1130, 796, p.third, "#9ADBBB" if p.dark else "#25704F")


def _bridge(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    water = mix("#2E8C9A", p.sky, 0.3 if p.dark else 0.62)
    canvas.box(0, 690, 1600, 210, water)
    for i in range(16):
        x, y = rng.uniform(-40, 1500), 790 + i % 4 * 28
        canvas.box(x, y, rng.uniform(70, 190), 9, mix(water, "#FFFFFF", 0.3), 4)
    for x in (236, 1244):
        canvas.box(x, 560, 120, 210, shade(p.second, 0.18))
        canvas.box(x - 22, 548, 164, 40, p.second, 8)
    for i in range(1, 12):
        hanger = 296 + i * 84
        top = 540 - 356 * math.sqrt(1 - ((hanger - 800) / 504) ** 2)
        canvas.stroke([(hanger, top), (hanger, 540)], 11, p.main)
    canvas.stroke(arc_points(800, 540, 504, 356, 180, 360), 40, p.main)
    canvas.box(-20, 522, 1640, 46, p.second)
    canvas.box(-20, 568, 1640, 14, shade(p.second, 0.3))
    ship = 700 + rng.uniform(-90, 120)
    canvas.polygon(
        [(ship - 190, 700), (ship + 230, 700), (ship + 180, 772), (ship - 160, 772)], p.third
    )
    canvas.box(ship - 150, 628, 110, 74, p.paper, 10)
    for i in range(2):
        canvas.box(ship - 134 + i * 46, 646, 30, 28, "#12606C", 6)
    for i, colour in enumerate((p.main, p.second, p.fourth)):
        canvas.box(ship - 14 + i * 72, 646, 62, 54, shade(colour, 0.08), 4)


def _signpost(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 800, 200)
    post = p.fourth
    canvas.box(774, 120, 52, 684, post, (26, 26, 0, 0))
    canvas.box(800, 150, 26, 654, shade(post, 0.18))
    sides = rng.choice(((1, -1, 1), (-1, 1, -1)))
    for i, side in enumerate(sides):
        colour, y = p.strong[i], 178 + i * 178
        with canvas.moved(800, y, angle=rng.uniform(-3, 3), mirror=side < 0):
            canvas.polygon([(-196, 0), (316, 0), (398, 68), (316, 136), (-196, 136)], colour)
            canvas.polygon([(-196, 104), (354, 104), (316, 136), (-196, 136)], shade(colour, 0.16))
            if i == 0:
                canvas.circle(-124, 64, 32, p.on)
            elif i == 1:
                canvas.polygon([(-124, 28), (-84, 98), (-164, 98)], p.on)
            else:
                canvas.box(-154, 34, 60, 60, p.on, 8)
            canvas.box(-52, 34, 250, 22, p.on, 11)
            canvas.box(-52, 74, 170, 22, p.on, 11)
            for x in (244, 290):
                canvas.stroke([(x, 38), (x + 26, 66), (x, 94)], 14, p.on)
    for x in (640, 960):
        tree(canvas, x, 800, 120, "#9ADBBB" if p.dark else "#25704F", shade(p.ground, 0.4))


def _compass(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 820, 250)
    canvas.ring(800, 118, 44, 20, p.second)
    canvas.box(768, 140, 64, 60, p.second, 12)
    canvas.circle(800, 480, 314, p.main)
    canvas.circle(800, 480, 262, p.paper)
    canvas.circle(800, 480, 214, mix(p.paper, "#BFDDD6", 0.55))
    for i in range(24):
        angle = math.radians(i * 15)
        inner, width = (206, 18) if i % 6 == 0 else (228, 8)
        canvas.stroke(
            [
                (800 + math.cos(angle) * inner, 480 + math.sin(angle) * inner),
                (800 + math.cos(angle) * 244, 480 + math.sin(angle) * 244),
            ],
            width,
            "#1D2B53",
        )
    canvas.polygon(star_points(800, 480, 168, 54, 4), mix(p.paper, "#7FB7AE", 0.7))
    with canvas.moved(800, 480, angle=rng.uniform(18, 60)):
        canvas.polygon([(-48, 0), (0, -212), (48, 0)], "#C8432A")
        canvas.polygon([(0, 0), (0, -212), (48, 0)], shade("#C8432A", 0.2))
        canvas.polygon([(-48, 0), (0, 212), (48, 0)], "#0F5C63")
        canvas.polygon([(0, 0), (0, 212), (48, 0)], shade("#0F5C63", 0.3))
    canvas.circle(800, 480, 28, "#F9C23C")
    canvas.circle(800, 480, 11, "#1D2B53")


def _stairs(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 800, 560)
    slope = [(318 + i * 192, 600 - i * 92) for i in range(5)]
    for i in range(5):
        colour = p.strong[i % 4]
        x, height = 310 + i * 192, 100 + i * 92
        canvas.box(x, 796 - height, 192, height, colour)
        canvas.box(x + 150, 796 - height, 42, height, shade(colour, 0.12))
        canvas.box(x - 16, 796 - height, 208, 34, mix(colour, "#FFFFFF", 0.32), 6)
    for x, y in slope[:4]:
        canvas.stroke([(x + 88, y - 44), (x + 88, y + 96)], 13, p.third)
    canvas.stroke([(372, 574), (1002, 272)], 24, p.third)
    top = 186 + rng.uniform(-14, 14)
    canvas.polygon(star_points(1174, top, 104, 48), p.main)
    for i in range(7):
        angle = math.radians(190 + i * 26.7)
        canvas.stroke(
            [
                (1174 + math.cos(angle) * 128, top + math.sin(angle) * 128),
                (1174 + math.cos(angle) * 158, top + math.sin(angle) * 158),
            ],
            14,
            p.second,
        )


def _train(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    canvas.box(0, 772, 1600, 16, mix(p.ground, "#06181F", 0.45))
    for i in range(21):
        canvas.box(i * 80 - 20, 788, 44, 16, mix(p.ground, "#06181F", 0.3))
    canvas.box(0, 196, 1600, 7, mix(p.sky, "#1D2B53" if not p.dark else "#FFFFFF", 0.45))
    pane, gleam = ("#2A6F86", "#3F8BA1") if p.dark else ("#BFE3EA", "#E4F5F7")
    shift = rng.uniform(-50, 50)
    nose = 1290 + shift
    canvas.stroke([(700, 318), (772, 256), (700, 202)], 12, p.third)
    canvas.stroke([(660, 204), (740, 204)], 12, p.third)
    body: list[Point] = [(-40, 320), (nose - 210, 320)]
    body += bezier((nose - 210, 320), (nose - 60, 326), (nose, 560), (nose, 700))
    body += [(nose, 724), (-40, 724)]
    canvas.polygon(body, p.main)
    with canvas.clipped(body):
        canvas.box(-40, 320, 1700, 40, mix(p.main, "#FFFFFF", 0.25))
        canvas.box(-40, 590, 1700, 46, p.second)
        canvas.box(-40, 690, 1700, 40, shade(p.main, 0.35))
        canvas.polygon(
            [(nose - 196, 392), (nose + 40, 392), (nose + 40, 556), (nose - 196, 556)], pane
        )
        canvas.polygon(
            [(nose - 150, 392), (nose - 110, 392), (nose - 190, 556), (nose - 196, 490)], gleam
        )
    for x in (60, 250, 630, 820):
        canvas.box(x + shift, 392, 156, 150, pane, 22)
        canvas.polygon(
            [
                (x + shift + 92, 392),
                (x + shift + 128, 392),
                (x + shift + 58, 542),
                (x + shift + 22, 542),
            ],
            gleam,
        )
    for x in (434, 1000):
        canvas.box(x + shift, 380, 166 if x < 900 else 64, 316, shade(p.main, 0.22), 14)
    for x in (450, 524):
        canvas.box(x + shift, 400, 60, 180, pane, 10)
    canvas.box(1010 + shift, 400, 44, 180, pane, 10)
    canvas.circle(nose - 40, 664, 24, "#FFE9A8")
    for x in (120, 250, 900, 1030):
        canvas.circle(x + shift, 736, 48, "#1D2B53")
        canvas.circle(x + shift, 736, 20, "#9FB3C8")


WAYS = {
    "tuer": Motif(
        "Eine offene Tür, aus der Licht fällt, daneben eine Topfpflanze vor Hausdächern",
        _door,
        "daecher",
    ),
    "bruecke": Motif(
        "Eine Bogenbrücke über einen Kanal, darunter fährt ein Frachtschiff", _bridge, "kanal"
    ),
    "schild": Motif(
        "Ein Wegweiser mit drei Schildern in verschiedene Richtungen vor Hügeln",
        _signpost,
        "huegel",
    ),
    "kompass": Motif("Ein großer Kompass mit zweifarbiger Nadel vor Hügeln", _compass, "huegel"),
    "treppe": Motif(
        "Eine bunte Treppe mit fünf Stufen, darüber ein Stern, hinten ein Gasometer",
        _stairs,
        "gasometer",
    ),
    "zug": Motif("Ein Zug fährt an Hausdächern vorbei", _train, "daecher"),
}
