"""Rooms of the zone: a workshop, a meeting room, a lecture; and the boards, windows and plants of all rooms."""

from portal.demo.brush import (
    COFFEE,
    CREAM,
    HAZE,
    HONEY,
    INK,
    LEAF,
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
from portal.demo.crowd import audience, clipboard, person, seated
from portal.demo.outdoors import HEIGHT, WIDTH


def lines(canvas, x, y, width, count, step, colour=STONE, thick=4, head=None):
    """Writing as it looks from afar: lines of uneven length, the first one red where it is a heading."""
    for line in range(count):
        share = 0.62 if line == 0 and head else canvas.lots.uniform(0.72, 1)
        canvas.stroke(
            [(x, y + line * step), (x + width * share, y + line * step)], head if line == 0 and head else colour, thick
        )


def board(canvas, x, y, width, height, *, head=RED, rows=6):
    """A framed rule board on the wall."""
    canvas.shadow([(x, y + 8), (x + width, y + 8), (x + width, y + height + 10), (x, y + height + 10)], 0.3, 9)
    canvas.box(x, y, width, height, PAPER, radius=4)
    canvas.box(x, y, width, height * 0.17, head, radius=4)
    canvas.stroke([(x + width * 0.25, y + height * 0.085), (x + width * 0.75, y + height * 0.085)], CREAM, 6)
    lines(canvas, x + width * 0.12, y + height * 0.29, width * 0.76, rows, height * 0.66 / rows)


def window(canvas, x, y, width, height, *, panes=2, view=True):
    """A bright window with a little green behind it."""
    canvas.box(x - 10, y - 10, width + 20, height + 20, "#e9dfcc", radius=4)
    canvas.box(x, y, width, height, HAZE)
    canvas.wash(x, y, width, height, "#fff4da", 0.1, 0.8)
    if view:
        for _leaf in range(14):
            canvas.disc(
                canvas.lots.uniform(x + 14, x + width - 14),
                y + height - canvas.lots.uniform(8, height * 0.28),
                16,
                13,
                mixed(REED, HAZE, canvas.lots.uniform(0.1, 0.5)),
                220,
            )
    for pane in range(1, panes):
        canvas.box(x + width * pane / panes - 4, y, 8, height, "#e9dfcc")
    canvas.box(x, y + height * 0.42, width, 7, "#e9dfcc")
    canvas.box(x - 20, y + height + 6, width + 40, 14, "#dccfb8", radius=3)


def plant(canvas, x, ground, height):
    """A pot plant."""
    canvas.blob(x, ground, height * 0.2, 8, 0.35, 7)
    canvas.area(
        [
            (x - height * 0.14, ground - height * 0.28),
            (x + height * 0.14, ground - height * 0.28),
            (x + height * 0.1, ground),
            (x - height * 0.1, ground),
        ],
        "#a8553f",
    )
    for leaf in range(13):
        lean = (leaf - 6) / 6
        end = (x + lean * height * 0.42, ground - height * (1 - abs(lean) * 0.42))
        canvas.curve(
            (x, ground - height * 0.28),
            (x + lean * height * 0.06, ground - height * 0.8),
            end,
            mixed(MOSS, LEAF, leaf % 3 / 2),
            height * 0.045,
        )


def lamp_row(canvas, y, count, *, width=180):
    """Long lamps under the ceiling."""
    for place in range(count):
        x = WIDTH * (place + 0.5) / count - width / 2
        canvas.glow(x + width / 2, y + 8, width, "#fff6df", 0.5, 90)
        canvas.box(x, y, width, 12, "#fffaf0", radius=6)


def workshop():
    """A bright machine shop: rows of machines, a crane, the fitter and the safety officer at the yellow line."""
    canvas = Canvas(WIDTH, HEIGHT, "#d9d2c4", "workshop")
    canvas.box(0, 0, WIDTH, 640, "#d8d0c1")
    canvas.area([(0, 0), (620, 330), (980, 330), (WIDTH, 0)], "#bcb4a6")
    for rib in range(5):
        share = rib / 5
        y, left, right = 330 * share, 620 * share, WIDTH - 620 * share
        canvas.stroke([(left, y), (right, y)], "#9a9385", 12 - rib * 2)
        canvas.area(
            [
                (left + (right - left) * 0.34, y + 8),
                (left + (right - left) * 0.66, y + 8),
                (left + (right - left) * 0.63, y + 40 - rib * 6),
                (left + (right - left) * 0.37, y + 40 - rib * 6),
            ],
            "#fff7e2",
        )
    canvas.box(620, 330, 360, 250, "#cfc6b5")
    for pane in range(4):
        canvas.box(640 + pane * 84, 350, 68, 96, "#f6eeda")
    canvas.area([(0, HEIGHT), (0, 640), (620, 580), (980, 580), (WIDTH, 640), (WIDTH, HEIGHT)], "#aaa294")
    canvas.area([(560, HEIGHT), (752, 580), (850, 580), (1060, HEIGHT)], "#bcb4a5")
    for near, far in (((545, HEIGHT), (749, 580)), ((1075, HEIGHT), (853, 580))):
        canvas.stroke([near, ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)], HONEY, 12)
        canvas.stroke([((near[0] + far[0]) / 2, (near[1] + far[1]) / 2), far], HONEY, 6)
    canvas.glow(800, 420, 720, "#fff6df", 0.55, 420)
    for share in (0.22, 0.42, 0.68, 1.0):
        _machine(canvas, 690 - 480 * share, 600 + 230 * share, share, 1)
        _machine(canvas, 915 + 480 * share, 600 + 230 * share, share, -1)
    canvas.stroke([(60, 210), (1540, 210)], OCHRE, 26)
    canvas.stroke([(60, 222), (1540, 222)], mixed(OCHRE, INK, 0.35), 7)
    canvas.box(960, 196, 90, 56, RED_DEEP, radius=6)
    canvas.stroke([(1005, 250), (1005, 372)], COFFEE, 4)
    canvas.ring(1005, 388, 16, COFFEE, 7, 300, 200)
    hands = person(canvas, 720, 940, 420, pose="write", coat=RED, cap=CREAM, look=0)
    clipboard(canvas, hands[1], 4.2)
    person(canvas, 930, 930, 412, pose="show", coat=SLATE, cap=PAPER, facing=1, look=1)
    person(canvas, 640, 700, 160, pose="walk", coat=SLATE, cap=CREAM, look=2)
    return canvas.finish()


