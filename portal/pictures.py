"""Pictures as they arrive: seen to be pictures, turned upright, made smaller, freed of place and camera."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import PurePath
from zoneinfo import ZoneInfo

import pillow_heif
import pylopdf_fonts_zh_cn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFont

pillow_heif.register_heif_opener()

# What Pillow may try to read; its other decoders are never let near a stranger's bytes. MPO comes with JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
MAX_PIXELS = 60_000_000
THUMBNAIL_SIDE = 480
# The CMS cuts its renditions from the original, so that one is kept larger.
PICTURE_SIDE = 3000
# A JPEG up to this size is kept as the phone made it; what it carries beside its picture is cut off.
BARE_BYTES = 1_500_000
# A stamped copy is for looking at: sharp on a screen and on paper, half a second from nowhere.
STAMPED_SIDE = 1600
CAMERA_ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR = 2000
SRGB = ImageCms.createProfile("sRGB")
# EXIF orientation: how the picture must be turned to stand upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Shot:
    """A photo ready to be stored. The digest is that of the content, so that a stored file can be checked."""

    content: ContentFile
    width: int
    height: int
    taken_at: datetime | None
    digest: str

    @cached_property
    def thumbnail(self):
        """The small picture, for whoever needs it before anybody looks at it."""
        self.content.seek(0)
        return ContentFile(thumbnail(self.content.read()))


def reencode(upload, *, max_side=2000, max_bytes=None):
    """Make a Shot of an uploaded file; ValidationError with one sentence if it cannot be a photo."""
    data = _read(upload, max_bytes)
    image = _open(data)
    taken_at, size = _taken_at(image), image.size
    bare = _bare(data) if max(size) <= max_side and _is_shown_as_stored(image) else None
    if bare is None:
        full = _upright(image, max_side)
        bare, size = _jpeg(full, quality=82), full.size
    return Shot(ContentFile(bare), size[0], size[1], taken_at, hashlib.sha256(bare).hexdigest())


def thumbnail(data):
    """The bytes of the small picture that pages show of a stored photo; OSError where it cannot be drawn."""
    try:
        return _jpeg(_upright(_open(data), THUMBNAIL_SIDE), quality=75)
    except ValidationError as error:
        raise OSError(*error.messages) from error


def strip_upload(uploaded):
    """A picture for the CMS without metadata: PNG, GIF and what is see-through become PNG, everything else JPEG."""
    if not isinstance(uploaded, UploadedFile):
        return uploaded
    image = _open(_read(uploaded))
    is_drawn = image.format in ("PNG", "GIF")
    image = _upright(image, PICTURE_SIDE)
    stem = PurePath(uploaded.name or "picture").stem
    if is_drawn or image.mode == "RGBA":
        out = BytesIO()
        image.save(out, "PNG", optimize=True)
        return SimpleUploadedFile(f"{stem}.png", out.getvalue(), "image/png")
    return SimpleUploadedFile(f"{stem}.jpg", _jpeg(image, quality=88), "image/jpeg")


@lru_cache(maxsize=8)
def _face(size):
    """The portal's own Chinese face, so that a stamp can be read whatever the server has installed."""
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)


