"""Photo pairs: the old photo beside the field for the new one, a stamp on the copy, the original clean and private."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from tests.factories.volunteers import make_hazard, photo_file
from volunteers.choices import HazardState, PhotoMoment
from volunteers.models import HazardPhoto

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(zone):
    hazard = make_hazard(HazardState.RECTIFYING, enterprise=zone.enterprise_a, task_force=zone.force_a)
    return HazardPhoto.take(photo_file(), by=None, hazard=hazard, position="28.8954,120.0312")


def picture(client, photo, size):
    """What the address gives as a picture."""
    answer = client.get(reverse("hazard_photo", args=[photo.pk, size]))
    return Image.open(io.BytesIO(b"".join(answer.streaming_content))) if answer.status_code == 200 else None


def test_the_copy_carries_number_time_and_the_place_that_was_given(photo):
    assert photo.stamp[0].startswith(photo.hazard.number)
    assert photo.stamp[2].endswith("28.8954,120.0312")
    when = f"{photo.uploaded_at.astimezone():%Y-%m-%d}"
    assert when[:8] in str(photo.stamp[1])


def test_the_copy_is_stamped_below_and_the_picture_itself_stays_whole(photo, contact, client_of):
    shown = picture(client_of(contact), photo, "image")
    assert shown.size[0] == 320
    assert shown.size[1] > 240
    corner = shown.convert("RGB").getpixel((10, 10))
    assert all(abs(one - other) < 12 for one, other in zip(corner, (0x88, 0x66, 0x44), strict=True))
    band = shown.convert("L").crop((0, 244, 320, shown.size[1]))
    assert band.getextrema()[1] > 200, "white letters"


def test_the_original_is_clean_and_for_the_centre_alone(photo, official, contact, leader, neighbour, client_of):
    assert picture(client_of(official), photo, "original").size == (320, 240)
    url = reverse("hazard_photo", args=[photo.pk, "original"])
    assert [client_of(one).get(url).status_code for one in (contact, leader, neighbour)] == [403, 403, 404]
    pages = [client_of(one).get(photo.hazard.get_absolute_url()).content.decode() for one in (official, contact)]
    assert [url in page for page in pages] == [True, False]
    with photo.image.open("rb") as file:
        assert Image.open(file).size == (320, 240)


def test_taking_the_photo_after_shows_the_one_before(photo, contact, client_of):
    client = client_of(contact)
    for verb in ("hazard_rectify", "hazard_photo_add"):
        page = client.get(reverse(verb, args=[photo.hazard_id])).content.decode()
        assert reverse("hazard_photo", args=[photo.pk, "thumbnail"]) in page
        assert "data-ghost-for" in page
        assert "photo-pairs" in page


def test_the_old_photo_stands_above_the_field_for_the_new_one(photo, contact, client_of):
    page = client_of(contact).get(reverse("hazard_photo_add", args=[photo.hazard_id])).content.decode()
    places = [page.index(words) for words in ('name="photos_before"', "data-ghost-for", 'name="photos_after"')]
    assert places == sorted(places)
    assert 'data-ghost-for="id_photos_after"' in page


def test_without_a_photo_from_before_nothing_is_laid_over(zone, contact, client_of):
    hazard = make_hazard(HazardState.RECTIFYING, enterprise=zone.enterprise_a)
    page = client_of(contact).get(reverse("hazard_rectify", args=[hazard.pk])).content.decode()
    assert "data-ghost-for" not in page


def test_a_photo_whose_file_is_gone_is_not_there(photo, official, client_of):
    photo.image.storage.delete(photo.image.name)
    assert client_of(official).get(reverse("hazard_photo", args=[photo.pk, "image"])).status_code == 404


def test_the_pair_is_of_one_moment_each(photo, contact, client_of):
    url = reverse("hazard_photo_add", args=[photo.hazard_id])
    sent = {"photos_after": [photo_file(colour="#ffffff")], "position": "28.9,120.1"}
    assert client_of(contact).post(url, sent).status_code == 302
    after = photo.hazard.photos.get(moment=PhotoMoment.AFTER)
    assert after.position == "28.9,120.1"
