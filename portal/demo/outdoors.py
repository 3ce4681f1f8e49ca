"""The zone under the open sky: sky, hills, halls, trees, streets; the zone at dusk, a street being swept."""

from itertools import pairwise

from portal.demo.brush import (
    BLUSH,
    CREAM,
    INK,
    LEAF,
    MIST,
    MOSS,
    OCHRE,
    PAPER,
    RED_DEEP,
    REED,
    SLATE,
    UMBER,
    Canvas,
    mixed,
)
from portal.demo.crowd import broom, person, red_vest

WIDTH, HEIGHT = 1600, 1000


def sky(canvas, top, middle, horizon):
    """A sky in two washes down to the horizon."""
    canvas.box(0, 0, canvas.width, horizon, top)
    canvas.wash(0, 0, canvas.width, horizon, middle, 0, 1)


def hills(canvas, base, rise, colour, *, steps=14, roughness=0.5):
    """A range of hills along the horizon."""
    points, width = [], canvas.width
    for step in range(steps + 1):
        lift = rise * (0.45 + roughness * canvas.lots.random() + 0.2 * (step % 3 == 1))
        points.append((width * step / steps, base - lift))
    smooth = []
    for (x1, y1), (x2, y2) in pairwise(points):
        smooth += [(x1, y1), ((x1 * 3 + x2) / 4, (y1 * 3 + y2) / 4 - rise * 0.04), ((x1 + x2) / 2, (y1 + y2) / 2)]
    canvas.area([(0, base), *smooth, points[-1], (width, base)], colour)


def tree(canvas, x, ground, height, colour, *, bare=False):
    """A tree with a round crown, lighter where the light falls."""
    canvas.stroke([(x, ground), (x, ground - height * 0.55)], mixed(UMBER, INK, 0.2), height * 0.045)
    if bare:
        for side, start, lift in ((-1, 0.35, 0.75), (1, 0.42, 0.85), (-1, 0.5, 0.95), (1, 0.52, 1.0)):
            end = (x + side * height * 0.2 * lift, ground - height * lift)
            canvas.curve((x, ground - height * start), (x + side * height * 0.05, ground - height * 0.6), end, UMBER, 3)
        return
    for _leaf in range(16):
        across, lift = canvas.lots.uniform(-0.24, 0.24) * height, canvas.lots.uniform(0.45, 0.92) * height
        size = canvas.lots.uniform(0.1, 0.17) * height
        light = (across + height * 0.24) / height + lift / height - 0.7
        canvas.disc(x + across, ground - lift, size, size * 0.85, mixed(colour, REED, max(min(light, 0.7), 0)))


def hall(canvas, x, ground, width, height, wall, *, teeth=4, door=True, light="#f3e3bd", lit=0.0):
    """A factory hall with a saw-tooth roof, a band of windows and a gate."""
    tooth = width / teeth
    for place in range(teeth):
        left = x + place * tooth
        canvas.area(
            [(left, ground - height), (left, ground - height * 1.32), (left + tooth, ground - height)],
            mixed(wall, INK, 0.22),
        )
        canvas.area(
            [
                (left, ground - height),
                (left, ground - height * 1.3),
                (left + tooth * 0.16, ground - height * 1.25),
                (left + tooth * 0.16, ground - height),
            ],
            mixed(mixed(MIST, wall, 0.3), light, lit),
        )
    canvas.box(x, ground - height, width, height, wall)
    canvas.wash(x, ground - height, width, height, INK, 0.02, 0.16)
    panes = max(int(width / 46), 3)
    for place in range(panes):
        glow = mixed(mixed(SLATE, wall, 0.35), light, lit * canvas.lots.choice((0.2, 0.7, 1)))
        canvas.box(x + width * (place + 0.2) / panes, ground - height * 0.78, width / panes * 0.62, height * 0.2, glow)
    if door:
        canvas.box(x + width * 0.42, ground - height * 0.46, width * 0.15, height * 0.46, mixed(wall, INK, 0.35))
        for rib in range(5):
            y = ground - height * 0.42 + rib * height * 0.085
            canvas.stroke([(x + width * 0.425, y), (x + width * 0.565, y)], mixed(wall, INK, 0.5), 1.5)


def block(canvas, x, ground, width, height, wall, *, lit=0.0, light="#f3dfae", rows=None, columns=None):
    """A house of several floors, some windows lit."""
    canvas.box(x, ground - height, width, height, wall)
    canvas.wash(x, ground - height, width, height, INK, 0.0, 0.18)
    canvas.box(x + width * 0.8, ground - height, width * 0.2, height, INK, alpha=26)
    rows, columns = rows or max(int(height / 34), 2), columns or max(int(width / 30), 2)
    for row in range(rows):
        for column in range(columns):
            burning = canvas.lots.random() < lit
            colour = light if burning else mixed(wall, SLATE, 0.4)
            canvas.box(
                x + width * (column + 0.25) / columns,
                ground - height + height * (row + 0.25) / (rows + 0.4),
                width / columns * 0.5,
                height / rows * 0.42,
                colour,
            )


