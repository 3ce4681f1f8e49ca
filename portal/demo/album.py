"""The drawn photos, ready to be kept at records: each as it was drawn, and once more the other way round."""

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from portal.demo.scenes import jpeg
from portal.photos import reencode

SMALL = (1200, 750)


class Album:
    """Shots by what they show."""

    def __init__(self, studio):
        self.studio, self.shots = studio, {}

    def pair(self, name, *, done, seed=0):
        """One half of a pair; every second record gets it mirrored."""
        name, is_mirrored = f"{name}-after" if done else f"{name}-before", seed % 2 == 1
        if (name, is_mirrored) not in self.shots:
            data = jpeg(ImageOps.mirror(self.studio.picture(name))) if is_mirrored else self.studio.file(name)
            self.shots[name, is_mirrored] = reencode(ContentFile(data, "photo.jpg"))
        return self.shots[name, is_mirrored]

    def small(self, scene):
        """A scene of the articles in the size of a field photo."""
        if scene not in self.shots:
            image = self.studio.picture(scene).resize(SMALL, Image.Resampling.LANCZOS)
            self.shots[scene] = reencode(ContentFile(jpeg(image), "photo.jpg"))
        return self.shots[scene]

    def cut(self, scene, box=None):
        """A scene as it was drawn, or a cut out of it, in the size of a field photo."""
        name = ("cut", scene, box)
        if name not in self.shots:
            image = self.studio.picture(scene)
            image = image.crop(box) if box else image.copy()
            image.thumbnail(SMALL, Image.Resampling.LANCZOS)
            self.shots[name] = reencode(ContentFile(jpeg(image), "photo.jpg"))
        return self.shots[name]