def stamped(file, lines):
    """A copy of a stored photo (the bytes of a JPEG) with these lines in a band below it; the original stays clean."""
    original = Image.open(file, formats=("JPEG",))
    # A large JPEG is decoded at a fraction of its size here.
    original.thumbnail((STAMPED_SIDE, STAMPED_SIDE))
    image = original.convert("RGB")
    size = max(12, round(min(image.size) / 24))
    face, step, edge = _face(size), round(size * 1.5), size // 2
    lines = [_fitting(line, face, image.width - 2 * edge) for line in map(str, lines) if line]
    sheet = Image.new("RGB", (image.width, image.height + step * len(lines) + edge), "#1f1b18")
    sheet.paste(image)
    brush = ImageDraw.Draw(sheet)
    for place, line in enumerate(lines):
        brush.text((edge, image.height + edge // 2 + place * step), line, font=face, fill="#ffffff")
    return _jpeg(sheet, quality=82)


def _fitting(line, face, width):
    """A line cut to the width."""
    while len(line) > 1 and face.getlength(line) > width:
        line = line[:-2] + "…"
    return line


def _read(upload, max_bytes=None):
    """The bytes of an upload, unless there are too many or none."""
    limit = max_bytes or settings.PHOTO_MAX_BYTES
    size = getattr(upload, "size", None) or 0
    data = b""
    if size <= limit:
        upload.seek(0)
        data = upload.read(limit + 1)
    if max(size, len(data)) > limit:
        raise ValidationError(
            _("The photo is larger than %(limit)s. Choose a smaller one, or have the phone send it reduced."),
            code="too_large",
            params={"limit": filesizeformat(limit)},
        )
    if not data:
        raise ValidationError(_("The file is empty. Choose the photo again."), code="empty")
    return data


def _open(data):
    """The picture as its header tells it, not yet decoded."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception as error:  # a decoder may raise anything when the bytes are broken
        if data.startswith(BEGINNINGS) or data[4:8] == b"ftyp":
            raise _damaged() from error
        raise ValidationError(
            _("This file is not a photo. Choose a picture in the form JPEG, PNG, WebP or HEIC."), code="no_photo"
        ) from error
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels():
    return ValidationError(
        _("The photo has more than %(limit)d megapixels. Choose a smaller one, or set the camera to fewer."),
        code="too_many_pixels",
        params={"limit": MAX_PIXELS // 1_000_000},
    )


def _damaged():
    return ValidationError(
        _("The photo is damaged or did not arrive whole. Choose it again, or take it anew."), code="damaged"
    )


def _upright(image, side):
    """The picture decoded, within `side` x `side`, upright, in sRGB (RGB, RGBA or L), without any metadata."""
    try:
        turn, profile = TURNS.get(_exif(image).get(ExifTags.Base.Orientation)), image.info.get("icc_profile")
        if image.mode.startswith("I"):
            image = image.convert("L")
        elif image.mode not in ("L", "RGB", "RGBA", "CMYK"):
            image = image.convert("RGBA")
        # A large JPEG is decoded at a fraction of its size here.
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        image.load()
        if profile:
            image = _in_srgb(image, profile)
        if image.mode == "CMYK":
            image = image.convert("RGB")
        image = image.copy() if turn is None else image.transpose(turn)
    except Exception as error:  # a decoder may raise anything when the bytes are broken
        raise _damaged() from error
    image.info = {}
    return image


def _in_srgb(image, profile):
    """Colours as every screen shows them; a profile that does not fit the picture is left aside."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _jpeg(image, *, quality):
    """The bytes of a JPEG, what is see-through on white."""
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True)
    return out.getvalue()


def _is_shown_as_stored(image):
    """Whether nothing but the picture says how it looks: neither a turn nor a profile of colours."""
    is_plain = image.mode in ("L", "RGB") and not image.info.get("icc_profile")
    return is_plain and _exif(image).get(ExifTags.Base.Orientation) not in TURNS


def _exif(image):
    """What the camera wrote; nothing where it cannot be read."""
    try:
        return image.getexif()
    except Exception:  # broken metadata must not cost the photo
        return {}


def _taken_at(image):
    """When the camera says it was taken, unless that cannot be: clocks of cameras are wrong by decades."""
    try:
        written = image.getexif().get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
        taken = datetime.strptime(str(written).strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=CAMERA_ZONE)
    except Exception:  # broken metadata must not cost the photo
        return None
    return taken if taken.year >= FIRST_YEAR and taken <= timezone.now() + timedelta(minutes=5) else None


# A marker that ends a stretch of coded picture: not a stuffed FF00, not a restart.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
FRAMES, SCAN, END = {0xC0, 0xC2}, 0xDA, b"\xff\xd9"
BASELINE, HUFFMAN, QUANTIZATION = 0xC0, 0xC4, 0xDB
# Tables, frame headers (baseline, progressive), restart interval: all that a picture needs.
NEEDED = FRAMES | {HUFFMAN, QUANTIZATION, 0xDD}


def _bare(data):
    """A JPEG without all that is not its picture (metadata, comments, what follows its end), bit for bit otherwise.

    None where it must be made anew: too large, not whole, or of a kind that is not read here.
    """
    if len(data) > BARE_BYTES or not data.startswith(b"\xff\xd8"):
        return None
    kept, seen, position, scans = [data[:2]], set(), 2, 0
    while position + 4 <= len(data) and data[position] == 0xFF:
        kind, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if data[position : position + 2] == END or length < 2:
            break
        whole = data[position : position + 2 + length]
        position += 2 + length
        if kind in NEEDED or kind == SCAN or _tells_colours(kind, whole[4:]):
            kept.append(whole)
            seen.add(kind)
        elif not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            return None
        if kind == SCAN:
            if (end := MARKER.search(data, position)) is None:
                return None
            kept.append(data[position : end.start()])
            position, scans = end.start(), scans + 1
            if BASELINE in seen and whole[4] == _components(kept):
                # All of a baseline picture is in one scan.
                break
    is_whole = {SCAN, HUFFMAN, QUANTIZATION} <= seen and len(seen & FRAMES) == 1
    ends = data[position : position + 2] == END or (BASELINE in seen and scans == 1)
    return b"".join([*kept, END]) if is_whole and ends else None


def _tells_colours(kind, segment):
    """Whether a segment says how the colours are to be read: a plain JFIF header, or Adobe's."""
    is_plain_jfif = kind == 0xE0 and segment.startswith(b"JFIF\x00") and len(segment) == 14
    return is_plain_jfif or (kind == 0xEE and segment.startswith(b"Adobe") and len(segment) == 12)


def _components(segments):
    """How many colours the frame of a JPEG has."""
    frame = next((one for one in segments if len(one) > 9 and one[0] == 0xFF and one[1] in FRAMES), b"")
    return frame[9] if frame else 0
