"""The CMS's form for a clause, what is asked when a version is copied, and which page is the lesson of a clause."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from branches.forms.cleaners import AnyDayField, NoteField
from branches.models.training import training_pages
from portal.generic.edits import FactsForm
from portal.photos import PhotosField
from volunteers.models import JudgementStandard, StandardExample


class StandardForm(WagtailAdminModelForm):
    """One clause of a draft; a new example photo takes the place of the old one."""

    example_photo = PhotosField(
        label=_("example photo"),
        required=False,
        most=1,
        help_text=_("Shown beside the clause. Choose one without names and faces."),
    )

    class Meta:
        model = JudgementStandard
        fields = (
            "family",
            "code",
            "article",
            "item",
            "text",
            "text_en",
            "plain",
            "plain_en",
            "trade",
            "processes",
            "processes_anywhere",
            "circumstance",
            "default_level",
            "source",
            "verification",
            "order",
        )
        widgets = {
            "processes": forms.CheckboxSelectMultiple,
            "processes_anywhere": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        camera = self.fields["example_photo"].widget.attrs
        camera.pop("capture", None)
        camera.pop("multiple", None)

    def save(self, commit=True):
        clause = super().save(commit)
        for shot in self.cleaned_data["example_photo"]:
            StandardExample.objects.filter(standard=clause).exclude(digest=shot.digest).delete()
            StandardExample.take(shot, by=self.for_user, standard=clause)
        return clause


class CopyForm(FactsForm):
    """From which day the new version is to hold."""

    effective_from = AnyDayField(
        label=_("effective from"),
        required=False,
        help_text=_("Can be set later in the CMS; publishing asks for it."),
    )


class WithdrawForm(FactsForm):
    """Why a page is no lesson of its clause any more."""

    reason = NoteField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class LessonForm(FactsForm):
    """A page of training material, and since when it is taught."""

    page = forms.ModelChoiceField(queryset=None, label=_("Training material"))
    since = AnyDayField(label=_("Taught since"), required=False, help_text=_("Left empty: the day it was published."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = training_pages(every_language=True)
