"""What hangs on the walls of a site: the oath, the chart of member development, two rule boards, a door plate."""

from portal.demo.brush import COFFEE, CREAM, INK, OCHRE, PAPER, RED, RED_DEEP, ROSE, SAND, SLATE, STEEL, UMBER, Canvas
from portal.demo.rooms import board, lines, plant

WIDTH, HEIGHT = 1200, 900


def wall(seed, colour="#efe6d5"):
    """A bare wall above a wooden floor, lit from the left."""
    canvas = Canvas(WIDTH, HEIGHT, colour, seed)
    canvas.wash(0, 0, WIDTH, 740, "#d3c5ad", 0.0, 0.5, across=True)
    canvas.box(0, 760, WIDTH, 140, "#b49a78")
    canvas.wash(0, 760, WIDTH, 140, INK, 0.0, 0.3)
    canvas.box(0, 744, WIDTH, 18, "#8f7556")
    return canvas


def oath():
    """The oath in large lines on a red ground, a flag hung straight beside it."""
    canvas = wall("oath")
    canvas.shadow([(330, 90), (1110, 90), (1110, 640), (330, 640)], 0.35, 16)
    canvas.box(320, 80, 780, 550, RED, radius=4)
    canvas.wash(320, 80, 780, 550, RED_DEEP, 0.0, 0.7)
    canvas.stroke([(560, 150), (860, 150)], "#e8c987", 26)
    for row, share in enumerate((1, 0.94, 1, 0.9, 0.97, 0.62)):
        y = 236 + row * 58
        for place in range(int(15 * share)):
            canvas.box(392 + place * 43, y, 30, 30, "#f0d9a8", radius=4)
    canvas.shadow([(70, 120), (270, 120), (270, 420), (70, 420)], 0.3, 12)
    canvas.box(60, 110, 210, 300, RED, radius=2)
    canvas.wash(60, 110, 210, 300, RED_DEEP, 0.4, 0.0, across=True)
    canvas.box(52, 100, 226, 12, UMBER, radius=4)
    plant(canvas, 165, 800, 210)
    return canvas.finish()


def chart():
    """The chart of member development: five columns of steps, joined by arrows."""
    canvas = wall("chart")
    canvas.shadow([(80, 100), (1130, 100), (1130, 660), (80, 660)], 0.35, 16)
    canvas.box(70, 90, 1060, 560, PAPER, radius=4)
    canvas.box(70, 90, 1060, 90, RED, radius=4)
    canvas.stroke([(420, 135), (780, 135)], CREAM, 22)
    for column, tone in enumerate((SLATE, STEEL, OCHRE, ROSE, RED)):
        x = 106 + column * 204
        canvas.box(x, 214, 168, 58, tone, radius=8)
        canvas.stroke([(x + 34, 243), (x + 134, 243)], PAPER, 12)
        for step in range(5):
            y = 292 + step * 66
            canvas.box(x + 8, y, 152, 48, "#f3ecdf", radius=6)
            lines(canvas, x + 22, y + 16, 120, 2, 16, "#8d8374", 5)
            if step < 4:
                canvas.stroke([(x + 84, y + 49), (x + 84, y + 64)], COFFEE, 4)
        if column < 4:
            canvas.stroke([(x + 172, 243), (x + 198, 243)], COFFEE, 6)
            canvas.area([(x + 192, 232), (x + 206, 243), (x + 192, 254)], COFFEE)
    return canvas.finish()


def rules():
    """Two rule boards side by side above a cabinet."""
    canvas = wall("rules", "#ece3d2")
    board(canvas, 150, 80, 400, 520, rows=10)
    board(canvas, 650, 80, 400, 520, rows=8)
    canvas.blob(600, 800, 480, 20, 0.35, 14)
    canvas.box(140, 650, 920, 150, "#a2825b", radius=6)
    for door in range(4):
        canvas.box(156 + door * 226, 666, 210, 122, "#b5946b", radius=4)
        canvas.disc(350 + door * 226, 728, 7, 7, UMBER)
    return canvas.finish()


def plate():
    """The door of the activity room with the branch's plate beside it."""
    canvas = wall("plate", "#e9dfcd")
    canvas.shadow([(420, 110), (800, 110), (800, 760), (420, 760)], 0.25, 14)
    canvas.box(410, 100, 390, 650, "#8f7556", radius=4)
    canvas.box(432, 122, 346, 628, "#b08e64")
    for x in (456, 622):
        canvas.box(x, 150, 132, 250, "#c9a97e", radius=4)
        canvas.box(x, 430, 132, 280, "#a27f56", radius=4)
    canvas.disc(756, 450, 12, 12, SAND)
    canvas.shadow([(860, 250), (1080, 250), (1080, 400), (860, 400)], 0.3, 10)
    canvas.box(850, 240, 230, 150, "#c9a24a", radius=6)
    canvas.box(862, 252, 206, 126, "#e6cf94", radius=4)
    canvas.stroke([(890, 290), (1040, 290)], RED_DEEP, 14)
    canvas.stroke([(890, 336), (1010, 336)], RED_DEEP, 14)
    plant(canvas, 220, 800, 300)
    return canvas.finish()


SCENES = {"oath": oath, "chart": chart, "rules": rules, "plate": plate}
