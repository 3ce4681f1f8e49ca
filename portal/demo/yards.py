"""Yards and gates of the zone: a dust collector, a visit at the gate, a pit before anybody climbs in."""

from portal.demo.brush import (
    CREAM,
    HONEY,
    INK,
    LEAF,
    PAPER,
    RED,
    RED_DEEP,
    SLATE,
    STEEL,
    STONE,
    UMBER,
    Canvas,
    mixed,
)
from portal.demo.crowd import clipboard, person
from portal.demo.outdoors import HEIGHT, WIDTH, block, hall, hills, sky, tree

COAL = "#3c3833"


def pipe(canvas, points, thick, colour=STEEL):
    """A round duct: a broad line with light along its upper side and flanges at its joints."""
    canvas.stroke(points, mixed(colour, INK, 0.28), thick)
    lifted = [(x - thick * 0.08, y - thick * 0.1) for x, y in points]
    canvas.stroke(lifted, colour, thick * 0.74)
    canvas.stroke([(x - thick * 0.16, y - thick * 0.2) for x, y in points], mixed(colour, PAPER, 0.45), thick * 0.2)


def cone(canvas, x, ground, height):
    """A traffic cone."""
    canvas.blob(x, ground, height * 0.4, height * 0.08, 0.35, 6)
    canvas.box(x - height * 0.36, ground - height * 0.1, height * 0.72, height * 0.12, RED_DEEP, radius=3)
    canvas.area(
        [
            (x - height * 0.24, ground - height * 0.08),
            (x - 4, ground - height),
            (x + 4, ground - height),
            (x + height * 0.24, ground - height * 0.08),
        ],
        RED,
    )
    canvas.area(
        [
            (x - height * 0.16, ground - height * 0.36),
            (x - height * 0.1, ground - height * 0.58),
            (x + height * 0.1, ground - height * 0.58),
            (x + height * 0.16, ground - height * 0.36),
        ],
        PAPER,
    )


def yard(canvas, horizon, ground="#cdc3b2", *, top="#cfd8d8", low="#f4ead6"):
    """A paved yard under a bright sky, its joints running to the horizon."""
    sky(canvas, top, low, horizon)
    canvas.box(0, horizon, WIDTH, HEIGHT - horizon, ground)
    canvas.wash(0, horizon, WIDTH, HEIGHT - horizon, "#fff6e4", 0.35, 0)
    for joint in range(-6, 15):
        canvas.stroke(
            [(800 + (joint * 200 - 800) * 0.35, horizon), (800 + (joint * 200 - 800) * 1.5, HEIGHT)],
            mixed(ground, INK, 0.14),
            2,
        )
    for row in range(5):
        y = horizon + (HEIGHT - horizon) * (0.06 + 0.94 * (row / 5) ** 1.6)
        canvas.stroke([(0, y), (WIDTH, y)], mixed(ground, INK, 0.12), 2)


