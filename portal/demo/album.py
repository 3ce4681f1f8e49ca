"""The drawn photos, ready to be kept at records: each drawn once, and once more the other way round."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from portal.demo.scenes import draw
from portal.photos import reencode

QUALITY = 84
SMALL = (1200, 750)


def jpeg(image, quality=QUALITY):
    """The picture as a file, without any metadata."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


class Album:
    """Shots by what they show."""

    def __init__(self):
        self.shots = {}

    def pair(self, name, *, done, seed=0):
        """One half of a pair; every second record gets it mirrored."""
        is_mirrored = seed % 2 == 1
        sought = (name, done, is_mirrored)
        if sought not in self.shots:
            image = draw(f"{name}-after" if done else f"{name}-before")
            self.shots[sought] = self._shot(ImageOps.mirror(image) if is_mirrored else image)
        return self.shots[sought]

    def small(self, scene):
        """A scene of the articles in the size of a field photo."""
        if scene not in self.shots:
            self.shots[scene] = self._shot(draw(scene).resize(SMALL, Image.Resampling.LANCZOS))
        return self.shots[scene]

    @staticmethod
    def _shot(image):
        return reencode(ContentFile(jpeg(image), "photo.jpg"))
