"""Photos of the field: each place drawn twice from the same spot, with its defect and put right. 1200 × 900."""

from portal.demo.brush import (
    CREAM,
    HONEY,
    INK,
    LEAF,
    MOSS,
    OCHRE,
    PAPER,
    RED,
    RED_DEEP,
    REED,
    SLATE,
    STEEL,
    STONE,
    TAUPE,
    UMBER,
    Canvas,
    mixed,
)
from portal.demo.rooms import lines
from portal.demo.yards import COAL, pipe

WIDTH, HEIGHT = 1200, 900
CARTON = ("#b58f5f", "#a9834f", "#c09a69", "#9f7a4a")


def shed(seed, *, wall="#d3cab9", floor="#a79f91", base=560):
    """A bare wall and floor inside a works, lit from the upper left."""
    canvas = Canvas(WIDTH, HEIGHT, wall, seed)
    wall = mixed(wall, canvas.lots.choice((STONE, STEEL, CREAM, REED)), 0.25)
    canvas.box(0, 0, WIDTH, base, wall)
    canvas.wash(0, 0, WIDTH, base, INK, 0.02, 0.2)
    canvas.box(0, base - 120, WIDTH, 120, mixed(wall, SLATE, 0.3))
    canvas.box(0, base, WIDTH, HEIGHT - base, floor)
    canvas.wash(0, base, WIDTH, HEIGHT - base, INK, 0.16, 0.0)
    canvas.glow(360, 140, 620, "#fff6df", 0.5, 420)
    for joint in range(1, 4):
        canvas.stroke([(0, base + joint * joint * 30), (WIDTH, base + joint * joint * 30)], mixed(floor, INK, 0.12), 2)
    return canvas


def carton(canvas, x, ground, size, *, shade=0.0):
    """A taped carton."""
    colour = mixed(canvas.lots.choice(CARTON), INK, shade)
    canvas.box(x, ground - size * 0.8, size, size * 0.8, colour, radius=3)
    canvas.box(x, ground - size * 0.8, size, size * 0.1, mixed(colour, PAPER, 0.25))
    canvas.box(x + size * 0.42, ground - size * 0.8, size * 0.16, size * 0.8, mixed(colour, PAPER, 0.15))
    canvas.wash(x + size * 0.6, ground - size * 0.8, size * 0.4, size * 0.8, INK, 0, 0.28, across=True)


def escape_route(done, seed):
    """A marked gangway to an exit: full of cartons, or free."""
    canvas = shed(f"route {seed}", base=430)
    for x in (-40, 840):
        for shelf in range(3):
            y = 150 + shelf * 130
            for place in range(3):
                carton(canvas, x + 20 + place * 128, y + 120, 112, shade=0.12)
            canvas.box(x, y + 118, 400, 14, "#4f6a80")
        for post in (0, 388):
            canvas.box(x + post, 120, 12, 420, "#4f6a80")
    canvas.box(480, 150, 240, 290, "#a9b3ab", radius=4)
    canvas.box(496, 166, 208, 274, "#bfc8c0")
    canvas.box(506, 300, 64, 14, COAL, radius=6)
    canvas.box(510, 90, 180, 52, "#3f7a55", radius=5)
    canvas.area([(640, 100), (676, 116), (640, 132)], PAPER)
    canvas.box(530, 112, 112, 8, PAPER)
    for near, far in (((250, HEIGHT), (482, 440)), ((950, HEIGHT), (718, 440))):
        canvas.stroke([near, far], HONEY, 14)
    if not done:
        for x, ground, size in (
            (470, 540, 120),
            (590, 530, 110),
            (400, 690, 190),
            (610, 700, 200),
            (520, 560, 130),
            (720, 720, 160),
            (440, 545, 100),
        ):
            canvas.blob(x + size / 2, ground, size * 0.6, 14, 0.4, 9)
            carton(canvas, x, ground, size)
        carton(canvas, 430, 546, 150, shade=0.05)
        carton(canvas, 640, 545, 140)
    else:
        canvas.area(
            [(560, 620), (640, 620), (640, 690), (690, 690), (600, 780), (510, 690), (560, 690)],
            mixed(PAPER, "#3f7a55", 0.75),
            160,
        )
    return canvas.finish()


