"""Photos as phones and people send them, and what is kept of them."""

import datetime
import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from portal.photos import PhotosField, Shot, photo_response, reencode, strip_upload
from tests.factories.branches import make_enterprise
from tests.factories.portal import make_user
from volunteers.models import Hazard, HazardCategory, HazardPhoto

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


# Photos at a record


@pytest.fixture
def person(db):
    return make_user(name="范一")


@pytest.fixture
def hazard(db):
    category, _created = HazardCategory.objects.get_or_create(title="消防安全")
    return Hazard.objects.create(
        number="试验-1",
        found_on=datetime.date(2026, 3, 5),
        found_month=202603,
        enterprise=make_enterprise(),
        place="一号车间",
        description="通道堆放杂物",
        category=category,
    )


def private_files():
    """All files under the private root."""
    root = Path(storages["private"].location)
    return {file for file in root.rglob("*") if file.is_file()}


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def test_a_photo_is_kept_at_its_record(hazard, person):
    photo = HazardPhoto.take(upload(saved(picture())), by=person, caption="门口", hazard=hazard)
    photo.refresh_from_db()
    assert photo.hazard == hazard
    assert photo.uploaded_by == person
    assert photo.caption == str(photo) == "门口"
    assert (photo.width, photo.height) == (640, 480)
    assert opened(photo.image).size == (640, 480)
    assert opened(photo.thumbnail).size == (480, 360)


def test_a_shot_from_a_form_is_taken_as_it_is(hazard, person):
    shot = shot_of(saved(picture(), exif=camera_exif()))
    photo = HazardPhoto.take(shot, by=person, hazard=hazard)
    assert photo.digest == shot.digest
    assert photo.taken_at == shot.taken_at


def test_files_are_private_and_named_by_us(hazard, person):
    photo = HazardPhoto.take(upload(saved(picture()), "../../张伟家门口.php.jpg"), by=person, hazard=hazard)
    path = Path(photo.image.path)
    assert path.is_relative_to(storages["private"].location)
    assert photo.image.name.startswith(f"volunteers/hazardphoto/{timezone.localdate():%Y/%m}/")
    assert "张伟" not in photo.image.name
    assert "php" not in photo.image.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = photo.image.url


def test_the_same_photo_twice_at_a_record_is_one_photo(hazard, person):
    first = HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard)
    files = private_files()
    assert HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard) == first
    assert hazard.photos.count() == 1
    assert private_files() == files
    HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard, moment="after")
    assert hazard.photos.count() == 2


def test_a_photo_that_cannot_be_recorded_leaves_no_files(hazard, person):
    with pytest.raises(IntegrityError), transaction.atomic():
        HazardPhoto.take(upload(saved(picture())), by=person)
    assert private_files() == set()


def test_files_without_a_row_are_swept_away(hazard, person):
    kept = HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard)
    gone = HazardPhoto.take(upload(saved(picture(600))), by=person, hazard=hazard)
    for photo in (kept, gone):
        photo.thumbnail.open().close()
    files = private_files()
    gone.delete()
    assert HazardPhoto.sweep() == 0
    for file in files:
        os.utime(file, (0, 0))
    assert HazardPhoto.sweep() == 2
    assert private_files() == {Path(kept.image.path), Path(kept.thumbnail.path)}
    assert HazardPhoto.sweep() == 0


def test_a_photo_is_answered_as_a_picture_for_this_reader_only(hazard, person, rf):
    photo = HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard)
    for size, width in (("image", 640), ("thumbnail", 480)):
        response = photo_response(photo, size)
        body = b"".join(response.streaming_content)
        assert Image.open(BytesIO(body)).width == width
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"].startswith("private")
        assert photo.digest in response["ETag"]
        again = rf.get("/", headers={"if-none-match": response["ETag"]})
        assert photo_response(photo, size, request=again).status_code == 304
        assert photo_response(photo, size, request=rf.get("/")).status_code == 200


def test_a_small_picture_is_drawn_when_somebody_first_looks_at_it(hazard, person):
    photo = HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard)
    assert private_files() == {Path(photo.image.path)}
    one, other = (HazardPhoto.objects.get(pk=photo.pk) for _ in range(2))
    for looked in (one, other):
        assert opened(looked.thumbnail).size == (480, 360)
    assert private_files() == {Path(photo.image.path), Path(photo.thumbnail.path)}
    assert stat.S_IMODE(Path(photo.thumbnail.path).stat().st_mode) == 0o600


def test_a_record_begins_with_each_of_its_photos_once(hazard, person):
    twice = [upload(saved(picture(width))) for width in (640, 600, 640)]
    photos = HazardPhoto.take_first(twice, by=person, hazard=hazard, moment="before")
    assert [photo.width for photo in photos] == [640, 600]
    assert list(hazard.photos.all()) == photos
    files = private_files()
    with pytest.raises(IntegrityError), transaction.atomic():
        HazardPhoto.take_first([upload(saved(picture(500)))], by=person)
    assert private_files() == files


def test_a_photo_whose_file_is_missing_is_not_found(hazard, person):
    photo = HazardPhoto.take(upload(saved(picture())), by=person, hazard=hazard)
    Path(photo.image.path).unlink()
    for size in ("image", "digest", "image.path"):
        with pytest.raises(Http404):
            photo_response(photo, size)
    with pytest.raises(Http404):
        photo_response(HazardPhoto(digest="x"), "image")


# The form


class AlbumForm(forms.Form):
    photos = PhotosField(required=False, most=2)


def album(*uploads):
    return AlbumForm({}, MultiValueDict({"photos": list(uploads)}))


def test_a_form_takes_several_photos():
    form = album(upload(saved(picture())), upload(saved(picture(600), "PNG")))
    assert form.is_valid()
    assert [shot.width for shot in form.cleaned_data["photos"]] == [640, 600]
    assert all(isinstance(shot, Shot) for shot in form.cleaned_data["photos"])
    assert form.has_changed()


def test_a_form_may_come_without_photos():
    form = album()
    assert form.is_valid()
    assert form.cleaned_data["photos"] == []
    assert not form.has_changed()


def test_a_form_that_needs_photos_says_so():
    with pytest.raises(ValidationError) as caught:
        PhotosField(required=True).clean([])
    assert caught.value.code == "required"


def test_a_form_names_every_file_it_refuses():
    form = album(upload(b"x" * 900, "报告.docx"), upload(saved(picture())[:900], "a\x00b" + "长" * 200 + ".jpg"))
    with translation.override("en"):
        first, second = form.errors["photos"]
    assert first.startswith("报告.docx: This file is not a photo.")
    assert second.endswith("Choose it again, or take it anew.")
    assert len(second) < 200


def test_a_form_takes_no_more_photos_than_it_says():
    form = album(*[upload(saved(picture()))] * 3)
    with translation.override("en"):
        assert form.errors["photos"] == ["Send at most 2 photos at once."]


def test_the_form_opens_the_camera_of_a_phone():
    html = str(AlbumForm()["photos"])
    for attribute in ('type="file"', 'accept="image/*"', 'capture="environment"', "multiple"):
        assert attribute in html
