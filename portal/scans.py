"""Scans of papers: a PDF or a picture of one, kept where no address leads, served to whoever may see the record."""

import hashlib
from pathlib import PurePath
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.pictures import reencode

PDF_START = b"%PDF-"
MAX_BYTES = 20 * 1024 * 1024
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg"}


class Scan(ContentFile):
    """A scan that was looked at: its bytes, the name its sender gave it, and its digest (SHA-256)."""

    def __init__(self, content, *, ending, original):
        super().__init__(content, name=f"{uuid4().hex}{ending}")
        self.ending, self.original = ending, original[:120]
        self.digest = hashlib.sha256(content).hexdigest()


def scan_path(record, name):
    """Where a scan is kept. The sender's name for the file is never used."""
    folder = f"{record._meta.app_label}/{record._meta.model_name}"
    return f"{folder}/{timezone.localdate():%Y/%m}/{uuid4().hex}{PurePath(name).suffix}"


class ScanField(forms.FileField):
    """One PDF, or one photo of a paper, which is re-encoded without its metadata; gives a Scan, or None."""

    def __init__(self, **options):
        options.setdefault("label", _("Scan"))
        options.setdefault("help_text", _("A PDF or a photo of the paper, up to 20 MB. It is kept in private."))
        options.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"}))
        super().__init__(**options)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MAX_BYTES:
            raise ValidationError(_("This file is larger than 20 MB. Scan it in a lower resolution."), code="large")
        upload.seek(0)
        start = upload.read(len(PDF_START))
        upload.seek(0)
        if start == PDF_START:
            return Scan(upload.read(), ending=".pdf", original=upload.name)
        return Scan(reencode(upload).content.read(), ending=".jpg", original=upload.name)


def scan_response(file, title):
    """A stored scan for whoever was found to be allowed: a picture is shown, a PDF is handed over and not run."""
    ending = PurePath(file.name).suffix
    try:
        file.open("rb")
    except (OSError, ValueError):
        raise Http404 from None
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(
        file,
        as_attachment=ending == ".pdf",
        filename=f"{title}{ending}",
        content_type=TYPES.get(ending, "application/octet-stream"),
        headers=headers,
    )