def _machine(canvas, x, ground, share, facing):
    """A lathe with its guard, its lamp green."""
    size = 70 + 250 * share
    body = mixed("#7f8f8d", "#d8d0c1", 0.5 - share * 0.5)
    canvas.blob(x, ground, size * 0.75, size * 0.1, 0.35, 10 * share + 3)
    canvas.box(x - size * 0.7, ground - size * 0.5, size * 1.4, size * 0.5, body, radius=size * 0.04)
    canvas.wash(x - size * 0.7, ground - size * 0.5, size * 1.4, size * 0.5, INK, 0.0, 0.25)
    canvas.box(
        x - size * 0.62, ground - size * 0.98, size * 0.74, size * 0.52, mixed(body, PAPER, 0.22), radius=size * 0.05
    )
    canvas.box(
        x - size * 0.52, ground - size * 0.9, size * 0.5, size * 0.3, mixed(SLATE, body, 0.2), radius=size * 0.03
    )
    canvas.area(
        [
            (x - size * 0.5, ground - size * 0.62),
            (x - size * 0.3, ground - size * 0.89),
            (x - size * 0.2, ground - size * 0.89),
            (x - size * 0.4, ground - size * 0.62),
        ],
        PAPER,
        60,
    )
    panel = x + size * (0.3 if facing > 0 else 0.32)
    canvas.box(panel, ground - size * 0.86, size * 0.3, size * 0.4, mixed(body, INK, 0.3), radius=size * 0.03)
    canvas.box(panel + size * 0.04, ground - size * 0.82, size * 0.22, size * 0.13, "#bfd0c4", radius=2)
    canvas.disc(panel + size * 0.08, ground - size * 0.57, size * 0.035, size * 0.035, RED)
    canvas.disc(panel + size * 0.2, ground - size * 0.57, size * 0.035, size * 0.035, LEAF)
    canvas.stroke([(x - size * 0.25, ground - size * 0.98), (x - size * 0.25, ground - size * 1.2)], UMBER, size * 0.03)
    canvas.disc(x - size * 0.25, ground - size * 1.22, size * 0.05, size * 0.06, "#6f9a5c")


def meeting_room():
    """A branch's meeting room: a long table, rule boards on the red wall, morning light from the left."""
    canvas = Canvas(WIDTH, HEIGHT, "#efe6d5", "meeting")
    canvas.wash(0, 0, WIDTH, 650, "#d9ccb5", 0.1, 0.45)
    canvas.box(0, 690, WIDTH, 310, "#b49a78")
    canvas.wash(0, 690, WIDTH, 310, INK, 0.0, 0.3)
    for plank in range(7):
        canvas.stroke([(0, 704 + plank * plank * 7), (WIDTH, 704 + plank * plank * 7)], "#a0866a", 2)
    canvas.box(0, 676, WIDTH, 16, "#8f7556")
    _red_wall(canvas)
    canvas.area([(90, 540), (420, 540), (760, HEIGHT), (330, HEIGHT)], "#fff3d6", 46)
    canvas.area([(90, 130), (420, 130), (760, 700), (430, 700)], "#fff3d6", 22)
    for place, coat in enumerate((SLATE, UMBER, "#76695a", "#5d6a70", RED_DEEP, SLATE)):
        seated(canvas, 330 + place * 190, 770, 3.7, coat=coat, look=place, facing=1 if place < 3 else -1)
    _long_table(canvas)
    plant(canvas, 1500, 700, 210)
    return canvas.finish()