def park_at_dusk():
    """The zone in the evening, seen over its stream: halls, chimney without smoke, windows still lit."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "dusk")
    sky(canvas, "#aebabd", "#f0c9a4", 560)
    canvas.wash(0, 330, WIDTH, 230, "#e9a27f", 0, 0.55)
    canvas.glow(1130, 520, 620, "#fff0cf", 0.75, 360)
    canvas.disc(1130, 470, 44, 44, "#fdf0d2")
    _evening_sky_line(canvas, base := 640)
    canvas.box(0, base + 6, WIDTH, 20, "#3d433d")
    _stream(canvas, base + 24)
    for x in (120, 520, 900, 1240, 1520):
        lamp(canvas, x, 760, 150)
    return canvas.finish()


def _evening_sky_line(canvas, base):
    """Clouds, hills, houses and halls with their windows lit, a row of bushes."""
    for _cloud in range(9):
        x, y, wide = canvas.lots.uniform(0, 1600), canvas.lots.uniform(80, 360), canvas.lots.uniform(120, 330)
        canvas.disc(x, y, wide, canvas.lots.uniform(5, 12), BLUSH, 70)
    hills(canvas, 570, 190, "#a9adab", steps=9)
    hills(canvas, 575, 120, "#87908f", steps=13)
    canvas.wash(0, 440, WIDTH, 150, "#f1cfae", 0, 0.55)
    for x, width, height in ((40, 90, 200), (150, 70, 260), (1290, 84, 230), (1390, 110, 300), (1510, 80, 190)):
        block(canvas, x, base, width, height, "#6f6c6c", lit=0.35)
    canvas.area([(930, base), (938, 330), (962, 330), (970, base)], "#7a6f69")
    for band in range(3):
        canvas.area(
            [
                (938 - band * 0.6, 348 + band * 46),
                (962 + band * 0.6, 348 + band * 46),
                (963 + band * 0.6, 366 + band * 46),
                (937 - band * 0.6, 366 + band * 46),
            ],
            RED_DEEP,
        )
    hall(canvas, 240, base, 420, 150, "#857a70", teeth=5, lit=0.9, door=False)
    hall(canvas, 640, base + 6, 300, 118, "#746a63", teeth=4, lit=0.7, door=False)
    hall(canvas, 985, base, 330, 140, "#7d726a", teeth=4, lit=0.9, door=False)
    for _bush in range(60):
        x = canvas.lots.uniform(-20, 1620)
        canvas.disc(
            x,
            base + 10,
            canvas.lots.uniform(26, 60),
            canvas.lots.uniform(14, 34),
            mixed(MOSS, INK, canvas.lots.uniform(0.35, 0.55)),
        )


def _stream(canvas, top):
    """Still water that holds the evening, a promenade before it."""
    canvas.box(0, top, WIDTH, 150, "#8f8c88")
    canvas.wash(0, top, WIDTH, 150, "#e3b18c", 0.25, 0.75)
    canvas.glow(1130, top + 60, 330, "#fff0cf", 0.7, 110)
    for _ripple in range(120):
        x, y = canvas.lots.uniform(0, WIDTH), canvas.lots.uniform(top + 6, top + 148)
        wide = canvas.lots.uniform(14, 80)
        canvas.stroke([(x, y), (x + wide, y)], canvas.lots.choice(("#f7dfbd", "#6d6a68", "#7f7a76")), 1.6, 90)
    canvas.area([(0, top + 128), (WIDTH, top + 108), (WIDTH, HEIGHT), (0, HEIGHT)], "#5d554d")
    canvas.wash(0, top + 120, WIDTH, HEIGHT - top - 120, INK, 0.05, 0.55)
    for rail in (84, 112):
        canvas.stroke([(0, top + rail + 20), (WIDTH, top + rail)], "#37332f", 4)
    for place in range(41):
        x = place * 40
        y = top + 104 - 20 * x / WIDTH
        canvas.stroke([(x, y - 4), (x, y + 44)], "#37332f", 3)
    person(canvas, 430, 905, 190, pose="walk", coat="#463f3a", look=1, shade=0.45)
    person(canvas, 500, 912, 178, pose="walk", coat=RED_DEEP, look=0, shade=0.4)


def lamp(canvas, x, ground, height):
    """A street lamp that is lit."""
    canvas.stroke([(x, ground + 60), (x, ground - height)], "#2f2b28", 5)
    canvas.stroke([(x, ground - height), (x + 34, ground - height - 8)], "#2f2b28", 4)
    canvas.glow(x + 36, ground - height, 120, "#ffe2a6", 0.55)
    canvas.disc(x + 36, ground - height - 2, 12, 6, "#fff1cd")


def street(canvas, horizon, *, morning=True):
    """A road between plane trees and workshops, running away from the viewer."""
    sky(canvas, "#d7dfdd" if morning else "#c7cfd0", "#f7ead2", horizon + 40)
    canvas.glow(1180, horizon - 60, 620, "#fff3d6", 0.8, 380)
    hills(canvas, horizon + 10, 110, "#c3c8c2", steps=10)
    canvas.area([(0, horizon), (WIDTH, horizon), (WIDTH, HEIGHT), (0, HEIGHT)], "#cfc4b1")
    vanish = (980, horizon)
    canvas.area([vanish, (1010, horizon), (1500, HEIGHT), (240, HEIGHT)], "#a39a8b")
    canvas.wash(0, horizon, WIDTH, HEIGHT - horizon, "#fff3dc", 0.35, 0)
    for dash in range(6):
        near, far = 1 - 0.72**dash, 1 - 0.72 ** (dash + 0.5)
        y1, y2 = HEIGHT - (HEIGHT - horizon) * near, HEIGHT - (HEIGHT - horizon) * far
        canvas.area(
            [
                (870 + 122 * near - 8 * (1 - near), y1),
                (870 + 122 * near + 8 * (1 - near), y1),
                (870 + 122 * far + 8 * (1 - far), y2),
                (870 + 122 * far - 8 * (1 - far), y2),
            ],
            PAPER,
            190,
        )
    canvas.area([(240, HEIGHT), (vanish[0], horizon), (vanish[0] - 14, horizon), (120, HEIGHT)], "#e2d9c8")
    canvas.area([(1500, HEIGHT), (1010, horizon), (1026, horizon), (1640, HEIGHT)], "#e2d9c8")


def street_cleanup():
    """A Saturday morning: men and women in red vests sweep a road between workshops."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "sweep")
    horizon = 470
    street(canvas, horizon)
    for x, width, height, wall in (
        (-60, 330, 330, "#cbb9a0"),
        (270, 240, 240, "#bfae98"),
        (510, 190, 170, "#cdbfa9"),
        (700, 140, 120, "#c4b7a3"),
    ):
        hall(canvas, x, horizon + 40 + (height - 120) * 0.5, width, height, wall, teeth=3)
    block(canvas, 1180, horizon + 60, 150, 230, "#d6c7b0")
    block(canvas, 1340, horizon + 110, 290, 360, "#cbbba3")
    for x, ground, height in ((820, 540, 150), (700, 590, 210), (520, 660, 300), (1130, 560, 180), (1290, 650, 300)):
        tree(canvas, x, ground, height, LEAF)
    canvas.glow(1180, 420, 700, "#fff3d6", 0.35, 420)
    for _leaf in range(150):
        x, y = canvas.lots.uniform(280, 1400), canvas.lots.uniform(680, 985)
        canvas.disc(x, y, 6, 2.6, canvas.lots.choice((OCHRE, "#a7713a", "#8d6a3c")), 200)
    for x, ground, height in ((900, 590, 96), (960, 575, 84), (1030, 596, 100)):
        person(
            canvas, x, ground, height, pose="sweep", coat=red_vest(canvas), facing=canvas.lots.choice((1, -1)), look=x
        )
    for x, ground, height, facing, look in ((610, 790, 268, 1, 0), (1190, 760, 236, -1, 1), (400, 930, 372, 1, 2)):
        cap, coat = CREAM if look == 1 else "", red_vest(canvas)
        hands = person(canvas, x, ground, height, pose="sweep", facing=facing, coat=coat, look=look, cap=cap)
        broom(canvas, hands, facing, ground, height)
    _leaf_heap(canvas, 760, 850, 110)
    hands = person(canvas, 960, 885, 320, pose="bend", facing=-1, coat=red_vest(canvas), look=1, cap=RED_DEEP)
    sack(canvas, hands[1][0] - 30, 900, 96)
    return canvas.finish()


