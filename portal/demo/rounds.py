"""Task forces at work: a patrol at night, a stream being cleared, a drill with extinguishers."""

from portal.demo.brush import (
    CREAM,
    INK,
    LEAF,
    MOSS,
    PAPER,
    RED,
    RED_DEEP,
    REED,
    SLATE,
    Canvas,
)
from portal.demo.crowd import helmet, person, red_vest
from portal.demo.outdoors import HEIGHT, WIDTH, block, hall, hills, lamp, sack, sky, tree
from portal.demo.yards import COAL, yard


def night_patrol():
    """After work: three people with torches walk along the warehouses."""
    canvas = Canvas(WIDTH, HEIGHT, "#2f3940", "night")
    sky(canvas, "#27323a", "#5c646a", 600)
    for _star in range(70):
        canvas.disc(
            canvas.lots.uniform(0, WIDTH), canvas.lots.uniform(10, 330), 1.6, 1.6, PAPER, canvas.lots.randint(60, 200)
        )
    hills(canvas, 600, 130, "#3b464c", steps=11)
    canvas.area([(0, 590), (WIDTH, 590), (WIDTH, HEIGHT), (0, HEIGHT)], "#4a4d4d")
    canvas.wash(0, 590, WIDTH, 410, INK, 0.1, 0.5)
    for x, ground, width, height in ((-120, 720, 640, 330), (500, 660, 380, 210), (870, 632, 240, 140)):
        hall(canvas, x, ground, width, height, "#5b5a57", teeth=3, lit=0.45)
    block(canvas, 1180, 640, 130, 210, "#4f5152", lit=0.4)
    block(canvas, 1330, 660, 190, 300, "#47494a", lit=0.4)
    for x, ground, tall in ((1160, 640, 240), (980, 620, 150), (1420, 690, 400)):
        lamp(canvas, x, ground, tall)
        canvas.glow(x + 36, ground + 20, tall * 0.9, "#ffdf9e", 0.3, tall * 0.25)
    for x, ground, height, look in ((930, 800, 290, 1), (690, 880, 380, 0), (1080, 850, 340, 2)):
        hands = person(
            canvas,
            x,
            ground,
            height,
            pose="aim",
            coat=red_vest(canvas),
            look=look,
            shade=0.22,
            facing=1 if x != 690 else -1,
            cap="#cfc6b4" if look == 2 else "",
        )
        _torch(canvas, *hands[1], -1 if x == 690 else 1)
    return canvas.finish(edge=0.4)


def _torch(canvas, hx, hy, facing):
    """A torch in the hand, and its cone of light."""
    for reach, rise, fall, strength in ((430, -30, 210, 34), (330, 20, 150, 40)):
        canvas.area(
            [
                (hx + 8 * facing, hy - 6),
                (hx + reach * facing, hy + rise),
                (hx + (reach - 25) * facing, hy + fall),
                (hx + 8 * facing, hy + 8),
            ],
            "#ffeebd",
            strength,
        )
    canvas.glow(hx + 330 * facing, hy + 110, 150, "#ffeebd", 0.35, 90)
    canvas.stroke([(hx - 6 * facing, hy), (hx + 14 * facing, hy + 3)], INK, 9)
    canvas.disc(hx + 17 * facing, hy + 4, 5, 6, "#fff7dd")


