"""Photos at the records they prove, and the field by which a form takes them."""

import datetime
import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from PIL import Image

from portal.photos import PhotosField, Shot, photo_response
from tests.factories.branches import make_enterprise
from tests.factories.portal import make_user
from tests.pictures import camera_exif, opened, picture, saved, shot_of, upload
from volunteers.models import Hazard, HazardCategory, HazardPhoto


@pytest.fixture(autouse=True)
def in_english():
    """The sentences below are looked at in English."""
    with translation.override("en"):
        yield


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
