"""Photos of the field: kept where no address leads, each at one record, shown to whoever may see that record."""

import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, models, transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.models import private_storage
from portal.pictures import Shot, reencode, stamped, strip_upload, thumbnail

__all__ = [
    "Photo",
    "PhotosField",
    "PhotosInput",
    "PrivateStorage",
    "Shot",
    "photo_response",
    "reencode",
    "stamped",
    "strip_upload",
]


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Files under PRIVATE_ROOT that only this process reads; they have no address."""

    base_url = None  # type: ignore[assignment]

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        """Asked each time, so that tests may move it."""
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        """The folder as text."""
        return str(settings.PRIVATE_ROOT)


def image_path(photo, _name):
    """Where a photo is kept. The sender's name for the file is never used."""
    return f"{photo.folder()}/{timezone.localdate():%Y/%m}/{uuid4().hex}.jpg"


def thumbnail_path(photo, _name):
    """Where the small picture is kept."""
    return f"{photo.folder()}/{timezone.localdate():%Y/%m}/{uuid4().hex}_small.jpg"


class Thumbnail(FieldFile):
    """The small picture of a photo, drawn when somebody first looks at it: whoever sends a photo does not wait."""

    def _get_file(self):
        self._draw()
        return super()._get_file()

    file = property(_get_file, FieldFile._set_file, FieldFile._del_file)  # type: ignore[attr-defined]

    def open(self, mode="rb"):  # type: ignore[override]
        """The picture; OSError where there is nothing to draw it from."""
        self._draw()
        return super().open(mode)

    def _draw(self: Any) -> None:
        self._require_file()
        if self._committed and not self.storage.exists(self.name):
            with self.storage.open(self.instance.image.name) as photo:
                drawn = self.storage.save(f"{self.name}.new", ContentFile(thumbnail(photo.read())))
            # Two may look at once: each finds a whole picture.
            Path(self.storage.path(drawn)).replace(self.storage.path(self.name))


