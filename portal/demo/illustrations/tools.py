"""Motifs about working and learning."""

from __future__ import annotations

from .backdrop import house, shadow
from .canvas import Canvas, Point, arc_points, bezier, star_points
from .palette import mix, shade
from .scene import Motif, Scene


def _check(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    canvas.stroke(
        [(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.7)],
        size * 0.36,
        colour,
    )


def _magnifier(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    cx, cy = 730 + rng.uniform(-24, 24), 400
    handle = [(cx + 214, cy + 214), (cx + 372, cy + 372)]
    canvas.stroke([(cx + 180, cy + 180), (cx + 240, cy + 240)], 44, shade(p.main, 0.3))
    canvas.stroke(handle, 84, p.second)
    canvas.stroke([handle[0], (cx + 250, cy + 250)], 84, shade(p.second, 0.25))
    glass = mix(p.sky, "#FFFFFF", 0.55) if not p.dark else "#FFF8EA"
    canvas.circle(cx, cy, 276, glass)
    walls = ("#0F5C63", "#C8432A", "#25704F", "#1D2B53")
    wall, roof = rng.sample(walls, 2)
    with canvas.clipped(arc_points(cx, cy, 262, 262, 0, 360)):
        canvas.box(cx - 300, cy + 150, 600, 200, "#A9CDA6")
        for side in (-1, 1):
            house(canvas, cx - 85 + side * 222, cy + 172, 170, 150, "#C9DAD8", "#AFC7C5", glass)
        house(canvas, cx - 118, cy + 172, 236, 206, wall, roof, "#F9C23C")
        canvas.box(cx - 30, cy + 84, 60, 90, "#FFF8EA", (30, 30, 0, 0))
        canvas.arc(cx, cy, 222, 205, 250, 20, "#FFFFFF")
    canvas.ring(cx, cy, 276, 44, p.main)


def _calendar(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 812, 340)
    with canvas.moved(800, 470, angle=rng.uniform(-4, 4)):
        with canvas.moved(0, 0, angle=6):
            canvas.box(-330, -300, 660, 620, p.second, 36)
        canvas.box(-340, -310, 680, 630, shade(p.paper, 0.14), 36)
        canvas.box(-340, -310, 680, 618, p.paper, 36)
        canvas.box(-340, -310, 680, 142, p.main, (36, 36, 0, 0))
        for i, width in enumerate((150, 90)):
            canvas.box(-130 + i * 170, -236, width, 30, p.on, 15)
        for x in (-220, 220):
            canvas.circle(x, -262, 26, shade(p.main, 0.4))
            canvas.stroke([(x, -350), (x, -266)], 26, p.third if not p.dark else p.fourth)
        marked = set(rng.sample(range(24), 5))
        star = rng.choice(sorted(marked))
        bold = ("#0F5C63", "#C8432A", "#25704F", "#1D2B53", "#E0A019")
        for i in range(24):
            x, y = -282 + i % 6 * 98, -130 + i // 6 * 106
            if i in marked:
                canvas.box(x, y, 76, 80, bold[i % 4], 20)
                if i == star:
                    canvas.polygon(star_points(x + 38, y + 42, 30, 13), "#F9C23C")
                else:
                    canvas.circle(x + 38, y + 40, 14, "#FFF8EA")
            else:
                canvas.box(x, y, 76, 80, "#DCE7E3", 20)


def _sheet(canvas: Canvas, x: float, y: float, w: float, h: float, colour: str) -> list[Point]:
    """A page with a folded corner."""
    fold = 84
    outline = [(x, y), (x + w - fold, y), (x + w, y + fold), (x + w, y + h), (x, y + h)]
    canvas.polygon(outline, colour)
    canvas.polygon(
        [(x + w - fold, y), (x + w, y + fold), (x + w - fold, y + fold)], shade(colour, 0.2)
    )
    return outline


def _document(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 812, 320)
    turn = rng.uniform(-3, 3)
    with canvas.moved(780, 470, angle=turn - 9):
        canvas.box(-236, -318, 480, 640, p.second, 18)
    with canvas.moved(790, 470, angle=turn):
        canvas.box(-252, -338, 504, 676, p.main, 22)
        _sheet(canvas, -226, -312, 452, 624, p.paper)
        canvas.box(-176, -252, 150, 110, mix(p.main, p.paper, 0.1), 14)
        canvas.circle(-101, -197, 34, p.on)
        for row, width in enumerate((150, 110)):
            canvas.box(0, -232 + row * 48, width, 24, p.rule, 12)
        for row, width in enumerate((352, 352, 300, 352, 210)):
            canvas.box(-176, -96 + row * 56, width, 24, p.rule, 12)
        canvas.polygon(star_points(140, 216, 92, 76, 14), "#C8432A")
        _check(canvas, 140, 214, 36, "#FFF8EA")
    with canvas.moved(1110 + rng.uniform(-20, 20), 520, angle=24):
        canvas.box(-34, -270, 68, 60, p.second, (22, 22, 0, 0))
        canvas.box(-34, -214, 68, 30, p.on)
        canvas.box(-34, -186, 68, 380, p.third)
        canvas.box(-10, -186, 22, 380, shade(p.third, 0.16))
        canvas.polygon([(-34, 194), (34, 194), (0, 288)], "#F3DDB3")
        canvas.polygon([(-13, 252), (13, 252), (0, 288)], "#1D2B53")


def _book(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 806, 470)
    canvas.box(372, 380, 856, 420, p.main, 26)
    for side in (-1, 1):
        for step, tone in ((0, shade(p.paper, 0.2)), (16, shade(p.paper, 0.09)), (32, p.paper)):
            outer = 800 + side * (408 - step * 0.6)
            top = bezier((800, 400), (800 + side * 110, 316), (800 + side * 290, 318), (outer, 356))
            bottom = bezier(
                (outer, 760 - step),
                (800 + side * 290, 716 - step),
                (800 + side * 110, 722 - step),
                (800, 792 - step),
            )
            canvas.polygon([*top, *bottom], tone)
        for row in range(5):
            x0, x1, y = 800 + side * 70, 800 + side * (340 - row % 2 * 60), 430 + row * 56
            middle = (x0 + x1) / 2
            canvas.stroke(
                bezier((x0, y), (middle, y - 38), (middle, y - 34), (x1, y - 26), 20), 18, p.rule
            )
    canvas.stroke([(800, 404), (800, 758)], 8, shade(p.paper, 0.22))
    canvas.polygon([(900, 345), (964, 327), (964, 570), (932, 534), (900, 580)], "#C8432A")
    drift = rng.uniform(-18, 18)
    canvas.polygon(star_points(800, 196 + drift, 92, 42), p.second)
    canvas.circle(580, 246 - drift, 52, p.third)
    canvas.box(974, 190 - drift, 96, 96, p.fourth, 22)
    for x, y in ((690, 146), (896, 290), (476, 170), (1130, 160), (690, 300)):
        canvas.circle(x, y + drift, 15, rng.choice(p.strong))


def _screen(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 800, 330)
    canvas.polygon([(720, 620), (880, 620), (910, 780), (690, 780)], shade(p.main, 0.3))
    canvas.box(610, 768, 380, 34, p.main, 17)
    canvas.box(380, 140, 840, 530, p.main, 40)
    canvas.box(414, 174, 772, 462, p.paper, 18)
    wide = rng.sample(("#0F5C63", "#C8432A", "#25704F", "#1D2B53"), 4)
    canvas.box(446, 206, 470, 310, wide[0], 20)
    canvas.circle(681, 361, 84, "#F9C23C")
    canvas.polygon([(655, 312), (655, 410), (736, 361)], wide[0])
    canvas.box(446, 552, 470, 22, p.rule, 11)
    canvas.box(446, 552, rng.uniform(130, 350), 22, wide[1], 11)
    for i in range(3):
        canvas.box(948, 206 + i * 130, 206, 106, mix(wide[i + 1], "#FFFFFF", 0.06), 18)
        canvas.box(1040, 236 + i * 130, 86, 16, "#FFF8EA", 8)
        canvas.box(1040, 266 + i * 130, 56, 16, "#FFF8EA", 8)
        canvas.circle(996, 259 + i * 130, 26, "#F9C23C")
    canvas.box(1250, 660, 116, 130, p.second, (10, 10, 34, 34))
    for angle, length in ((-34, 150), (-10, 205), (14, 190), (38, 140)):
        with canvas.moved(1308, 668, angle=angle):
            leaf = [*bezier((0, 0), (-52, -60), (-40, -130), (0, -length))]
            leaf += bezier((0, -length), (40, -130), (52, -60), (0, 0))
            canvas.polygon(leaf, "#9ADBBB" if p.dark else "#25704F")


def _helmet(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 820, 770, 470)
    beam = mix(p.sky, "#FFE08A", 0.6 if p.dark else 0.85)
    spread = rng.uniform(110, 150)
    canvas.polygon([(1030, 470), (1620, 370 - spread), (1620, 580 + spread), (1030, 590)], beam)
    canvas.stroke(arc_points(760, 690, 330, 400, 196, 338), 64, p.second)
    dome = arc_points(760, 690, 340, 400, 180, 360)
    canvas.polygon(dome, p.main)
    with canvas.clipped(dome):
        canvas.ellipse(620, 640, 190, 400, mix(p.main, "#FFFFFF", 0.13))
        canvas.box(400, 612, 760, 90, shade(p.main, 0.28))
    for start in (236, 268):
        canvas.stroke(arc_points(760, 690, 250, 300, start, start + 22), 22, p.second)
    brim = [(390, 690), *bezier((1090, 676), (1180, 690), (1270, 720), (1280, 764), 20)]
    canvas.polygon([*brim, *bezier((1280, 764), (1180, 742), (760, 744), (390, 744), 20)], p.second)
    canvas.circle(398, 717, 27, p.second)
    canvas.box(958, 446, 104, 150, shade(p.third, 0.25), 26)
    canvas.ellipse(1062, 521, 44, 86, p.third)
    canvas.ellipse(1068, 521, 30, 64, "#FFF3C4")


TOOLS = {
    "lupe": Motif(
        "Eine große Lupe zeigt ein Haus aus einer Häuserzeile ganz nah", _magnifier, "daecher"
    ),
    "kalender": Motif(
        "Ein Kalenderblatt mit fünf markierten Tagen vor Hügeln", _calendar, "huegel"
    ),
    "dokument": Motif(
        "Ein Schriftstück mit Prüfsiegel und ein Stift vor der Silhouette eines Förderturms",
        _document,
        "foerderturm",
        mirrors=False,
    ),
    "buch": Motif(
        "Ein aufgeschlagenes Buch, aus dem ein Stern und bunte Formen aufsteigen", _book, "huegel"
    ),
    "bildschirm": Motif(
        "Ein Bildschirm mit Lernvideo und daneben eine Topfpflanze vor Hausdächern",
        _screen,
        "daecher",
        mirrors=False,
    ),
    "helm": Motif(
        "Ein Schutzhelm mit leuchtender Lampe vor der Silhouette eines Förderturms",
        _helmet,
        "foerderturm",
    ),
}