def hidden_extinguishers(done, seed):
    """An extinguisher point: behind pallets and half empty, or free, full and with its card."""
    canvas = shed(f"extinguisher {seed}", base=640)
    canvas.box(470, 250, 300, 400, RED, radius=6)
    canvas.box(486, 266, 268, 368, "#e7dfd0")
    canvas.box(470, 190, 300, 50, RED_DEEP, radius=4)
    lines(canvas, 540, 215, 160, 1, 10, CREAM, 9)
    for place in (0, 1):
        if place and not done:
            continue
        x = 510 + place * 124
        canvas.box(x, 396, 92, 236, RED_DEEP, radius=26)
        canvas.box(x + 6, 400, 22, 210, RED, radius=10)
        canvas.box(x + 30, 360, 32, 40, COAL, radius=4)
        canvas.curve((x + 60, 374), (x + 112, 400), (x + 86, 520), COAL, 8)
        canvas.box(x + 18, 470, 58, 78, PAPER, radius=3)
        lines(canvas, x + 26, 484, 40, 4, 15, TAUPE, 4, head=RED)
    if done:
        canvas.box(800, 330, 90, 130, PAPER, radius=3)
        lines(canvas, 814, 350, 62, 6, 17, TAUPE, 4, head=RED)
        canvas.area([(430, 700), (800, 700), (880, 860), (360, 860)], HONEY)
        canvas.area([(446, 712), (786, 712), (852, 846), (390, 846)], "#a79f91")
        for stripe in range(6):
            canvas.stroke([(440 + stripe * 66, 846), (500 + stripe * 50, 712)], mixed(HONEY, "#a79f91", 0.35), 9)
    else:
        for level in range(3):
            for slat in range(5):
                canvas.box(420 + slat * 84, 560 + level * 90, 70, 22, mixed("#a98a5c", INK, level * 0.06))
            canvas.box(410, 582 + level * 90, 430, 30, "#8a6d45")
            canvas.box(410, 612 + level * 90, 430, 36, "#6d5637")
        for x, size in ((430, 170), (610, 190)):
            carton(canvas, x, 562, size)
    return canvas.finish()


def switch_box(done, seed):
    """A distribution box: door open and wires loose, or closed, labelled, in conduits."""
    canvas = shed(f"switch {seed}", base=760)
    for x in (480, 560, 640, 720):
        if done:
            canvas.box(x, 0, 22, 190, STEEL, radius=8)
            canvas.box(x, 560, 22, 200, STEEL, radius=8)
        else:
            canvas.box(x, 0, 22, 190, STEEL, radius=8)
    canvas.box(400, 180, 400, 390, "#8d9895", radius=8)
    if done:
        canvas.box(412, 192, 376, 366, "#aab4b0", radius=6)
        canvas.wash(600, 192, 188, 366, INK, 0, 0.2, across=True)
        canvas.area([(600, 260), (652, 350), (548, 350)], HONEY)
        canvas.area([(606, 280), (592, 312), (604, 312), (594, 342), (618, 304), (606, 304)], INK)
        canvas.box(520, 400, 160, 84, PAPER, radius=3)
        lines(canvas, 536, 420, 126, 4, 16, TAUPE, 5, head=RED)
        canvas.box(752, 350, 16, 60, COAL, radius=6)
    else:
        canvas.box(420, 200, 360, 350, "#4c4a46", radius=4)
        for row in range(2):
            for place in range(5):
                canvas.box(446 + place * 64, 240 + row * 130, 48, 86, "#d8d3c8", radius=3)
                canvas.box(460 + place * 64, 262 + row * 130, 20, 34, COAL, radius=3)
        canvas.area([(800, 184), (980, 130), (980, 620), (800, 566)], "#98a39f")
        for wire in range(13):
            start = (470 + wire * 22, 320 + wire % 2 * 130)
            end = (canvas.lots.uniform(330, 860), canvas.lots.uniform(650, 850))
            colour = canvas.lots.choice((RED, OCHRE, "#3d5a80", MOSS, COAL))
            canvas.curve(start, (canvas.lots.uniform(360, 900), canvas.lots.uniform(520, 700)), end, colour, 6)
        canvas.box(520, 812, 210, 40, PAPER, radius=8)
        for place in range(4):
            canvas.box(536 + place * 48, 822, 32, 20, COAL, radius=4)
    return canvas.finish()


