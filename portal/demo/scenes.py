"""The pictures by name, drawn in the background while the records are written: drawing holds no lock of Python's."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from portal.demo import corners, outdoors, rooms, rounds, walls, yards
from portal.demo.pairs import PAIRS

SCENES = outdoors.SCENES | yards.SCENES | rounds.SCENES | rooms.SCENES | corners.SCENES | walls.SCENES
# In the order in which they are asked for: photos of the field first, then the pictures of articles.
NAMES = [f"{pair}-{half}" for pair in PAIRS for half in ("before", "after")] + list(SCENES)
QUALITY = 86


def draw(name):
    """A scene such as "dusk" (1600 × 1000), or one half of a pair such as "route-before" (1200 × 900)."""
    pair, _dash, half = name.partition("-")
    return PAIRS[pair](half == "after", pair) if half else SCENES[name]()


def jpeg(image):
    """The picture as a file, without any metadata."""
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


class Studio:
    """Every picture drawn once; to be used as a context, which ends with the drawing."""

    def __enter__(self):
        self.painter = ThreadPoolExecutor(max_workers=1)
        self.made = {name: self.painter.submit(self._make, name) for name in NAMES}
        return self

    def __exit__(self, *failure):
        self.painter.shutdown(cancel_futures=True)

    @staticmethod
    def _make(name):
        image = draw(name)
        return image, jpeg(image)

    def picture(self, name):
        """The picture itself."""
        return self.made[name].result()[0]

    def file(self, name):
        """The picture as a JPEG."""
        return self.made[name].result()[1]
