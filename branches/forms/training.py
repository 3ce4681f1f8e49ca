"""What is typed about training: a session with programme and audience, one more on the list, an answer."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Reply, Role, TrainingKind
from branches.forms.cleaners import AnyDayField, CellField, NoteField, PersonNameField
from branches.forms.people import PersonField
from branches.models import Grid, Organisation, Person, ProgrammeItem, TrainingMaterial, TrainingSession
from branches.models.training import training_pages
from branches.permissions import KEPT_APART, ORGANISES_ALL, ORGANISES_SAFETY
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm

NEWEST_PAGES = 40
MOST_LINES = 40
# "14:00 topic | speaker"; the hour and the speaker may be left out.
_LINE = re.compile(
    r"(?:(?P<hour>[0-2]?[0-9])[:：.](?P<minute>[0-5][0-9])\s*)?(?P<topic>[^|｜]+?)\s*(?:[|｜]\s*(?P<speaker>.*))?"
)


def read_programme(typed):
    """The lines of a programme as (time, topic, speaker); ValidationError names the lines that are none."""
    found, faults = [], []
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    for number, line in enumerate(lines[:MOST_LINES], 1):
        parts = _LINE.fullmatch(line)
        hour = int(parts["hour"]) if parts and parts["hour"] else None
        if not parts or (hour is not None and hour > 23) or len(parts["topic"]) > 200:
            faults.append(_("Line %(n)d: write it as “14:00 Topic | Speaker”.") % {"n": number})
            continue
        time = timezone.datetime(2000, 1, 1, hour, int(parts["minute"])).time() if hour is not None else None
        found.append((time, parts["topic"], (parts["speaker"] or "")[:80]))
    if len(lines) > MOST_LINES:
        faults.append(_("A programme has %(n)d lines at most.") % {"n": MOST_LINES})
    if faults:
        raise ValidationError(faults)
    return found


def written_programme(session):
    """The programme as lines that `read_programme` understands."""
    lines = []
    for item in session.programme.all():
        time = f"{item.time:%H:%M} " if item.time else ""
        lines.append(f"{time}{item.topic}{f' | {item.speaker}' if item.speaker else ''}")
    return "\n".join(lines)


def material_choices(session):
    """The newest pages of training material, and those that the session has already."""
    newest = training_pages(every_language=True)[:NEWEST_PAGES]
    pages = {page.pk: page for page in newest.select_related("locale")}
    if session.pk:
        pages |= {one.page_id: one.page for one in session.materials.select_related("page__locale")}
    return [(page.pk, f"{page.title}（{page.locale}）") for page in pages.values()]


class TrainingForm(RecordForm):
    """One training session."""

    held_on = AnyDayField(label=_("Day"), initial=timezone.localdate)
    organisation = RowField(
        Organisation, label=_("For the people of"), help_text=_("This organisation and everything below it.")
    )
    grid = RowField(
        Grid,
        label=_("Only in the grid"),
        required=False,
        help_text=_("For grid workers, linked cadres and safety officers; leave it empty for all grids."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Who is meant"),
        choices=[pair for pair in Role.choices if pair[0] not in KEPT_APART],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Whoever holds one of these roles on the day is invited. Others can be put on the list by hand."),
    )
    programme = forms.CharField(
        label=_("Programme"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One line an item: 14:00 Topic | Speaker"),
    )
    materials = forms.TypedMultipleChoiceField(
        label=_("Material on the public site"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = TrainingSession
        fields = (
            "title",
            "kind",
            "held_on",
            "starts_at",
            "ends_at",
            "place",
            "organisation",
            "grid",
            "roles",
            "programme",
            "materials",
            "capacity",
            "remark",
        )
        field_classes = {"title": CellField, "place": CellField}
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "remark": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["materials"].choices = material_choices(self.instance)
        if not ORGANISES_ALL & self.user.roles:
            kinds = [pair for pair in TrainingKind.choices if pair[0] in ORGANISES_SAFETY]
            self.fields["kind"].choices, self.initial["kind"] = kinds, kinds[0][0]
        if self.instance.pk:
            self.initial["programme"] = written_programme(self.instance)
            self.initial["materials"] = [one.page_id for one in self.instance.materials.all()]

    def clean_programme(self):
        self.programme_read = read_programme(self.cleaned_data["programme"])
        return self.cleaned_data["programme"]

    def keep_parts(self, session):
        """Write programme and material anew."""
        session.programme.all().delete()
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(session=session, time=time, topic=topic, speaker=speaker, order=place)
            for place, (time, topic, speaker) in enumerate(self.programme_read)
        )
        wanted = self.cleaned_data["materials"]
        session.materials.exclude(page__in=wanted).delete()
        known = set(session.materials.values_list("page", flat=True))
        TrainingMaterial.objects.bulk_create(
            TrainingMaterial(session=session, page_id=page) for page in wanted if page not in known
        )


class AnyPersonField(PersonField):
    """Anybody with an account: an organiser invites across the branches. Found by the whole name or user name."""

    def rows(self):
        return Person.objects.filter(is_active=True)


class InviteForm(FactsForm):
    """One more on the list: somebody with an account, or a guest."""

    user = AnyPersonField(label=_("Person with an account"), required=False)
    name = PersonNameField(label=_("or a guest's name"), max_length=80, required=False)
    unit = CellField(label=_("Unit"), max_length=120, required=False)
    post = CellField(label=_("Post"), max_length=60, required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("user")) == bool(cleaned.get("name")):
            raise ValidationError(_("Name either a person with an account or a guest."))
        return cleaned


class ReplyForm(FactsForm):
    """Whether one will come."""

    reply = forms.ChoiceField(
        label=_("Will you come?"),
        choices=[pair for pair in Reply.choices if pair[0] != Reply.OPEN],
        widget=forms.RadioSelect,
    )
    reason = NoteField(label=_("Reason, if you cannot"), max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reply") == Reply.NOT_COMING and not cleaned.get("reason"):
            self.add_error("reason", _("Say why you cannot come."))
        return cleaned


class ReasonForm(FactsForm):
    """Why a session is called off, or its attendance opened again."""

    reason = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AttendanceFileForm(forms.Form):
    """A list of attendance as Excel, filled in elsewhere."""

    file = forms.FileField(
        label=_("Filled-in Excel"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
    )
