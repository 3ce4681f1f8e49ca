"""Pictures as phones and people send them, and what is kept of them."""

import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image, ImageCms, PngImagePlugin

from portal.photos import reencode, strip_upload
from tests.pictures import camera_exif, is_red, opened, picture, read, saved, shot_of, upload


@pytest.fixture(autouse=True)
def in_english():
    """The sentences below are looked at in English."""
    with translation.override("en"):
        yield


def refusal(data, name="photo.jpg"):
    """The sentence with which a file is refused, in English."""
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        shot_of(data, name)
    return " ".join(caught.value.messages)


def test_a_photo_loses_place_and_camera_but_keeps_the_time():
    data = saved(picture(3000, 2000), exif=camera_exif(), comment=b"SECRETCOMMENT", xmp=b"<x>SECRETXMP</x>")
    assert b"SECRETCAMERA" in data
    shot = shot_of(data)

    for content in (shot.content, shot.thumbnail):
        kept = read(content)
        assert b"Exif" not in kept
        assert b"SECRET" not in kept
        assert not opened(content).getexif()
        assert not opened(content).info.get("icc_profile")
    assert shot.taken_at == datetime.datetime(2026, 3, 5, 6, 30, tzinfo=datetime.UTC)


def test_a_small_photo_with_metadata_loses_it_as_well():
    shot = shot_of(saved(picture(), exif=camera_exif()))
    assert b"Exif" not in read(shot.content)
    assert shot.taken_at is not None


def test_a_photo_is_made_no_larger_than_needed():
    shot = shot_of(saved(picture(3000, 1500)))
    assert (shot.width, shot.height) == opened(shot.content).size == (2000, 1000)
    assert opened(shot.thumbnail).size == (480, 240)
    assert shot_of(saved(picture(3000, 1500)), max_side=300).width == 300
    assert shot_of(saved(picture(100, 80), "PNG")).width == 100


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_whichever_way_the_phone_was_held(orientation):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = picture(600, 400)
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    shot = shot_of(saved(stored, exif=camera_exif(orientation=orientation), quality=95))
    assert (shot.width, shot.height) == (600, 400)
    for content in (shot.content, shot.thumbnail):
        shown = opened(content)
        assert is_red(shown.getpixel((10, 10)))
        assert not is_red(shown.getpixel((shown.width - 10, 10)))
        assert not is_red(shown.getpixel((10, shown.height - 10)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "MPO"])
def test_pictures_of_these_kinds_are_taken(kind):
    options = {"save_all": True, "append_images": [Image.new("RGB", (640, 480))]} if kind in ("MPO", "GIF") else {}
    shot = shot_of(saved(picture(), kind, **options), "a")
    kept = opened(shot.content)
    assert kept.format == "JPEG"
    assert kept.size == (640, 480)
    assert is_red(kept.getpixel((10, 10)))