def dusty_duct(done, seed):
    """A dust duct over the polishing benches: joint open and dust on everything, or tight and swept."""
    canvas = shed(f"duct {seed}", base=600)
    for bench in (120, 480, 840):
        canvas.blob(bench + 120, 760, 190, 18, 0.35, 10)
        canvas.box(bench, 560, 240, 40, "#6f7d80", radius=4)
        canvas.box(bench + 16, 600, 208, 150, "#5a666a")
        canvas.disc(bench + 120, 530, 46, 46, "#8a8478")
        canvas.disc(bench + 120, 530, 14, 14, COAL)
        canvas.area([(bench + 60, 470), (bench + 180, 470), (bench + 148, 400), (bench + 92, 400)], STEEL)
        pipe(canvas, [(bench + 120, 400), (bench + 120, 250)], 42)
    pipe(canvas, [(-20, 230), (1220, 230)], 78)
    for x in (330, 700, 1060):
        canvas.box(x, 182, 16, 96, mixed(STEEL, INK, 0.4), radius=3)
    if done:
        canvas.box(90, 330, 110, 76, PAPER, radius=3)
        lines(canvas, 104, 348, 80, 4, 14, TAUPE, 5, head=RED)
        canvas.stroke([(1040, 640), (1130, 860)], "#8a6a41", 10)
        return canvas.finish()
    canvas.area([(690, 186), (740, 176), (746, 280), (694, 274)], COAL)
    for _grain in range(700):
        x = canvas.lots.uniform(60, 1160)
        y = canvas.lots.choice((548, 556, 756, 800, 850)) + canvas.lots.gauss(0, 12)
        canvas.disc(
            x,
            y,
            canvas.lots.uniform(3, 16),
            canvas.lots.uniform(2, 5),
            canvas.lots.choice(("#c9c2b4", "#b3ab9b", "#ddd6c8")),
            200,
        )
    for x, wide in ((250, 190), (640, 240), (980, 170)):
        canvas.area(
            [(x - wide, 800), (x - wide * 0.5, 764), (x, 744), (x + wide * 0.6, 770), (x + wide, 806), (x, 826)],
            "#beb6a7",
        )
    canvas.glow(720, 330, 200, "#d8d0c0", 0.8, 170)
    return canvas.finish()


def gas_cylinders(done, seed):
    """Gas cylinders beside the welding place: lying about, or upright, chained and apart."""
    canvas = shed(f"gas {seed}", base=620)
    canvas.box(60, 120, 260, 200, "#3f4a52", radius=4)
    canvas.box(76, 136, 228, 168, "#56636a")

    def standing(x, colour):
        canvas.blob(x + 42, 800, 70, 14, 0.4, 8)
        canvas.box(x, 400, 84, 400, colour, radius=34)
        canvas.wash(x + 42, 430, 42, 350, INK, 0, 0.35, across=True)
        canvas.box(x + 26, 350, 32, 60, COAL, radius=8)
        canvas.box(x, 560, 84, 14, mixed(colour, PAPER, 0.6))

    if done:
        for x, colour in ((420, "#4f7fa3"), (520, "#4f7fa3"), (930, "#d9d2c2")):
            standing(x, colour)
        for x, wide in ((400, 224), (900, 144)):
            canvas.stroke([(x, 520), (x + wide / 2, 534), (x + wide, 520)], COAL, 7)
            canvas.stroke([(x, 690), (x + wide / 2, 704), (x + wide, 690)], COAL, 7)
            for post in (0, wide):
                canvas.box(x + post - 6, 440, 12, 370, "#4f5e66")
        canvas.box(440, 170, 150, 110, PAPER, radius=4)
        lines(canvas, 460, 194, 110, 4, 20, TAUPE, 6, head=RED)
        canvas.stroke([(660, 845), (890, 845)], HONEY, 12)
    else:
        standing(560, "#4f7fa3")
        for x, y, colour in ((120, 700, "#d9d2c2"), (640, 740, "#4f7fa3")):
            canvas.blob(x + 210, y + 66, 240, 16, 0.4, 9)
            canvas.box(x, y - 20, 420, 86, colour, radius=36)
            canvas.wash(x + 30, y + 22, 360, 44, INK, 0, 0.35)
            canvas.box(x + 412, y + 6, 46, 34, COAL, radius=8)
            canvas.box(x + 300, y - 20, 14, 86, mixed(colour, INK, 0.4))
        canvas.curve((600, 370), (360, 480), (540, 800), RED_DEEP, 9)
        canvas.curve((1080, 760), (980, 600), (820, 840), "#3d5a80", 9)
        carton(canvas, 930, 640, 170)
    return canvas.finish()


