"""Pictures as phones write them, and what was kept of them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from portal.photos import reencode

EXIF, GPS, ORIENTATION, MAKE, TAKEN = 0x8769, 0x8825, 0x0112, 0x010F, 0x9003
# A red corner at the top left tells which way up a picture stands.
RED, GREY = (220, 20, 20), (120, 120, 120)


def picture(width=640, height=480, mode="RGB"):
    """A grey picture with a red top left corner."""
    image = Image.new("RGB", (width, height), GREY)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=RED)
    return image.convert(mode)


def camera_exif(taken="2026:03:05 14:30:00", orientation=1):
    """What a phone writes: make, time and place."""
    exif = Image.Exif()
    exif[MAKE] = "SECRETCAMERA"
    exif[ORIENTATION] = orientation
    exif.get_ifd(EXIF)[TAKEN] = taken
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 15.0, 20.0), 3: "E", 4: (120.0, 10.0, 5.0)})
    return exif


def saved(image, kind="JPEG", **options):
    """The bytes of a picture as a file of that kind."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def upload(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data)


def shot_of(data, name="photo.jpg", **options):
    return reencode(upload(data, name), **options)


def read(content):
    content.seek(0)
    return content.read()


def opened(content):
    return Image.open(BytesIO(read(content)))


def is_red(pixel):
    return pixel[0] > 150 and pixel[1] < 100
