"""Pictures lose where they were taken; documents are what they say."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection

from news.models import Picture, PictureRendition
from news.models.pictures import ALL_SPECS
from tests.factories.news import PDF, jpeg, make_news, make_picture

pytestmark = pytest.mark.django_db

CAMERA, GPS = 0x0110, 0x8825


def photo_with_place():
    """A photo that names its camera and where it was taken."""
    exif = Image.Exif()
    exif[CAMERA] = "Field Phone 7"
    exif.get_ifd(GPS)[2] = (28.0, 53.0, 12.0)
    return jpeg(exif=exif.tobytes())


def picture_form(content, name="photo.jpg", **values):
    form = {"title": "现场", "alt": "清扫现场", "credit": "", "tags": "", "collection": Collection.objects.get().pk}
    return form | {"file": SimpleUploadedFile(name, content, "image/jpeg"), **values}


def test_a_picture_loses_camera_and_place_when_uploaded(client_of, editor):
    content = photo_with_place()
    assert b"Field Phone" in content
    answer = client_of(editor).post(reverse("wagtailimages:add"), picture_form(content))
    assert answer.status_code == 302, answer.context["form"].errors
    picture = Picture.objects.get()
    stored = picture.file.open().read()
    assert b"Field Phone" not in stored
    assert not Image.open(BytesIO(stored)).getexif()


def test_pictures_dropped_many_at_once_lose_them_too(client_of, editor):
    upload = SimpleUploadedFile("photo.jpg", photo_with_place(), "image/jpeg")
    answer = client_of(editor).post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": upload, "title": "现场", "collection": Collection.objects.get().pk},
    )
    assert answer.json()["success"]
    assert b"Field Phone" not in Picture.objects.get().file.open().read()


def test_a_picture_needs_a_text_in_its_place(client_of, editor):
    answer = client_of(editor).post(reverse("wagtailimages:add"), picture_form(jpeg(), alt=""))
    assert "alt" in answer.context["form"].errors
    assert not Picture.objects.exists()


@pytest.mark.parametrize("content", [b"MZ\x90\x00 not a picture", b"", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_is_refused(client_of, editor, content):
    answer = client_of(editor).post(reverse("wagtailimages:add"), picture_form(content))
    assert "file" in answer.context["form"].errors
    assert not Picture.objects.exists()


def document_form(content, name):
    form = {"title": "文件", "tags": "", "collection": Collection.objects.get().pk}
    return form | {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xls", "a.zip", "a.mp4", "a.txt"])
def test_a_renamed_program_is_refused(client_of, editor, name):
    program = b"MZ\x90\x00\x03\x00\x00\x00\x04" + b"\x00" * 80
    answer = client_of(editor).post(reverse("wagtaildocs:add"), document_form(program, name))
    assert "file" in answer.context["form"].errors
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", PDF), ("a.txt", "企业名单".encode()), ("a.xlsx", b"PK\x03\x04rest")]
)
def test_an_honest_document_is_taken(client_of, editor, name, content):
    assert client_of(editor).post(reverse("wagtaildocs:add"), document_form(content, name)).status_code == 302


def test_a_kind_of_file_that_is_not_wanted_is_refused(client_of, editor):
    answer = client_of(editor).post(reverse("wagtaildocs:add"), document_form(b"<svg onload=x>", "a.svg"))
    assert "file" in answer.context["form"].errors


def test_publishing_makes_the_pictures_in_all_sizes(django_capture_on_commit_callbacks):
    picture, inside = make_picture(), make_picture("又一张")
    body = [("picture", {"picture": inside, "caption": ""})]
    with django_capture_on_commit_callbacks(execute=True):
        make_news(cover=picture, body=body)
    for one in (picture, inside):
        assert set(PictureRendition.objects.filter(image=one).values_list("filter_spec", flat=True)) == set(ALL_SPECS)


def test_a_picture_in_a_page_has_its_text_and_its_sizes(client):
    make_news(slug="n", cover=make_picture(alt="志愿者在清扫"))
    text = client.get("/news/n/").content.decode()
    assert 'alt="志愿者在清扫"' in text
    assert "480w" in text
    assert ".webp" in text
