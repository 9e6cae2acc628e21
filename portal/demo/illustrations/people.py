"""Motifs about meeting and talking."""

from __future__ import annotations

import math

from .backdrop import shadow
from .canvas import Canvas, Point, arc_points, bezier, heart_points, star_points
from .palette import mix, shade
from .scene import Motif, Scene


def _bubble(
    canvas: Canvas, x: float, y: float, w: float, h: float, colour: str, tail: float
) -> None:
    """A speech bubble whose tail hangs at the share `tail` of its width."""
    root = x + w * tail
    lean = -46 if tail < 0.5 else 46
    canvas.polygon(
        [(root - 34, y + h - 8), (root + lean, y + h + 72), (root + 34, y + h - 8)], colour
    )
    canvas.box(x, y, w, h, colour, min(h / 2, 84))


def _speech_bubbles(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    lift = rng.uniform(-24, 24)
    _bubble(canvas, 800, 170 + lift, 430, 250, p.second, 0.74)
    for i in range(3):
        canvas.circle(925 + i * 92, 295 + lift, 30, p.on)
    _bubble(canvas, 350, 226 - lift, 520, 306, p.main, 0.22)
    for row, width in enumerate((330, 390, 230)):
        canvas.box(430, 304 - lift + row * 62, width, 28, p.on, 14)
    _bubble(canvas, 770, 472 + lift / 2, 350, 196, p.third, 0.68)
    canvas.polygon(heart_points(945, 570 + lift / 2, 56), p.on)


def _hand(canvas: Canvas, x: float, y: float, angle: float, colour: str, cuff: str) -> None:
    """An open raised hand with its sleeve; (x, y) is the middle of the palm."""
    with canvas.moved(x, y, angle=angle):
        canvas.box(-56, 62, 112, 620, cuff, 14)
        canvas.box(-66, 96, 132, 46, mix(cuff, "#FFFFFF", 0.25), 20)
        canvas.stroke([(-46, 40), (-98, -22), (-104, -66)], 42, colour)
        for i, length in enumerate((128, 158, 148, 112)):
            top = (-56 + i * 37, -40 - length)
            canvas.stroke([(-50 + i * 33, 10), top], 36, colour)
        canvas.box(-70, -46, 136, 146, colour, (20, 20, 58, 58))
        canvas.arc(-6, 34, 34, 200, 320, 8, shade(colour, 0.16))


def _hands(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    colours = p.hands
    canvas.polygon(star_points(800, 176, 92, 42), "#FBC94A" if p.dark else "#CF472C")
    for i, (x, y, angle) in enumerate(
        ((420, 560, -13), (668, 470, -5), (930, 486, 5), (1180, 566, 13))
    ):
        cuff = mix(colours[(i + 2) % 4], p.ground, 0.15)
        _hand(canvas, x, y + rng.uniform(-26, 26), angle, colours[i], cuff)


def _heart(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 800, 220)
    centre = (800 + rng.uniform(-90, 90), 420 + rng.uniform(-70, 50))
    light = [mix(tone, "#FFFFFF", 0.22) for tone in p.strong]
    colours = [p.main, light[1], p.third, light[3], light[0], p.second, light[2], p.fourth]
    with canvas.clipped(heart_points(800, 440, 318)):
        start = rng.uniform(0, 45)
        for i in range(8):
            arc = arc_points(*centre, 800, 800, start + i * 45, start + i * 45 + 45, 4)
            canvas.polygon([centre, *arc], colours[i])
        for radius in (96, 88):
            canvas.circle(*centre, radius, p.on if radius == 96 else p.main)
        canvas.polygon(star_points(*centre, 60, 28), p.on)
        for i in range(8):
            angle = math.radians(start + i * 45)
            x, y = centre[0] + math.cos(angle) * 94, centre[1] + math.sin(angle) * 94
            far = (centre[0] + math.cos(angle) * 800, centre[1] + math.sin(angle) * 800)
            canvas.stroke([(x, y), far], 9, p.on)
        for i in range(8):
            angle = math.radians(start + i * 45 + 22.5)
            canvas.circle(
                centre[0] + math.cos(angle) * 170, centre[1] + math.sin(angle) * 170, 18, p.on
            )


def _steam(canvas: Canvas, x: float, y: float, height: float, colour: str) -> None:
    canvas.stroke(
        bezier((x, y), (x - 46, y - height * 0.35), (x + 46, y - height * 0.65), (x, y - height)),
        16,
        colour,
    )


def _cup(canvas: Canvas, x: float, base: float, size: float, colour: str, band: str) -> None:
    with canvas.moved(x, base, scale=size):
        canvas.ellipse(0, -8, 236, 30, shade(colour, 0.3))
        canvas.ellipse(0, -18, 220, 24, mix(colour, "#FFFFFF", 0.16))
        canvas.ring(168, -168, 66, 34, shade(colour, 0.14))
        body = [(-168, -290), *bezier((-168, -290), (-168, -60), (-120, -20), (-80, -20))]
        body += bezier((80, -20), (120, -20), (168, -60), (168, -290))
        canvas.polygon(body, colour)
        with canvas.clipped(body):
            canvas.box(-180, -196, 360, 62, band)
            for i in range(7):
                canvas.circle(-150 + i * 50, -165, 14, colour)
        canvas.ellipse(0, -290, 168, 30, shade(colour, 0.28))
        canvas.ellipse(0, -285, 146, 21, "#5B3425")


def _cups(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    steam = p.cloud if p.dark else mix(p.sky, p.main, 0.38)
    sway = rng.uniform(-20, 20)
    for i in range(3):
        _steam(canvas, 570 + i * 74, 410 + sway * (i - 1), 170, steam)
    for i in range(2):
        _steam(canvas, 988 + i * 66, 500 + sway * i, 130, steam)
    _cup(canvas, 1020, 752, 0.76, p.second, p.on)
    _cup(canvas, 640, 800, 1.16, p.main, p.pop)


def _megaphone(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 690, 800, 250)
    with canvas.moved(690, 470, angle=-14 + rng.uniform(-4, 4)):
        canvas.stroke([(-120, 60), (-84, 236)], 62, shade(p.second, 0.2))
        canvas.polygon([(-180, -86), (236, -236), (236, 236), (-180, 86)], p.main)
        canvas.polygon([(-180, 18), (236, 60), (236, 236), (-180, 86)], shade(p.main, 0.2))
        canvas.box(-268, -92, 128, 184, p.second, 46)
        canvas.box(-60, -132, 40, 262, p.on)
        canvas.ellipse(236, 0, 66, 240, p.second)
        canvas.ellipse(240, 0, 46, 200, shade(p.second, 0.4))
        canvas.ellipse(226, 0, 26, 64, p.on if not p.dark else p.third)
        for radius in (150, 226, 302):
            canvas.arc(248, 0, radius, -34, 34, 26, p.third)
    for i in range(14):
        angle, reach = -0.95 + i * 0.085, rng.uniform(600, 790)
        x, y = 690 + math.cos(angle) * reach, 450 + math.sin(angle) * reach * 0.66
        canvas.circle(x, y, rng.choice((11, 15, 20)), p.strong[i % 4])


def _telephone(scene: Scene) -> None:
    canvas, p, rng = scene.canvas, scene.colours, scene.rng
    shadow(scene, 800, 786, 400)
    lift = rng.uniform(0, 34)
    canvas.box(690, 390, 46, 90, shade(p.main, 0.25))
    canvas.box(864, 390, 46, 90, shade(p.main, 0.25))
    body: list[Point] = [(620, 440), (980, 440)]
    body += bezier((980, 440), (1060, 450), (1100, 640), (1130, 780), 20)
    body += bezier((470, 780), (500, 640), (540, 450), (620, 440), 20)
    canvas.polygon(body, p.main)
    canvas.box(452, 742, 696, 44, shade(p.main, 0.25), 20)
    canvas.circle(800, 610, 132, p.on)
    for i in range(10):
        angle = math.radians(20 + i * 31)
        canvas.circle(800 + math.cos(angle) * 94, 610 + math.sin(angle) * 94, 24, p.main)
    canvas.circle(800, 610, 44, p.second)
    with canvas.moved(800, 372 - lift, angle=rng.uniform(-3, 3)):
        grip = bezier((-260, 0), (-240, -170), (240, -170), (260, 0))
        canvas.stroke(grip, 74, p.second)
        canvas.box(-346, -34, 160, 92, p.second, (40, 40, 26, 26))
        canvas.box(186, -34, 160, 92, p.second, (40, 40, 26, 26))
        canvas.box(-334, 44, 136, 24, shade(p.second, 0.25), 10)
        canvas.box(198, 44, 136, 24, shade(p.second, 0.25), 10)
    for side in (-1, 1):
        for radius in (60, 108):
            middle = 0 if side > 0 else 180
            canvas.arc(800 + side * 360, 300 - lift, radius, middle - 40, middle + 40, 18, p.third)


PEOPLE = {
    "sprechblasen": Motif(
        "Drei farbige Sprechblasen vor der Silhouette eines Förderturms",
        _speech_bubbles,
        "foerderturm",
    ),
    "haende": Motif(
        "Vier bunte Hände strecken sich vor Hügeln einem Stern entgegen", _hands, "huegel"
    ),
    "herz": Motif("Ein großes Herz aus bunten Feldern vor Hausdächern", _heart, "daecher"),
    "tasse": Motif(
        "Zwei dampfende Tassen, dahinter die Silhouette eines Förderturms", _cups, "foerderturm"
    ),
    "megafon": Motif(
        "Ein Megafon mit Schallwellen und bunten Punkten vor Hausdächern", _megaphone, "daecher"
    ),
    "telefon": Motif(
        "Ein klingelndes Telefon mit Wählscheibe vor der Silhouette eines Gasometers",
        _telephone,
        "gasometer",
    ),
}
