"""What the CMS checks before a page of the public site is saved, submitted or published."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.rich_text import RichText


def pictures_in(value):
    """Every picture inside a stream, in order."""
    if isinstance(value, get_image_model()):
        yield value
    elif isinstance(value, str | RichText) or value is None:
        return
    elif hasattr(value, "stream_block"):
        for child in value:
            yield from pictures_in(child.value)
    elif hasattr(value, "list_block"):
        # Asked before the next question: a list has bound blocks too.
        for child in value:
            yield from pictures_in(child)
    elif hasattr(value, "bound_blocks"):
        for child in value.values():
            yield from pictures_in(child)


class StoryForm(WagtailAdminPageForm):
    """A draft may be unfinished; what is submitted or published may not lack the texts of its pictures.

    The address is made of the title where none is given: a script of the CMS fills it in while the editor types, and on
    a slow machine the title can be there before the script.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        go_live_at = cleaned.get("go_live_at")
        if "go_live_at" in self.changed_data and go_live_at and go_live_at < timezone.now():
            self.add_error(
                "go_live_at",
                _("A page cannot be dated back. Choose a time to come, or leave the field empty to publish at once."),
            )
        if not self.is_deferred_validation:
            for name in ("cover", "body"):
                self.check_pictures(name)
        return cleaned

    def check_pictures(self, name):
        """Refuse pictures whose text is missing."""
        for picture in pictures_in(self.cleaned_data.get(name)):
            if not picture.alt:
                text = _("The picture “%(title)s” has no text for readers who cannot see it. Add it under Images.")
                self.add_error(name, ValidationError(text % {"title": picture.title}))


class NoticeForm(StoryForm):
    """A notice is signed before it goes out."""

    def clean(self):
        cleaned = super().clean()
        signed_on, go_live_at = cleaned.get("signed_on"), cleaned.get("go_live_at")
        last = max(timezone.localdate(), timezone.localdate(go_live_at) if go_live_at else timezone.localdate())
        if signed_on and signed_on > last:
            self.add_error("signed_on", _("A notice cannot be signed later than it is published."))
        return cleaned
