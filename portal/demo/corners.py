"""Quieter corners: a members' reading room, a desk with papers seen from above, a corridor with extinguishers."""

from portal.demo.brush import (
    BLUSH,
    COFFEE,
    CREAM,
    HAZE,
    HONEY,
    INK,
    MIST,
    MOSS,
    OCHRE,
    PAPER,
    RED,
    RED_DEEP,
    REED,
    ROSE,
    SAND,
    SLATE,
    STEEL,
    STONE,
    TAUPE,
    UMBER,
    Canvas,
    mixed,
)
from portal.demo.crowd import person, seated
from portal.demo.outdoors import HEIGHT, WIDTH
from portal.demo.rooms import board, lamp_row, lines, plant, window


def reading_room():
    """A members' activity room in a small firm: shelves, a round table, plants, a window to the yard."""
    canvas = Canvas(WIDTH, HEIGHT, "#f0e8d9", "reading")
    canvas.wash(0, 0, WIDTH, 720, "#d8cbb4", 0.05, 0.4)
    canvas.box(0, 720, WIDTH, 280, "#b89e7b")
    canvas.wash(0, 720, WIDTH, 280, INK, 0, 0.28)
    canvas.box(0, 706, WIDTH, 16, "#94795a")
    window(canvas, 620, 120, 420, 400, panes=3)
    _bookshelf(canvas)
    _wall_of_pictures(canvas)
    canvas.area([(620, 540), (1040, 540), (1330, HEIGHT), (780, HEIGHT)], "#fff3d6", 60)
    _round_table(canvas)
    plant(canvas, 1520, 860, 230)
    plant(canvas, 60, 800, 180)
    return canvas.finish()


def _bookshelf(canvas):
    canvas.box(80, 110, 430, 600, "#a2825b", radius=6)
    canvas.box(96, 126, 398, 568, "#7d6244")
    for shelf in range(4):
        y = 126 + (shelf + 1) * 138
        x = 108
        while x < 470:
            wide, tall = canvas.lots.uniform(14, 30), canvas.lots.uniform(74, 112)
            canvas.box(
                x,
                y - tall,
                wide,
                tall,
                canvas.lots.choice((RED, RED_DEEP, SAND, SLATE, OCHRE, CREAM, MOSS, STEEL, ROSE, UMBER)),
                radius=2,
            )
            x += wide + 3
        canvas.box(96, y, 398, 14, "#a2825b")