class ThumbnailField(models.FileField):
    """Where the small picture lies, or will lie; for the database the name of a file like any other."""

    attr_class = Thumbnail

    def deconstruct(self):
        """A migration knows a file."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


class Photo(models.Model):
    """A photo that belongs to a record; the model that inherits says to which, and who may see it."""

    image = models.FileField(_("photo"), storage=private_storage, upload_to=image_path, max_length=200)
    thumbnail = ThumbnailField(_("thumbnail"), storage=private_storage, upload_to=thumbnail_path, max_length=200)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sent by"), related_name="+", null=True, blank=True
    )
    uploaded_at = models.DateTimeField(_("sent at"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self):
        return self.caption or f"{self._meta.verbose_name} {self.pk or ''}".strip()

    @classmethod
    def folder(cls):
        """The folder of all photos of this model."""
        return f"{cls._meta.app_label}/{cls._meta.model_name}"

    @classmethod
    def take(cls, upload, *, by, caption="", **where):
        """Store an uploaded file, or a Shot made of one, at a record; the same photo twice there is one photo."""
        shot = upload if isinstance(upload, Shot) else reencode(upload)
        same = cls._default_manager.filter(digest=shot.digest, **where)
        if earlier := same.first():
            return earlier
        photo = cls._of(shot, by, where, caption)
        try:
            # Files first: a database that waits for a disk makes everybody else wait.
            photo._write_files(shot)
            with transaction.atomic():
                photo.save(force_insert=True)
        except BaseException as error:
            photo._remove_files()
            # Two taps at once: where the model has a constraint, the first one made the photo.
            if isinstance(error, IntegrityError) and (earlier := same.first()):
                return earlier
            raise
        return photo

    @classmethod
    def take_first(cls, uploads, *, by, **where):
        """Store the photos with which a record begins, in the transaction that makes it: nobody else has added one."""
        shots = {shot.digest: shot for shot in (one if isinstance(one, Shot) else reencode(one) for one in uploads)}
        photos = [cls._of(shot, by, where) for shot in shots.values()]
        try:
            for photo, shot in zip(photos, shots.values(), strict=True):
                photo._write_files(shot)
            cls._default_manager.bulk_create(photos)
        except BaseException:
            for photo in photos:
                photo._remove_files()
            raise
        return photos

    @classmethod
    def _of(cls, shot, by, where, caption=""):
        facts = {"width": shot.width, "height": shot.height, "taken_at": shot.taken_at, "digest": shot.digest}
        return cls(caption=caption, uploaded_by=by, **facts, **where)

    def _write_files(self, shot):
        self.image.save("photo.jpg", shot.content, save=False)
        self.thumbnail = thumbnail_path(self, "")

    def _remove_files(self):
        for file in (self.image, self.thumbnail):
            if file:
                file.delete(save=False)

    @classmethod
    def sweep(cls, *, older_than=timedelta(days=1)):
        """Remove files without a row (a transaction that came to nothing, a record deleted). Returns how many."""
        storage, limit, removed = private_storage(), timezone.now() - older_than, 0
        kept = {name for names in cls._default_manager.values_list("image", "thumbnail") for name in names}
        for name in list(_files(storage, cls.folder())):
            if name not in kept and storage.get_modified_time(name) < limit:
                storage.delete(name)
                removed += 1
        return removed


def _files(storage, folder):
    """Names of all files in a folder and the folders below."""
    if storage.exists(folder):
        folders, names = storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in names)
        for below in folders:
            yield from _files(storage, f"{folder}/{below}")


def photo_response(photo, size, *, request=None, stamp=None):
    """One photo ("image") or its "thumbnail", for whoever was found to be allowed; 304 if the request knows it.

    `stamp` makes the copy that is shown instead of the image.
    """
    if size not in ("image", "thumbnail"):
        raise Http404
    etag = f'"{photo.digest}-{size}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    if request and get_conditional_response(request, etag=etag):
        return HttpResponseNotModified(headers=headers)
    file = getattr(photo, size)
    try:
        file.open("rb")
        if stamp is not None and size == "image":
            file = ContentFile(stamp())
    except (OSError, ValueError):
        raise Http404 from None
    return FileResponse(file, content_type="image/jpeg", filename=f"photo-{photo.pk}.jpg", headers=headers)


class PhotosInput(forms.FileInput):
    """Opens the camera on a phone, and the folder of pictures elsewhere."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": "image/*", "capture": "environment", "multiple": True} | (attrs or {}))


class PhotosField(forms.FileField):
    """Up to `most` photos at once; gives a list of Shots. A fault names the file."""

    widget = PhotosInput

    def __init__(self, *, most=6, **options):
        self.most = most
        super().__init__(**options)

    def clean(self, data, initial=None):
        """A list of Shots, empty where no photo was chosen and none is required."""
        uploads = data if isinstance(data, list | tuple) else [data]
        uploads = [upload for upload in uploads if upload]
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            message = ngettext_lazy(
                "Send at most %(most)d photo at once.", "Send at most %(most)d photos at once.", "most"
            )
            raise ValidationError(message, code="too_many", params={"most": self.most})
        shots, faults = [], []
        for upload in uploads:
            try:
                shots.append(reencode(upload))
            except ValidationError as error:
                params = {"name": _shown_name(upload), "fault": " ".join(error.messages)}
                faults.append(ValidationError(_("%(name)s: %(fault)s"), code=error.code, params=params))
        if faults:
            raise ValidationError(faults)
        return shots

    def has_changed(self, initial, data):
        """Whether a photo was chosen."""
        return not self.disabled and bool(data)


def _shown_name(upload):
    """A file name that can stand in a sentence: without control characters, not too long."""
    name = "".join(sign for sign in str(upload.name) if unicodedata.category(sign)[0] != "C")
    return name if len(name) <= 60 else f"{name[:40]}…{name[-15:]}"
