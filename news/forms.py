"""What the CMS checks when a picture or a document is uploaded."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.photos import strip_upload

ZIP, OLE = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# How a file of each kind begins; kinds that are plain text are not in the table.
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "zip": ZIP,
    "docx": ZIP,
    "xlsx": ZIP,
    "pptx": ZIP,
    "doc": OLE,
    "xls": OLE,
    "ppt": OLE,
}
VIDEO = "mp4"


class PictureField(WagtailImageField):
    """A picture; one that only begins like a picture gets a sentence, not an error page."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Every picture is made anew on the way in: no camera, no time, no place stays in the file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            file = self.fields["file"]
            self.fields["file"] = PictureField(label=file.label, required=file.required, widget=file.widget)
        # Many pictures dropped at once come without any text: the CMS asks for it right after, in a form of its own.
        if "alt" in self.fields:
            self.fields["alt"].required = not self.is_bound or self.add_prefix("alt") in self.data

    def clean_file(self):
        """The picture itself and nothing else."""
        upload = self.cleaned_data["file"]
        return strip_upload(upload) if "file" in self.changed_data else upload


class DocumentForm(BaseDocumentForm):
    """A document is what its name says: a renamed programme is refused."""

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        kind = upload.name.rpartition(".")[2].lower()
        upload.seek(0)
        start = upload.read(4096)
        upload.seek(0)
        if not self.is_kind(kind, start):
            raise ValidationError(
                _("This file is not what its name says (.%(kind)s). Open it in its program and save it anew.")
                % {"kind": kind}
            )
        return upload

    @staticmethod
    def is_kind(kind, start):
        """Whether a file of this kind begins so."""
        if kind == VIDEO:
            return start[4:8] == b"ftyp"
        if kind in BEGINNINGS:
            return start.startswith(BEGINNINGS[kind])
        return b"\x00" not in start or start.startswith((b"\xff\xfe", b"\xfe\xff"))
