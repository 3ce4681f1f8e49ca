"""People in the pictures: built of joints and round limbs, seen from some way off, nobody in particular."""

from portal.demo.brush import CREAM, HONEY, INK, PAPER, RED, RED_DEEP, SLATE, STEEL, UMBER, mixed, rgb

SKIN = ("#d9a987", "#cf9d7c", "#e0b393")
TROUSERS = (SLATE, "#3f4a52", UMBER, "#57504a")

# Joints in hundredths of the height, the feet at (0, 0), facing right: head, neck, hip, elbows, hands, knees, feet.
POSES = {
    "stand": {
        "head": (0, 92),
        "neck": (0, 81),
        "hip": (0, 49),
        "elbow": ((-9, 66), (9, 66)),
        "hand": ((-9, 51), (9, 51)),
        "knee": ((-5, 26), (5, 26)),
        "foot": ((-6, 2), (6, 2)),
    },
    "walk": {
        "head": (4, 92),
        "neck": (3, 81),
        "hip": (0, 49),
        "elbow": ((-10, 67), (11, 67)),
        "hand": ((-14, 54), (18, 58)),
        "knee": ((-4, 26), (9, 28)),
        "foot": ((-16, 4), (13, 2)),
    },
    "sweep": {
        "head": (13, 86),
        "neck": (9, 76),
        "hip": (-3, 47),
        "elbow": ((14, 58), (21, 63)),
        "hand": ((22, 47), (29, 57)),
        "knee": ((-9, 25), (7, 26)),
        "foot": ((-15, 2), (10, 2)),
    },
    "bend": {
        "head": (25, 66),
        "neck": (17, 63),
        "hip": (-8, 46),
        "elbow": ((22, 44), (28, 42)),
        "hand": ((30, 25), (35, 24)),
        "knee": ((-10, 25), (4, 26)),
        "foot": ((-13, 2), (5, 2)),
    },
    "show": {
        "head": (1, 92),
        "neck": (0, 81),
        "hip": (-1, 49),
        "elbow": ((-8, 65), (15, 73)),
        "hand": ((-5, 52), (28, 84)),
        "knee": ((-5, 26), (5, 26)),
        "foot": ((-7, 2), (6, 2)),
    },
    "write": {
        "head": (4, 91),
        "neck": (1, 81),
        "hip": (-1, 49),
        "elbow": ((6, 64), (11, 64)),
        "hand": ((17, 66), (19, 63)),
        "knee": ((-5, 26), (5, 26)),
        "foot": ((-7, 2), (6, 2)),
    },
    "carry": {
        "head": (-3, 91),
        "neck": (-2, 81),
        "hip": (0, 49),
        "elbow": ((-7, 64), (8, 64)),
        "hand": ((10, 50), (14, 49)),
        "knee": ((-6, 26), (7, 27)),
        "foot": ((-12, 2), (11, 2)),
    },
    "aim": {
        "head": (4, 90),
        "neck": (2, 80),
        "hip": (-3, 48),
        "elbow": ((9, 62), (14, 66)),
        "hand": ((20, 58), (27, 62)),
        "knee": ((-9, 26), (9, 27)),
        "foot": ((-15, 2), (14, 2)),
    },
}


def person(canvas, x, ground, height, *, pose="stand", facing=1, coat=RED, cap="", look=0, shade=0.0):
    """One person; `coat` is the colour of the vest, `cap` of a helmet or cap; returns where the hands are."""
    bones, unit = POSES[pose], height / 100

    def at(joint):
        return x + joint[0] * unit * facing, ground - joint[1] * unit

    def tone(colour):
        return mixed(colour, INK, shade)

    skin, legs, shirt = tone(SKIN[look % 3]), tone(TROUSERS[look % 4]), tone(mixed(coat, INK, 0.25))
    canvas.blob(x + 4 * unit, ground, 20 * unit, 3 * unit, 0.32, max(4 * unit, 3))
    arms = [(at(bones["neck"]), at(elbow), at(hand)) for elbow, hand in zip(bones["elbow"], bones["hand"], strict=True)]
    far, near = [(a[0] - 2 * unit * facing, a[1] + 5 * unit) for a in (arms[0][0], arms[1][0])]
    canvas.stroke([far, *arms[0][1:]], mixed(shirt, INK, 0.15), 6.2 * unit)
    canvas.disc(*arms[0][2], 3 * unit, 3 * unit, skin)
    for place, (knee, foot) in enumerate(zip(bones["knee"], bones["foot"], strict=True)):
        colour = mixed(legs, INK, 0.18 * (1 - place))
        hip = at((bones["hip"][0] + (place * 4 - 2), bones["hip"][1]))
        canvas.stroke([hip, at(knee), at(foot)], colour, 8.4 * unit)
        heel, toe = at((foot[0] - 2, foot[1])), at((foot[0] + 6, foot[1] - 0.5))
        canvas.stroke([heel, toe], tone(INK), 4.6 * unit)
    _torso(canvas, at(bones["neck"]), at(bones["hip"]), unit, tone(coat), shade)
    canvas.stroke([(near[0] + unit * facing, near[1]), *arms[1][1:]], shirt, 6.6 * unit)
    canvas.disc(*arms[1][2], 3.2 * unit, 3.2 * unit, skin)
    _head(canvas, at(bones["head"]), unit, facing, skin, tone(cap) if cap else "", tone(INK))
    return [arm[2] for arm in arms]