def open_drive(done, seed):
    """A belt drive: bare, or behind its yellow guard."""
    canvas = shed(f"drive {seed}", base=650)
    canvas.blob(600, 800, 460, 26, 0.35, 14)
    canvas.box(180, 420, 620, 370, "#71838a", radius=10)
    canvas.wash(180, 420, 620, 370, INK, 0, 0.3)
    canvas.box(230, 300, 420, 130, "#87979b", radius=10)
    canvas.box(860, 590, 220, 200, "#56656b", radius=24)
    for fin in range(6):
        canvas.box(880 + fin * 32, 610, 10, 160, mixed("#56656b", INK, 0.3), radius=4)
    if done:
        canvas.area([(570, 380), (720, 350), (1050, 600), (1040, 760), (900, 780), (560, 560)], OCHRE)
        canvas.area([(586, 396), (714, 370), (1032, 608), (1022, 744), (904, 762), (578, 550)], HONEY)
        for slit in range(7):
            canvas.stroke([(630 + slit * 52, 430 + slit * 34), (600 + slit * 52, 520 + slit * 32)], OCHRE, 8)
        canvas.box(260, 470, 130, 90, PAPER, radius=3)
        lines(canvas, 276, 490, 98, 4, 17, TAUPE, 5, head=RED)
    else:
        for belt in (-62, 62):
            canvas.stroke([(650, 470 + belt * 1.2), (970, 690 + belt)], COAL, 20)
        for x, y, radius in ((650, 470, 88), (970, 690, 66)):
            canvas.disc(x, y, radius, radius, COAL)
            canvas.disc(x, y, radius - 14, radius - 14, STEEL)
            canvas.disc(x, y, radius * 0.3, radius * 0.3, COAL)
            for spoke in range(3):
                canvas.ring(x, y, radius * 0.62, mixed(STEEL, INK, 0.45), 12, spoke * 120, spoke * 120 + 70)
    return canvas.finish()


def pit_cover(done, seed):
    """A sump in the yard: open and unmarked, or covered, fenced and signed."""
    canvas = shed(f"pit {seed}", wall="#cfc9bb", floor="#b3aa9a", base=330)
    pipe(canvas, [(0, 200), (1200, 200)], 46)
    for x in (200, 620, 1040):
        canvas.box(x, 176, 20, 154, mixed(STEEL, INK, 0.35))
    hole = [(380, 520), (820, 520), (900, 740), (300, 740)]
    if done:
        canvas.area(hole, "#7d8a8c")
        for rib in range(8):
            canvas.stroke([(392 + rib * 60, 524), (320 + rib * 80, 736)], "#95a2a3", 7)
        for x, y in ((260, 780), (940, 780), (350, 480), (850, 480)):
            canvas.box(x - 8, y - 230, 16, 236, RED, radius=5)
            canvas.box(x - 8, y - 170, 16, 50, PAPER)
        for left, right in (((260, 590), (940, 590)), ((260, 680), (940, 680)), ((350, 290), (850, 290))):
            canvas.stroke([left, right], HONEY, 12)
        canvas.box(500, 430, 210, 150, HONEY, radius=6)
        canvas.area([(605, 444), (654, 530), (556, 530)], INK)
        canvas.area([(605, 464), (638, 522), (572, 522)], HONEY)
        lines(canvas, 530, 552, 150, 1, 10, INK, 8)
    else:
        canvas.area([(x, y - 12) for x, y in hole], "#8c8374")
        canvas.area(hole, "#2a2724")
        canvas.area([(402, 540), (798, 540), (818, 590), (382, 590)], "#3f3a35")
        canvas.area([(880, 560), (1150, 520), (1170, 600), (900, 650)], "#7d8a8c")
        canvas.curve((300, 650), (420, 560), (560, 700), MOSS, 16)
    return canvas.finish()