def _red_wall(canvas):
    """A red panel with two rule boards, a window on the left, a shelf of books on the right."""
    canvas.box(560, 96, 560, 480, RED_DEEP, radius=6)
    canvas.box(560, 96, 560, 480, RED, radius=6)
    canvas.wash(560, 96, 560, 480, RED_DEEP, 0.0, 0.8)
    canvas.glow(760, 200, 380, ROSE, 0.35, 260)
    for x in (600, 860):
        board(canvas, x, 170, 220, 330, head="#c9a24a", rows=8)
    canvas.stroke([(640, 132), (1040, 132)], "#e8c987", 10)
    window(canvas, 90, 130, 330, 380, panes=2)
    board(canvas, 1200, 170, 170, 250, rows=6)
    board(canvas, 1400, 170, 170, 250, rows=6)
    canvas.box(1210, 470, 350, 16, "#8f7556", radius=3)
    for place, colour in enumerate(
        (RED, SAND, SLATE, OCHRE, RED_DEEP, MOSS, SAND, STEEL, ROSE, UMBER, SAND, RED, SLATE)
    ):
        tall = 56 + (place * 37 % 26)
        canvas.box(1222 + place * 25, 470 - tall, 20, tall, colour, radius=2)


def _long_table(canvas):
    """The table with papers and cups."""
    canvas.blob(800, 930, 720, 30, 0.4, 18)
    canvas.area([(170, 760), (1430, 760), (1530, 830), (70, 830)], "#a8835a")
    canvas.area([(170, 760), (1430, 760), (1434, 766), (166, 766)], "#cfae83")
    canvas.wash(70, 760, 1460, 70, "#fff3d6", 0.45, 0, across=True)
    canvas.box(70, 830, 1460, 34, "#7f6244")
    for x in (150, 1390):
        canvas.box(x, 862, 60, 110, "#6c523a")
    for place in range(7):
        x = 250 + place * 176
        canvas.area([(x, 786), (x + 74, 784), (x + 82, 812), (x - 4, 814)], PAPER)
        lines(canvas, x + 10, 794, 50, 2, 8, TAUPE, 2)
        canvas.box(x + 98, 770, 26, 32, PAPER, radius=6)
        canvas.box(x + 98, 770, 26, 8, RED, radius=4)


def lecture():
    """Secretaries at a training: the lecturer explains a drawing on the screen."""
    canvas = Canvas(WIDTH, HEIGHT, "#e6dcc9", "lecture")
    canvas.wash(0, 0, WIDTH, HEIGHT, "#b9ab93", 0, 0.5)
    canvas.box(0, 0, 210, HEIGHT, "#cfc1a8")
    canvas.box(1390, 0, 210, HEIGHT, "#cfc1a8")
    for x in (40, 1440):
        canvas.box(x, 80, 120, 560, "#d9ccb4", radius=4)
        canvas.box(x + 10, 90, 100, 540, "#c6b799", radius=4)
    lamp_row(canvas, 34, 4)
    canvas.glow(800, 330, 760, "#fffaf0", 0.55, 420)
    canvas.shadow([(330, 110), (1270, 110), (1270, 580), (330, 580)], 0.35, 20)
    canvas.box(330, 96, 940, 480, PAPER, radius=6)
    canvas.stroke([(390, 150), (740, 150)], RED, 14)
    _house_of_steps(canvas)
    lines(canvas, 390, 210, 330, 7, 44, TAUPE, 7)
    canvas.box(0, 640, WIDTH, 360, "#8f7b62")
    canvas.box(0, 620, WIDTH, 26, "#7c6850")
    canvas.box(1300, 470, 150, 190, "#7c5f42", radius=6)
    canvas.box(1288, 456, 174, 22, "#94714f", radius=6)
    person(canvas, 1240, 650, 330, pose="show", coat=SLATE, facing=-1, look=1)
    for row, (y, count, unit) in enumerate(((735, 11, 2.5), (840, 9, 3.3), (985, 7, 4.5))):
        shades = [
            mixed(colour, INK, 0.05 + row * 0.07)
            for colour in (SLATE, UMBER, "#7a6f60", "#5d6a70", RED_DEEP, "#68625a")
        ]
        audience(canvas, y, count, unit, shades, left=-20 - row * 40, right=1620 + row * 40)
    canvas.wash(0, 700, WIDTH, 300, INK, 0, 0.35)
    return canvas.finish()


def _house_of_steps(canvas):
    """What is on the screen: find, grade, put right, look again, off the list."""
    for step, colour in enumerate((SLATE, STEEL, OCHRE, ROSE, RED)):
        x, y = 800 + step * 84, 440 - step * 56
        canvas.box(x, y, 74, 520 - y, mixed(colour, PAPER, 0.15), radius=4)
        canvas.disc(x + 37, y - 26, 15, 15, colour)
    canvas.stroke([(780, 528), (1230, 528)], COFFEE, 5)


SCENES = {
    "workshop": workshop,
    "meeting": meeting_room,
    "lecture": lecture,
}