def _wall_of_pictures(canvas):
    for x, head in ((1130, RED), (1350, RED)):
        board(canvas, x, 130, 180, 270, head=head, rows=7)
    for place in range(6):
        canvas.box(1132 + place % 3 * 140, 450 + place // 3 * 100, 116, 80, PAPER, radius=3)
        canvas.box(
            1140 + place % 3 * 140, 458 + place // 3 * 100, 100, 64, (BLUSH, MIST, SAND, REED, HAZE, HONEY)[place]
        )
        person(
            canvas,
            1190 + place % 3 * 140,
            521 + place // 3 * 100,
            54,
            pose="stand",
            coat=(RED, SLATE)[place % 2],
            look=place,
        )


def _round_table(canvas):
    canvas.blob(760, 930, 330, 26, 0.4, 16)
    canvas.box(742, 800, 36, 120, "#7d6244")
    seated(canvas, 560, 812, 4.2, coat=RED, look=0, facing=1)
    seated(canvas, 960, 812, 4.2, coat=SLATE, look=2, facing=-1)
    canvas.disc(760, 812, 320, 58, "#8a6b48")
    canvas.disc(760, 800, 320, 58, "#b48d60")
    canvas.glow(800, 796, 260, "#fff3d6", 0.5, 46)
    for x, y, lean in ((640, 790, 8), (850, 786, -8), (742, 826, 0)):
        canvas.area([(x - 46, y), (x + 44, y - lean), (x + 54, y + 26 - lean), (x - 52, y + 30)], PAPER)
        canvas.stroke([(x, y + 2), (x + 2, y + 26)], STONE, 2)
    canvas.box(900, 786, 26, 30, PAPER, radius=6)


def assessment_desk():
    """Seen from above: score sheets, a chart, two cups of tea, hands that compare."""
    canvas = Canvas(WIDTH, HEIGHT, "#a9865d", "papers")
    for grain in range(46):
        y = grain * 22 + canvas.lots.uniform(-6, 6)
        canvas.stroke(
            [(0, y), (WIDTH, y + canvas.lots.uniform(-14, 14))],
            canvas.lots.choice(("#9d7a52", "#b38f66", "#a27f57")),
            canvas.lots.uniform(2, 7),
        )
    canvas.glow(420, 260, 900, "#fff1d2", 0.55, 700)
    _sheet(canvas, 180, 120, 520, 660, -30, rows=12, ticks=True)
    _sheet(canvas, 760, 90, 520, 660, 24, rows=6, chart=True)
    _sheet(canvas, 1180, 430, 420, 500, -16, rows=10)
    for x, y in ((120, 860), (1450, 200)):
        canvas.blob(x + 10, y + 16, 92, 70, 0.4, 14)
        canvas.disc(x, y, 88, 88, PAPER)
        canvas.disc(x, y, 72, 72, "#e6dccb")
        canvas.disc(x, y, 64, 64, "#9c7a3c")
        canvas.glow(x - 20, y - 20, 46, "#e8cf95", 0.6)
    canvas.shadow([(560, 640), (840, 500), (848, 516), (568, 656)], 0.4, 7)
    canvas.stroke([(560, 636), (836, 498)], RED, 15)
    canvas.stroke([(548, 642), (566, 633)], INK, 8)
    for arm, hand, sleeve in (((420, 1040), (600, 800), SLATE), ((1120, 1040), (960, 790), "#7a6f60")):
        dx, dy = (hand[0] - arm[0]) * 0.6, (hand[1] - arm[1]) * 0.6
        canvas.stroke([arm, (arm[0] + dx, arm[1] + dy)], sleeve, 118)
        canvas.stroke([(arm[0] + dx, arm[1] + dy), hand], "#d9a987", 66)
        for finger in range(4):
            side = 1 if hand[0] < 800 else -1
            canvas.stroke([hand, (hand[0] + side * (46 - finger * 22), hand[1] - 76 - finger % 3 * 10)], "#d9a987", 21)
    return canvas.finish()


def _sheet(canvas, x, y, width, height, lean, *, rows, ticks=False, chart=False):
    corners = [(x, y), (x + width, y + lean * 0.6), (x + width - lean, y + height + lean * 0.6), (x - lean, y + height)]
    canvas.shadow([(a + 10, b + 14) for a, b in corners], 0.35, 14)
    canvas.area(corners, PAPER)

    def at(across, down):
        return x + across * width - lean * down, y + down * height + lean * 0.6 * across

    canvas.stroke([at(0.1, 0.08), at(0.62, 0.08)], RED, 11)
    if chart:
        for bar, tall in enumerate((0.12, 0.2, 0.16, 0.28, 0.34, 0.31)):
            left, right = 0.12 + bar * 0.13, 0.2 + bar * 0.13
            canvas.area(
                [at(left, 0.56), at(right, 0.56), at(right, 0.56 - tall), at(left, 0.56 - tall)],
                RED if bar == 4 else STEEL,
            )
        canvas.stroke([at(0.08, 0.57), at(0.92, 0.57)], COFFEE, 4)
    first = 0.64 if chart else 0.17
    for row in range(rows):
        down = first + row * (0.94 - first) / rows
        canvas.stroke([at(0.1, down), at(0.66 - row % 3 * 0.08, down)], STONE, 6)
        if ticks or not chart:
            canvas.ring(*at(0.85, down), 13, TAUPE, 3)
        if ticks and row % 4 != 2:
            canvas.stroke([at(0.835, down - 0.004), at(0.848, down + 0.01), at(0.875, down - 0.02)], RED, 5)


def extinguishers():
    """Extinguishers and a hose cabinet in a corridor, one being checked."""
    canvas = Canvas(WIDTH, HEIGHT, "#e4dac7", "extinguishers")
    canvas.wash(0, 0, WIDTH, 720, "#bfb199", 0.0, 0.4)
    canvas.box(0, 520, WIDTH, 200, "#a9b3ab")
    canvas.box(0, 512, WIDTH, 10, PAPER)
    canvas.box(0, 740, WIDTH, 260, "#9a9183")
    canvas.wash(0, 740, WIDTH, 260, "#fff6e4", 0.3, 0)
    canvas.box(0, 720, WIDTH, 22, "#7f7669")
    lamp_row(canvas, 44, 3, width=240)
    canvas.shadow([(170, 250), (520, 250), (520, 720), (170, 720)], 0.35, 14)
    canvas.box(160, 240, 360, 470, RED, radius=8)
    canvas.box(180, 260, 320, 430, "#dfe3df", radius=4)
    canvas.wash(180, 260, 320, 430, SLATE, 0.1, 0.4)
    for turn in range(5):
        canvas.ring(340, 470, 40 + turn * 22, mixed(CREAM, RED, 0.1 + turn % 2 * 0.16), 17)
    canvas.disc(340, 470, 26, 26, OCHRE)
    canvas.area([(180, 260), (300, 260), (220, 690), (180, 690)], PAPER, 40)
    canvas.box(1320, 150, 190, 90, "#3f7a55", radius=6)
    canvas.area([(1430, 170), (1480, 195), (1430, 220)], PAPER)
    canvas.box(1350, 188, 84, 14, PAPER)
    canvas.box(1300, 280, 230, 440, "#8d9791", radius=4)
    canvas.box(1316, 296, 198, 424, "#a9b3ab")
    canvas.box(1336, 500, 70, 16, COFFEE, radius=6)
    for place in range(3):
        _extinguisher(canvas, 650 + place * 170, 800, 300)
    hands = person(canvas, 1180, 930, 560, pose="bend", coat=RED, facing=-1, cap=CREAM, look=0)
    x, y = hands[1]
    canvas.area([(x - 40, y - 34), (x + 14, y - 40), (x + 20, y + 36), (x - 34, y + 42)], PAPER)
    lines(canvas, x - 28, y - 20, 34, 4, 13, TAUPE, 3, head=RED)
    canvas.disc(x + 8, y + 10, 16, 15, "#d9a987")
    return canvas.finish()


def _extinguisher(canvas, x, ground, height):
    canvas.blob(x, ground, height * 0.24, 12, 0.4, 9)
    canvas.box(x - height * 0.17, ground - height * 0.74, height * 0.34, height * 0.74, RED, radius=height * 0.12)
    canvas.wash(x, ground - height * 0.66, height * 0.17, height * 0.6, INK, 0, 0.35, across=True)
    canvas.box(x - height * 0.13, ground - height * 0.66, height * 0.05, height * 0.5, ROSE, radius=6)
    canvas.box(x - height * 0.12, ground - height * 0.44, height * 0.24, height * 0.22, PAPER, radius=4)
    lines(canvas, x - height * 0.09, ground - height * 0.39, height * 0.17, 4, height * 0.045, TAUPE, 3, head=RED_DEEP)
    canvas.box(x - height * 0.05, ground - height * 0.84, height * 0.1, height * 0.12, COFFEE, radius=3)
    canvas.stroke([(x - height * 0.14, ground - height * 0.9), (x + height * 0.1, ground - height * 0.86)], INK, 8)
    canvas.stroke([(x - height * 0.12, ground - height * 0.83), (x + height * 0.06, ground - height * 0.82)], INK, 7)
    canvas.disc(x + height * 0.07, ground - height * 0.78, 13, 13, PAPER)
    canvas.disc(x + height * 0.07, ground - height * 0.78, 9, 9, "#6f9a5c")
    canvas.curve(
        (x + height * 0.05, ground - height * 0.82),
        (x + height * 0.34, ground - height * 0.8),
        (x + height * 0.2, ground - height * 0.36),
        INK,
        9,
    )
    canvas.box(x + height * 0.05, ground - height * 0.55, height * 0.1, height * 0.14, HONEY, radius=2)


SCENES = {"reading": reading_room, "papers": assessment_desk, "extinguishers": extinguishers}