def stream_banks():
    """Along the stream: people pass sacks of litter up the green bank."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "stream")
    _green_valley(canvas)
    for x, ground, height, facing, pose, look in (
        (1330, 745, 190, -1, "bend", 0),
        (1180, 760, 210, 1, "bend", 1),
        (980, 800, 262, -1, "carry", 2),
        (640, 860, 330, 1, "bend", 0),
        (420, 930, 380, 1, "carry", 1),
    ):
        cap, coat = helmet(canvas) if look else "", red_vest(canvas)
        hands = person(canvas, x, ground, height, pose=pose, facing=facing, coat=coat, look=look, cap=cap)
        sack(canvas, hands[1][0] + 20 * facing, ground + (4 if pose == "bend" else -height * 0.24), height * 0.27)
    return canvas.finish()


def _green_valley(canvas):
    """Hills, trees, water, the near bank with its path."""
    sky(canvas, "#cfdad9", "#f5ecd9", 430)
    canvas.glow(420, 330, 620, "#fff3d6", 0.75, 360)
    hills(canvas, 440, 150, "#c2cac3", steps=9)
    hills(canvas, 446, 90, "#a9b5a6", steps=13)
    for x in range(-40, 1660, 110):
        tree(
            canvas,
            x + canvas.lots.uniform(-30, 30),
            490 + canvas.lots.uniform(-8, 12),
            canvas.lots.uniform(110, 190),
            LEAF,
        )
    canvas.area([(0, 440), (WIDTH, 440), (WIDTH, 560), (0, 590)], REED)
    canvas.area([(0, 560), (WIDTH, 530), (WIDTH, 690), (900, 700), (0, 790)], "#b4c2c0")
    canvas.wash(0, 560, WIDTH, 200, PAPER, 0.45, 0.0)
    for _ripple in range(90):
        x, y = canvas.lots.uniform(0, WIDTH), canvas.lots.uniform(585, 730)
        canvas.stroke(
            [(x, y), (x + canvas.lots.uniform(20, 90), y - 1)], canvas.lots.choice((PAPER, "#98a9a8")), 2, 120
        )
    canvas.area([(0, 780), (500, 735), (1000, 690), (WIDTH, 660), (WIDTH, HEIGHT), (0, HEIGHT)], "#97a684")
    canvas.wash(0, 660, WIDTH, 340, MOSS, 0, 0.5)
    canvas.area(
        [(300, HEIGHT), (760, 800), (1180, 735), (WIDTH, 700), (WIDTH, 760), (1240, 790), (900, 870), (620, HEIGHT)],
        "#d8cbb2",
    )
    for _blade in range(260):
        x = canvas.lots.uniform(0, WIDTH)
        y = 800 - x * 0.08 + canvas.lots.uniform(-30, 200)
        canvas.stroke(
            [(x, y), (x + canvas.lots.uniform(-6, 6), y - canvas.lots.uniform(10, 26))],
            canvas.lots.choice((MOSS, LEAF, REED, "#b7b98a")),
            3,
        )


def fire_drill():
    """A drill in the yard: one aims an extinguisher at a pan of fire, the others look on."""
    canvas = Canvas(WIDTH, HEIGHT, CREAM, "drill")
    yard(canvas, 600)
    hills(canvas, 600, 110, "#c6ccc5", steps=12)
    hall(canvas, -60, 660, 560, 260, "#cbb99d", teeth=3)
    block(canvas, 560, 630, 260, 260, "#d2c4ac")
    tree(canvas, 880, 640, 200, LEAF)
    hall(canvas, 1000, 650, 700, 230, "#c3b295", teeth=5)
    for place in range(6):
        x = 120 + place * 92 + canvas.lots.uniform(-10, 10)
        person(
            canvas,
            x,
            760 + (place % 2) * 26,
            262,
            coat=canvas.lots.choice((SLATE, "#6f6a61", RED, "#5d6a70", "#7c6a56")),
            look=place,
            cap=helmet(canvas) if place % 3 == 0 else "",
        )
    _pan_of_fire(canvas)
    hands = person(canvas, 860, 905, 400, pose="aim", coat=RED, cap=CREAM, look=1)
    _jet(canvas, *hands[1])
    return canvas.finish()


def _pan_of_fire(canvas):
    canvas.blob(1210, 872, 150, 16, 0.4, 10)
    canvas.disc(1210, 862, 130, 30, COAL)
    canvas.disc(1210, 856, 116, 24, "#57504a")
    for height, wide, colour in ((230, 100, "#d0622f"), (170, 76, "#e39645"), (110, 50, "#f2c978")):
        canvas.area(
            [
                (1210 - wide, 856),
                (1210 - wide * 0.7, 856 - height * 0.5),
                (1210 - wide * 0.25, 856 - height * 0.4),
                (1216, 856 - height),
                (1210 + wide * 0.35, 856 - height * 0.5),
                (1210 + wide * 0.75, 856 - height * 0.6),
                (1210 + wide, 856),
            ],
            colour,
            225,
        )
    for puff in range(9):
        canvas.glow(1220 + puff * 24 + canvas.lots.uniform(-18, 18), 650 - puff * 48, 60 + puff * 12, "#7d766b", 0.5)


def _jet(canvas, hx, hy):
    """An extinguisher in the hand, its powder in the air."""
    canvas.box(hx - 62, hy + 20, 46, 116, RED_DEEP, radius=16)
    canvas.box(hx - 50, hy + 2, 20, 22, COAL, radius=4)
    canvas.curve((hx - 40, hy + 10), (hx - 4, hy - 40), (hx + 26, hy + 10), COAL, 8)
    for _spray in range(46):
        share = canvas.lots.random()
        canvas.disc(
            hx + 40 + share * 270,
            hy + 20 + share * 130 + canvas.lots.gauss(0, 8 + share * 30),
            8 + share * 30,
            6 + share * 20,
            PAPER,
            92,
        )


SCENES = {"night": night_patrol, "stream": stream_banks, "drill": fire_drill}