def test_a_photo_of_an_iphone_is_taken():
    heic = saved(picture(), "HEIF", exif=camera_exif())
    assert heic[4:8] == b"ftyp"
    shot = shot_of(heic, "IMG_0001.HEIC")
    assert opened(shot.content).format == "JPEG"
    assert b"SECRETCAMERA" not in read(shot.content)
    assert shot.taken_at is not None


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_colour_mode_are_taken(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("I;16", (64, 48), 40_000) if mode == "I;16" else picture(64, 48, mode)
    shot = shot_of(saved(image, kind))
    assert opened(shot.content).mode in ("RGB", "L")
    assert opened(shot.content).getpixel((60, 40)) not in (0, (0, 0, 0))


def test_what_is_see_through_becomes_white():
    shot = shot_of(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert min(opened(shot.content).getpixel((20, 20))) > 240


def test_colours_of_another_profile_are_converted():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (srgb, profile, b"no profile at all"):
        shot = shot_of(saved(picture(), icc_profile=icc))
        assert "icc_profile" not in opened(shot.content).info
        assert is_red(opened(shot.content).getpixel((10, 10)))


def test_a_bare_photo_is_kept_byte_for_byte():
    data = saved(picture(), quality=70)
    shot = shot_of(data)
    assert read(shot.content) == data
    assert (shot.width, shot.height) == (640, 480)
    assert opened(shot.thumbnail).size == (480, 360)
    progressive = saved(picture(), quality=70, progressive=True)
    assert read(shot_of(progressive).content) == progressive


@pytest.mark.parametrize(
    "hidden",
    [
        lambda data: data + b"PK\x03\x04SECRET",
        lambda data: data + saved(picture(64, 48), exif=camera_exif()),
        lambda data: data[:2] + b"\xff\xfe\x00\x08SECRET" + data[2:],
        lambda data: data[:2] + b"\xff\xed\x00\x08SECRET" + data[2:],
        lambda data: data[:2] + b"\xff\xe0\x00\x0dJFXX\x00SECRET" + data[2:],
    ],
)
@pytest.mark.parametrize("progressive", [False, True])
def test_what_is_hidden_in_a_photo_is_cut_off_and_the_picture_stays_as_it_was(hidden, progressive):
    data = saved(picture(), progressive=progressive)
    shot = shot_of(hidden(data))
    assert b"SECRET" not in read(shot.content)
    assert opened(shot.content).size == (640, 480)
    assert opened(shot.content).tobytes() == opened(BytesIO(data)).tobytes()


@pytest.mark.parametrize("end", [b"\xff\xfe\x00\x00\xff\xd9", b"\xff\xfe\x00\x08SECRET\xff\xd9", b"\xff\xd9" * 2])
def test_a_baseline_photo_ends_with_its_scan_whatever_follows(end):
    data = saved(picture())
    assert read(shot_of(data[:-2] + end).content) == data


def test_a_photo_without_its_tables_is_damaged():
    data = saved(picture(), quality=70)
    assert "damaged" in refusal(data[: data.index(b"\xff\xdb")] + data[data.index(b"\xff\xc0") :])


@pytest.mark.parametrize(
    "written",
    ["2999:01:01 00:00:00", "1970:01:01 00:00:00", "0000:00:00 00:00:00", "2026:02:30 10:00:00", "yesterday", ""],
)
def test_a_time_that_cannot_be_is_left_out(written):
    assert shot_of(saved(picture(), exif=camera_exif(written))).taken_at is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_metadata_do_not_cost_the_photo():
    broken = saved(picture())[:2] + b"\xff\xe1\x00\x1eExif\x00\x00MM\x00*\xff\xff\xff\xff" + b"\xfe" * 14
    shot = shot_of(broken + saved(picture())[2:])
    assert shot.taken_at is None
    assert b"Exif" not in read(shot.content)


def test_the_digest_is_that_of_the_photo_kept():
    first, again, other = (shot_of(saved(picture(width))) for width in (640, 640, 600))
    assert first.digest == again.digest != other.digest
    assert len(first.digest) == 64


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 2000, "setup.jpg"),
        (b"\x7fELF" + b"\x00" * 2000, "photo.png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"0" * 500, "scan.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "photo.svg"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "photo.jpg"),
        (saved(picture(), "BMP"), "photo.jpg"),
        (saved(picture(), "TIFF"), "photo.jpg"),
        ("一段文字".encode(), "photo.jpg"),
        (b"\x00", "photo.jpg"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_whatever_its_name(data, name):
    assert refusal(data, name) == ("This file is not a photo. Choose a picture in the form JPEG, PNG, WebP or HEIC.")


def test_a_photo_of_40_megabytes_is_refused():
    sentence = refusal(b"\xff\xd8\xff" + bytes(40 * 1024 * 1024))
    assert "larger than 15.0" in sentence
    assert "Choose a smaller one" in sentence


def test_a_file_that_tells_no_size_is_read_no_further_than_the_limit():
    with pytest.raises(ValidationError):
        reencode(BytesIO(b"\xff\xd8\xff" + bytes(2000)), max_bytes=1000)


def test_an_empty_file_is_refused():
    assert "empty" in refusal(b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_photo_that_did_not_arrive_whole_is_refused(kind, part):
    noise = Image.effect_noise((700, 500), 80).convert("RGB")
    data = saved(noise, kind)
    assert "damaged" in refusal(data[: int(len(data) * part)])


def test_a_small_file_that_unfolds_into_a_giant_is_refused():
    giant = Image.new("1", (30_000, 30_000))
    data = saved(giant, "PNG")
    assert len(data) < 1_000_000
    assert "more than 60 megapixels" in refusal(data)
    assert "more than 60 megapixels" in refusal(saved(Image.new("L", (10_000, 7_000)), "PNG"))


# Pictures of the CMS


def test_a_picture_for_the_cms_loses_its_metadata():
    stripped = strip_upload(upload(saved(picture(3500, 2000), exif=camera_exif()), "现场 1.JPG"))
    assert stripped.name == "现场 1.jpg"
    assert stripped.content_type == "image/jpeg"
    assert b"SECRET" not in stripped.read()
    assert max(opened(stripped).size) == 3000


def test_a_drawing_for_the_cms_stays_a_png_and_see_through():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "SECRETCOMMENT")
    image = picture(200, 100, "RGBA")
    image.putalpha(0)
    stripped = strip_upload(upload(saved(image, "PNG", pnginfo=info, exif=camera_exif()), "logo.png"))
    assert stripped.name == "logo.png"
    assert b"SECRET" not in stripped.read()
    assert opened(stripped).getpixel((150, 50))[3] == 0


def test_a_picture_of_an_iphone_for_the_cms_becomes_a_jpeg():
    stripped = strip_upload(upload(saved(picture(), "HEIF"), "IMG_1.heic"))
    assert stripped.name == "IMG_1.jpg"
    assert opened(stripped).format == "JPEG"


def test_a_picture_already_in_the_cms_is_left_alone():
    kept = object()
    assert strip_upload(kept) is kept