def dust_collector():
    """A dust collector outside the grinding shop: ducts, filter house, fan; two people compare it with a list."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "dust")
    yard(canvas, 640)
    hills(canvas, 640, 120, "#c5ccc6", steps=10)
    canvas.glow(300, 330, 560, "#fff3d6", 0.7, 360)
    hall(canvas, -80, 700, 760, 330, "#cbb89c", teeth=4)
    hall(canvas, 1270, 660, 420, 200, "#bfb09a", teeth=3)
    tree(canvas, 1220, 690, 210, LEAF)
    _filter_house(canvas, 820, 730)
    for height in (455, 520, 585):
        pipe(canvas, [(620, height), (700, height), (760, 430), (850, 430)], 34)
    for x in (640, 690):
        canvas.box(x, 436, 10, 170, mixed(STEEL, INK, 0.35), radius=3)
    pipe(canvas, [(1060, 560), (1140, 560), (1140, 300)], 46)
    canvas.box(1104, 284, 74, 22, mixed(STEEL, INK, 0.25), radius=6)
    canvas.blob(940, 770, 320, 22, 0.3, 16)
    for x, height in ((1270, 120), (1330, 104), (1215, 104)):
        cone(canvas, x, 830 - (120 - height), height)
    hands = person(canvas, 470, 910, 400, pose="write", coat=SLATE, cap=CREAM, look=0)
    clipboard(canvas, hands[1], 4.0)
    person(canvas, 655, 890, 384, pose="show", coat=RED, cap=PAPER, look=2)
    canvas.wash(0, 0, 900, HEIGHT, "#fff3d6", 0.18, 0, across=True)
    return canvas.finish()


def _filter_house(canvas, x, ground):
    steel = "#aeb4b2"
    for leg in (20, 110, 200):
        canvas.box(x + leg, ground - 150, 16, 170, mixed(steel, INK, 0.45))
        canvas.stroke(
            [(x + leg + 8, ground - 20), (x + leg + 98 if leg < 200 else x + leg - 82, ground - 130)],
            mixed(steel, INK, 0.4),
            6,
        )
    for bin_ in (0, 120):
        canvas.area(
            [
                (x + bin_, ground - 220),
                (x + 120 + bin_, ground - 220),
                (x + 78 + bin_, ground - 70),
                (x + 44 + bin_, ground - 70),
            ],
            mixed(steel, INK, 0.2),
        )
        canvas.wash(x + 60 + bin_, ground - 220, 26, 150, INK, 0.2, 0.1, across=True)
        canvas.box(x + 40 + bin_, ground - 74, 42, 44, UMBER, radius=5)
    canvas.box(x, ground - 420, 240, 205, steel, radius=6)
    canvas.wash(x + 130, ground - 420, 110, 205, INK, 0, 0.28, across=True)
    canvas.area(
        [(x - 10, ground - 416), (x + 30, ground - 462), (x + 210, ground - 462), (x + 250, ground - 416)],
        mixed(steel, PAPER, 0.35),
    )
    for rib in range(1, 6):
        canvas.stroke([(x + rib * 40, ground - 414), (x + rib * 40, ground - 222)], mixed(steel, INK, 0.18), 3)
    for vent in (32, 152):
        canvas.box(x + vent, ground - 380, 58, 66, RED_DEEP, radius=5)
        canvas.box(x + vent + 6, ground - 374, 46, 54, RED, radius=4)
        canvas.stroke([(x + vent + 10, ground - 370), (x + vent + 48, ground - 324)], mixed(RED, PAPER, 0.35), 3)
        canvas.stroke([(x + vent + 48, ground - 370), (x + vent + 10, ground - 324)], mixed(RED, PAPER, 0.35), 3)
    for step in range(9):
        canvas.stroke([(x + 252, ground - 400 + step * 46), (x + 284, ground - 400 + step * 46)], COAL, 4)
    for rail in (252, 284):
        canvas.stroke([(x + rail, ground - 440), (x + rail, ground + 14)], COAL, 5)


def gate_visit():
    """At the gate of a small works: a grid worker takes a filled-in form from the owner."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "gate")
    yard(canvas, 620, "#d3c8b5")
    canvas.glow(1250, 260, 640, "#fff1d2", 0.75, 420)
    hills(canvas, 620, 100, "#c9cfc8", steps=11)
    block(canvas, 60, 650, 210, 300, "#cdbda4")
    hall(canvas, 250, 690, 640, 300, "#c9b698", teeth=4)
    tree(canvas, 1010, 690, 280, LEAF)
    tree(canvas, 1530, 700, 340, LEAF)
    for x in (920, 1390):
        canvas.box(x, 420, 92, 330, "#a8553f")
        canvas.wash(x, 420, 92, 330, INK, 0.0, 0.3, across=True)
        for course in range(12):
            canvas.stroke([(x, 446 + course * 26), (x + 92, 446 + course * 26)], "#8f4534", 2)
        canvas.box(x - 12, 398, 116, 26, CREAM)
    for bar in range(13):
        canvas.box(1020 + bar * 29, 500, 9, 232, COAL, radius=4)
    for rail in (520, 700):
        canvas.box(1012, rail, 380, 10, COAL)
    canvas.box(1130, 560, 110, 66, PAPER, radius=4)
    for line in range(3):
        canvas.stroke([(1144, 576 + line * 17), (1226 - line * 14, 576 + line * 17)], STONE, 4)
    hands = person(canvas, 560, 930, 470, pose="carry", coat=RED, cap=CREAM, look=0)
    other = person(canvas, 800, 925, 462, pose="carry", coat="#5d6a70", facing=-1, look=2)
    x, y = (hands[1][0] + other[1][0]) / 2, (hands[1][1] + other[1][1]) / 2 - 16
    canvas.area([(x - 52, y - 24), (x + 46, y - 36), (x + 54, y + 26), (x - 46, y + 38)], mixed(PAPER, INK, 0.1))
    canvas.area([(x - 50, y - 28), (x + 48, y - 40), (x + 54, y + 20), (x - 44, y + 32)], PAPER)
    for line in range(4):
        top = y - 16 + line * 12
        canvas.stroke([(x - 38, top), (x + 36, top - 9)], STONE, 3)
    canvas.stroke([(x - 40, y - 22), (x - 10, y - 26)], RED, 4)
    for hand in (hands[1], other[1]):
        canvas.disc(*hand, 15, 14, "#d9a987")
    _electric_bike(canvas, 250, 880)
    return canvas.finish()