def rubbish_corner(done, seed):
    """A corner of a street: rubbish and grass, or swept with a bench of green."""
    canvas = Canvas(WIDTH, HEIGHT, "#d9dfdc", f"corner {seed}")
    canvas.wash(0, 0, WIDTH, 360, "#f5ead5", 0, 0.9)
    canvas.box(0, 250, WIDTH, 270, canvas.lots.choice(("#c8b89e", "#bdb29f", "#c9bfae")))
    canvas.wash(0, 250, WIDTH, 270, INK, 0, 0.16)
    for course in range(5):
        canvas.stroke([(0, 300 + course * 46), (WIDTH, 300 + course * 46)], "#a99b84", 2)
    for x in range(-20, 1240, 90):
        canvas.disc(
            x + canvas.lots.uniform(-20, 20),
            250,
            70,
            canvas.lots.uniform(40, 80),
            mixed(MOSS, LEAF, canvas.lots.random()),
        )
    canvas.box(0, 250, WIDTH, 14, "#b3a690")
    canvas.box(0, 520, WIDTH, 380, "#aaa193")
    canvas.area([(0, 520), (WIDTH, 520), (WIDTH, 575), (0, 595)], "#c6bcab")
    draw = _planters if done else _rubbish
    draw(canvas)
    return canvas.finish()


def _planters(canvas):
    """A swept pavement with a row of planters."""
    for x in range(40, 1200, 190):
        canvas.box(x, 500, 130, 60, "#a8553f", radius=6)
        for _leaf in range(12):
            leaf = canvas.lots.choice((MOSS, LEAF, REED))
            canvas.disc(x + canvas.lots.uniform(8, 122), canvas.lots.uniform(450, 504), 20, 16, leaf)
    canvas.wash(0, 600, WIDTH, 300, "#fff6e4", 0.25, 0)


def _rubbish(canvas):
    """Weeds, litter, bags, a carton."""
    for _weed in range(150):
        x, y = canvas.lots.uniform(0, WIDTH), canvas.lots.uniform(510, 620)
        canvas.stroke(
            [(x, y), (x + canvas.lots.uniform(-12, 12), y - canvas.lots.uniform(20, 70))],
            canvas.lots.choice((MOSS, LEAF, "#9a9a63")),
            4,
        )
    for _piece in range(46):
        x, y = canvas.lots.uniform(160, 1060), canvas.lots.uniform(560, 780)
        colour = canvas.lots.choice((PAPER, "#9fb4b8", RED, HONEY, "#7d8f6f", UMBER))
        canvas.area([(x, y), (x + 40, y - 14), (x + 56, y + 16), (x + 12, y + 30)], colour)
    for x, y, size in ((240, 700, 150), (480, 650, 120), (760, 720, 170), (930, 640, 120)):
        canvas.blob(x, y, size * 0.7, 14, 0.35, 9)
        canvas.disc(x, y - size * 0.3, size * 0.55, size * 0.42, canvas.lots.choice((COAL, "#5b6b73", "#87796a")))
        canvas.disc(x - size * 0.14, y - size * 0.44, size * 0.2, size * 0.1, PAPER, 50)
    carton(canvas, 560, 760, 150)


# The corner belongs to clean-ups, the others to hazards.
PAIRS = {
    "route": escape_route,
    "extinguisher": hidden_extinguishers,
    "switch": switch_box,
    "duct": dusty_duct,
    "gas": gas_cylinders,
    "drive": open_drive,
    "pit": pit_cover,
    "corner": rubbish_corner,
}