def _torso(canvas, neck, hip, unit, coat, shade):
    """Shoulders to hips; a red vest carries two bright bands."""
    (nx, ny), (hx, hy) = neck, hip
    canvas.stroke([(nx, ny + 7 * unit), (hx, hy - 1 * unit)], coat, 18 * unit)
    canvas.stroke([(nx, ny + 3 * unit), (nx, ny + 7 * unit)], coat, 13 * unit)
    red, green, _blue = rgb(coat)
    if red < green * 2:
        return  # only the red vests of task forces carry bands
    band = mixed(HONEY, INK, shade)
    for share in (0.5, 0.74):
        x, y = nx + (hx - nx) * share, ny + 5 * unit + (hy - ny) * share
        canvas.stroke([(x - 8 * unit, y), (x + 8 * unit, y)], mixed(band, PAPER, 0.3), 2.2 * unit)


def _head(canvas, head, unit, facing, skin, cap, hair):
    """A head without a face; under a helmet where one is worn."""
    x, y = head
    canvas.stroke(
        [(x - 0.5 * unit * facing, y + 5 * unit), (x - unit * facing, y + 10 * unit)],
        mixed(skin, INK, 0.15),
        4.6 * unit,
    )
    canvas.disc(x, y, 5.8 * unit, 7 * unit, skin)
    if cap:
        canvas.dome(x, y - 2.2 * unit, 7 * unit, 7.2 * unit, cap)
        canvas.stroke(
            [(x - 6.4 * unit, y - 2 * unit), (x + (8.4 if facing > 0 else 6.4) * unit, y - 2 * unit)], cap, 2 * unit
        )
        if facing < 0:
            canvas.stroke([(x - 8.4 * unit, y - 2 * unit), (x, y - 2 * unit)], cap, 2 * unit)
    else:
        canvas.dome(x, y - unit, 6.3 * unit, 7 * unit, hair)
        canvas.disc(x - 3.4 * unit * facing, y - unit, 3.6 * unit, 5 * unit, hair)


def broom(canvas, hands, facing, ground, height):
    """A broom held with both hands, its twigs on the ground."""
    unit = height / 100
    (x1, y1), x2 = hands[1], hands[0][0]
    end = (x2 + 14 * unit * facing, ground - 6 * unit)
    canvas.stroke([(x1 - 10 * unit * facing, y1 - 14 * unit), (x1, y1), end], "#8a6a41", 1.9 * unit)
    canvas.area(
        [
            (end[0] - 2 * unit, end[1] - 2 * unit),
            (end[0] + 2.5 * unit, end[1] - 2 * unit),
            (end[0] + 12 * unit * facing, ground + unit),
            (end[0] - 6 * unit * facing, ground + unit),
        ],
        "#b08d55",
    )
    canvas.disc(*hands[0], 2.8 * unit, 2.8 * unit, SKIN[0])


def clipboard(canvas, hand, unit, facing=1):
    """A board with a form, held before the chest."""
    x, y = hand
    canvas.area(
        [
            (x - 2 * unit, y - 10 * unit),
            (x + 9 * unit * facing, y - 13 * unit),
            (x + 11 * unit * facing, y),
            (x, y + 3 * unit),
        ],
        "#7a5a3a",
    )
    canvas.area(
        [
            (x - unit, y - 8.5 * unit),
            (x + 8 * unit * facing, y - 11 * unit),
            (x + 9.6 * unit * facing, y - 1.2 * unit),
            (x + 0.8 * unit, y + 1.4 * unit),
        ],
        PAPER,
    )
    for line in range(3):
        top = y - 6.4 * unit + line * 2.4 * unit
        canvas.stroke(
            [(x + 1.4 * unit * facing, top), (x + 7 * unit * facing, top - 1.8 * unit)], "#9c9384", 0.6 * unit
        )


def seated(canvas, x, seat, unit, *, coat=SLATE, look=0, facing=1):
    """Somebody at a table, seen from the side, down to the table's edge."""
    skin = SKIN[look % 3]
    canvas.stroke([(x, seat - 40 * unit), (x - 2 * unit * facing, seat - 4 * unit)], coat, 20 * unit)
    canvas.stroke([(x, seat - 44 * unit), (x, seat - 38 * unit)], coat, 15 * unit)
    canvas.stroke(
        [
            (x + unit * facing, seat - 40 * unit),
            (x + 10 * unit * facing, seat - 22 * unit),
            (x + 24 * unit * facing, seat - 23 * unit),
        ],
        mixed(coat, INK, 0.2),
        7 * unit,
    )
    canvas.disc(x + 25 * unit * facing, seat - 23.5 * unit, 3.4 * unit, 3 * unit, skin)
    _head(canvas, (x + 2 * unit * facing, seat - 57 * unit), unit, facing, skin, "", INK)


def audience(canvas, y, count, unit, colours, *, left=0, right=1600):
    """A row of listeners seen from behind: heads and shoulders."""
    step = (right - left) / count
    for place in range(count):
        x = left + step * (place + 0.5) + canvas.lots.uniform(-0.1, 0.1) * step
        lift, colour = canvas.lots.uniform(-4, 4) * unit, canvas.lots.choice(colours)
        canvas.box(x - 19 * unit, y - 22 * unit + lift, 38 * unit, 80 * unit, colour, radius=15 * unit)
        canvas.stroke(
            [(x, y - 28 * unit + lift), (x, y - 18 * unit + lift)], mixed(SKIN[place % 3], INK, 0.25), 8 * unit
        )
        canvas.disc(x, y - 38 * unit + lift, 10.5 * unit, 12.5 * unit, mixed(INK, UMBER, canvas.lots.random() * 0.5))


def red_vest(canvas):
    """One of the two reds that a task force wears."""
    return canvas.lots.choice((RED, RED, mixed(RED, RED_DEEP, 0.5)))


def helmet(canvas):
    """The colour of a helmet: mostly light, some red."""
    return canvas.lots.choice((CREAM, PAPER, STEEL, RED_DEEP))
