"""The CMS's form for an item of the checklist: with an example photo, for drafts only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from branches.models import SiteItem, SiteItemExample
from portal.photos import PhotosField


class SiteItemForm(WagtailAdminModelForm):
    """One item of a draft; a new example photo takes the place of the old one."""

    example_photo = PhotosField(
        label=_("example photo"),
        required=False,
        most=1,
        help_text=_("Shown beside the camera. Choose one without names and faces."),
    )

    class Meta:
        model = SiteItem
        fields = (
            "checklist",
            "code",
            "title",
            "title_en",
            "is_compulsory",
            "requirement",
            "requirement_en",
            "photos_needed",
            "order",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        camera = self.fields["example_photo"].widget.attrs
        camera.pop("capture", None)
        camera.pop("multiple", None)

    def save(self, commit=True):
        item = super().save(commit)
        for shot in self.cleaned_data["example_photo"]:
            SiteItemExample.objects.filter(item=item).exclude(digest=shot.digest).delete()
            SiteItemExample.take(shot, by=self.for_user, item=item)
        return item