def _electric_bike(canvas, x, ground):
    canvas.blob(x + 80, ground + 36, 150, 12, 0.3, 8)
    for wheel in (0, 176):
        canvas.ring(x + wheel, ground, 44, COAL, 10)
        canvas.disc(x + wheel, ground, 8, 8, STEEL)
    canvas.stroke([(x, ground), (x + 40, ground - 44), (x + 122, ground - 34), (x + 176, ground)], RED_DEEP, 16)
    canvas.stroke([(x + 150, ground - 10), (x + 132, ground - 122), (x + 112, ground - 130)], COAL, 9)
    canvas.box(x + 6, ground - 74, 84, 24, COAL, radius=10)
    canvas.box(x - 40, ground - 112, 66, 48, UMBER, radius=6)


def confined_space():
    """Before anybody climbs into the pit: tripod, blower, barrier, a meter being read."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "pit")
    yard(canvas, 560, "#c8bfae")
    hall(canvas, -40, 640, 800, 340, "#c4b398", teeth=5)
    hall(canvas, 900, 620, 760, 260, "#b9ab94", teeth=5)
    canvas.glow(820, 300, 620, "#fff3d6", 0.6, 380)
    canvas.disc(800, 830, 190, 56, "#8e8475")
    canvas.disc(800, 826, 160, 44, "#26221f")
    canvas.disc(800, 820, 160, 36, "#3a342f")
    canvas.disc(560, 900, 150, 38, "#766d60")
    canvas.disc(560, 892, 150, 38, "#948a7b")
    for foot in ((600, 880), (1010, 870), (800, 770)):
        canvas.stroke([foot, (802, 420)], "#cfd3d0", 15)
        canvas.stroke([(foot[0] + 4, foot[1]), (806, 420)], "#8f9797", 5)
    canvas.disc(802, 420, 22, 18, RED_DEEP)
    canvas.stroke([(802, 430), (802, 800)], COAL, 4)
    canvas.stroke([(792, 800), (802, 824), (812, 800)], COAL, 5)
    canvas.curve((1250, 860), (1010, 760), (850, 820), HONEY, 44)
    for rib in range(10):
        t = 0.06 + rib * 0.09
        x = (1 - t) ** 2 * 1250 + 2 * t * (1 - t) * 1010 + t**2 * 850
        y = (1 - t) ** 2 * 860 + 2 * t * (1 - t) * 760 + t**2 * 820
        canvas.stroke([(x, y - 20), (x + 2, y + 20)], "#b08d45", 4)
    canvas.blob(1310, 926, 110, 14, 0.4, 8)
    canvas.box(1230, 800, 150, 126, RED, radius=14)
    canvas.disc(1305, 862, 48, 48, COAL)
    for blade in range(4):
        canvas.ring(1305, 862, 30, STEEL, 14, blade * 90, blade * 90 + 50)
    for x in (330, 1200, 1440):
        cone(canvas, x, 960 if x != 1200 else 770, 130 if x != 1200 else 84)
    person(canvas, 1120, 800, 350, pose="stand", coat=SLATE, cap=CREAM, look=1, facing=-1)
    hands = person(canvas, 430, 870, 400, pose="write", coat=RED, cap=CREAM, look=0)
    canvas.box(hands[1][0] - 4, hands[1][1] - 44, 40, 58, HONEY, radius=6)
    canvas.box(hands[1][0] + 2, hands[1][1] - 36, 28, 20, SLATE, radius=2)
    return canvas.finish()


SCENES = {
    "dust": dust_collector,
    "gate": gate_visit,
    "pit": confined_space,
}
