"""What the pictures are drawn with: a canvas at twice its size, washes of light, soft shadows, paper grain."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2
GRAIN_SIDE = 256

# The look's own colours: paper, warm greys, one red; muted green and slate for leaves and steel.
PAPER, CREAM, SAND, STONE = "#f6f1e7", "#ece4d4", "#dccfb8", "#bfb29b"
TAUPE, UMBER, COFFEE, INK = "#94886f", "#6b6152", "#463f36", "#2b2723"
RED, RED_DEEP, ROSE, BLUSH = "#b3201f", "#8c1514", "#cf6a5e", "#e9c3b5"
OCHRE, HONEY = "#b98a3c", "#e3c27c"
SLATE, STEEL, MIST, HAZE = "#4f5e66", "#7f8f95", "#b9c4c4", "#dde2df"
MOSS, LEAF, REED = "#55664f", "#7f9073", "#aab596"


def rgb(colour):
    """(r, g, b) of "#rrggbb"."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def mixed(one, other, share):
    """A colour between two others; `share` is how much of the second."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(one), rgb(other), strict=True))


class Canvas:
    """A picture in the making. All measures are those of the finished picture."""

    def __init__(self, width, height, ground, seed=""):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        # Laying one colour over another costs five times what painting does.
        self.paint, self.veil = ImageDraw.Draw(self.image), ImageDraw.Draw(self.image, "RGBA")
        # random.Random of a text is the same in every process and on every machine.
        self.lots = random.Random(f"云溪 {seed}")

    def _pen(self, colour, alpha):
        return (self.paint, rgb(colour)) if alpha == 255 else (self.veil, (*rgb(colour), alpha))

    def area(self, points, colour, alpha=255):
        """A filled area with straight edges."""
        pen, fill = self._pen(colour, alpha)
        pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, x, y, width, height, colour, *, radius=0, alpha=255):
        """A rectangle, its corners rounded where a radius is given."""
        place = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
        pen, fill = self._pen(colour, alpha)
        if radius:
            pen.rounded_rectangle(place, radius * SCALE, fill=fill)
        else:
            pen.rectangle(place, fill=fill)

    def disc(self, x, y, across, down, colour, alpha=255):
        """An ellipse around (x, y) with these half axes."""
        place = ((x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE)
        pen, fill = self._pen(colour, alpha)
        pen.ellipse(place, fill=fill)

    def dome(self, x, y, across, down, colour):
        """The upper half of an ellipse."""
        place = ((x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE)
        self.paint.pieslice(place, 180, 360, fill=rgb(colour))

    def ring(self, x, y, radius, colour, thick, start=0, end=360):
        """A part of a circle's line."""
        place = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.paint.arc(place, start, end, fill=rgb(colour), width=round(thick * SCALE))

    def stroke(self, points, colour, thick, alpha=255):
        """A line with round ends and joints."""
        (pen, fill), reach = self._pen(colour, alpha), thick * SCALE / 2
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        pen.line(scaled, fill=fill, width=max(round(thick * SCALE), 1), joint="curve")
        if thick > 2 and alpha == 255:
            for x, y in (scaled[0], scaled[-1]):
                pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)

    def curve(self, start, bend, end, colour, thick):
        """A line bent towards one point: cables, hoses, branches."""
        steps = [step / 16 for step in range(17)]
        self.stroke(
            [
                tuple(
                    (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c for a, b, c in zip(start, bend, end, strict=True)
                )
                for t in steps
            ],
            colour,
            thick,
        )

    def wash(self, x, y, width, height, colour, start, end, *, across=False):
        """Colour over a rectangle, its strength going from `start` to `end` (0 to 1), downwards or to the right."""
        slope = Image.linear_gradient("L")
        if across:
            slope = slope.transpose(Image.Transpose.ROTATE_90)
        slope = slope.point([round((start + (end - start) * step / 255) * 255) for step in range(256)])
        self._lay(slope, x, y, width, height, colour)

    def glow(self, x, y, across, colour, strength, down=None):
        """Light (or shade) that fades from the middle outwards."""
        down = down or across
        # Pillow's radial gradient has the value 181 where it touches the edge of its square.
        fall = [max(1 - step / 181, 0) ** 2 for step in range(256)]
        slope = Image.radial_gradient("L").point([round(share * strength * 255) for share in fall])
        self._lay(slope, x - across, y - down, across * 2, down * 2, colour)

    def _lay(self, slope, x, y, width, height, colour):
        size = (round(width * SCALE), round(height * SCALE))
        mask = slope.resize(size, Image.Resampling.BILINEAR)
        self.image.paste(rgb(colour), (round(x * SCALE), round(y * SCALE)), mask)

    def shadow(self, points, strength=0.35, soft=14, colour=INK):
        """A soft shadow of an area."""
        coarse = 8
        left, top = min(x for x, _ in points) - soft * 3, min(y for _, y in points) - soft * 3
        right, bottom = max(x for x, _ in points) + soft * 3, max(y for _, y in points) + soft * 3
        size = (max(int((right - left) * SCALE / coarse), 1), max(int((bottom - top) * SCALE / coarse), 1))
        mask = Image.new("L", size)
        inside = [((x - left) * SCALE / coarse, (y - top) * SCALE / coarse) for x, y in points]
        ImageDraw.Draw(mask).polygon(inside, fill=round(strength * 255))
        mask = mask.filter(ImageFilter.GaussianBlur(soft * SCALE / coarse))
        self._lay(mask, left, top, right - left, bottom - top, colour)

    def blob(self, x, y, across, down, strength=0.3, soft=10):
        """A soft shadow lying on the ground."""
        points = [(x - across, y), (x - across * 0.6, y - down), (x + across * 0.6, y - down), (x + across, y)]
        self.shadow([*points, (x + across * 0.6, y + down), (x - across * 0.6, y + down)], strength, soft)

    def finish(self, *, grain=8, edge=0.22):
        """The picture in its own size, with the grain of paper and slightly darker edges."""
        image = self.image.reduce(SCALE)
        shade = Image.radial_gradient("L").resize(image.size, Image.Resampling.BILINEAR)
        shade = shade.point([max(round((step / 255 - 0.55) * edge * 255), 0) for step in range(256)])
        image.paste(rgb(INK), (0, 0), shade)
        return ImageChops.overlay(image, self._grain(image.size, grain))

    def _grain(self, size, strength):
        noise = Image.frombytes("L", (GRAIN_SIDE, GRAIN_SIDE), self.lots.randbytes(GRAIN_SIDE**2))
        noise = noise.filter(ImageFilter.GaussianBlur(0.6)).point(
            [round(128 + (step - 128) / 128 * strength * 1.6) for step in range(256)]
        )
        sheet = Image.new("L", size)
        for left in range(0, size[0], GRAIN_SIDE):
            for top in range(0, size[1], GRAIN_SIDE):
                sheet.paste(noise, (left, top))
        return Image.merge("RGB", (sheet, sheet, sheet))