def _leaf_heap(canvas, x, y, wide):
    canvas.blob(x, y + 6, wide, 12, 0.35, 8)
    for _leaf in range(130):
        across = canvas.lots.gauss(0, 0.4) * wide
        lift = canvas.lots.random() * max(1 - abs(across) / wide, 0) * 52
        canvas.disc(
            x + across, y - lift, 10, 5, canvas.lots.choice((OCHRE, "#a7713a", "#8d6a3c", "#c08b4a", "#7b6a43"))
        )


def sack(canvas, x, ground, height, colour="#c9bda6"):
    """A tied sack of litter."""
    canvas.blob(x, ground, height * 0.42, 9, 0.35, 8)
    canvas.box(x - height * 0.34, ground - height * 0.72, height * 0.68, height * 0.74, colour, radius=height * 0.22)
    canvas.area(
        [
            (x - height * 0.2, ground - height * 0.66),
            (x - height * 0.26, ground - height),
            (x + height * 0.28, ground - height * 0.96),
            (x + height * 0.2, ground - height * 0.66),
        ],
        mixed(colour, PAPER, 0.3),
    )
    canvas.wash(x, ground - height * 0.66, height * 0.34, height * 0.6, INK, 0, 0.2, across=True)


SCENES = {"dusk": park_at_dusk, "sweep": street_cleanup}
