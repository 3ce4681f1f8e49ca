"""Organisational life: the ledger of meetings, writing one down, the year's grid, and who has missed what."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import MeetingKind, MeetingState, OrganisationKind
from branches.filters.meetings import MeetingFilter, MissingFilter
from branches.forms.meetings import MeetingForm, MeetingPhotosForm, MeetingSendBackForm
from branches.models import Frequency, Meeting, MeetingPhoto, Organisation
from branches.models.frequencies import WATCHED, with_missed, year_of
from branches.models.meetings import GRADES
from branches.scoping import may
from branches.tables.meetings import MEETING_TONES, MeetingTable, MissingTable
from portal.deeds import log
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView

# An entry later than this is remarked on.
LATE_AFTER = timedelta(days=30)


def this_month(request):
    """The days of this month, as the list's own words."""
    return {"held_from": timezone.localdate().replace(day=1).isoformat()}


class MeetingList(ListView):
    """The ledger of meetings, newest first."""

    model = Meeting
    table_class = MeetingTable
    filterset_class = MeetingFilter
    related = ("organisation",)
    prefetch = ("partners",)
    order = ("-held_on", "-pk")
    add_url = "meeting_add"
    add_label = gettext_lazy("Write down a meeting")
    empty_text = gettext_lazy("No meeting yet. The secretary writes the first one down.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("This month"), this_month),
        (gettext_lazy("Not signed yet"), {"show": "to_record"}),
        (gettext_lazy("Sent back"), {"show": "sent_back"}),
        (gettext_lazy("Planned"), {"show": "planned"}),
        (gettext_lazy("Theme Party days"), {"kind": MeetingKind.THEME_DAY.value}),
        (gettext_lazy("Party lessons"), {"kind": MeetingKind.PARTY_LESSON.value}),
    )


class MeetingDetail(DetailView):
    """One meeting: facts, who was there, minutes, photos."""

    model = Meeting
    related = ("organisation", "entered_by", "recorded_by")
    url_prefix = "meeting"
    edit_url = "meeting_edit"
    field_groups = (
        (
            gettext_lazy("Facts"),
            (
                "organisation",
                "partners",
                "kind",
                "held_on",
                "starts_at",
                "ends_at",
                "place",
                "chair",
                "lesson_by",
                "topic",
                "expected",
                "present",
                "absent",
                "entered_by",
                "recorded_by",
                "sent_back_reason",
            ),
        ),
        (gettext_lazy("Grades of the appraisal"), GRADES),
        (gettext_lazy("Minutes"), ("minutes", "resolution")),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": MEETING_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        if self.object.state == MeetingState.RECORDED:
            edit = reverse("meeting_edit", args=[self.object.pk])
            buttons = [button for button in buttons if button["url"] != edit]
        if self.granted("photograph"):
            url = reverse("meeting_photo_add", args=[self.object.pk])
            buttons.append({"label": _("Add photos"), "url": url, "tone": "default"})
        return buttons

    def field_panels(self, revealed):
        """Long texts in full width; grades only of an appraisal, nothing where nothing was written."""
        for panel in super().field_panels(revealed):
            for row in panel.context["rows"]:
                if row["name"] in ("minutes", "resolution"):
                    row["kind"] = "long"
            names = {row["name"] for row in panel.context["rows"] if row["value"] not in (None, "")}
            if "held_on" in names or (
                names and not (set(GRADES) & names and self.object.kind != MeetingKind.APPRAISAL)
            ):
                yield panel

    def panels(self):
        return [panel for panel in (self.cautions(), self.attendees(), self.photos()) if panel]

    def cautions(self):
        cautions = self.object.cautions()
        return Panel(_("Worth looking at"), "branches/_cautions.html", {"cautions": cautions}) if cautions else None

    def attendees(self):
        """Who was ticked: names for the branch, numbers for the others."""
        people = list(self.object.attendees.visible_to(self.request.user).naming(self.request.user))
        if not people:
            return None
        names = "、".join(one.name if one.is_named else str(one) for one in people)
        row = {"label": _("Who was there"), "value": names, "kind": "long", "name": "attendees"}
        return Panel(_("Attendance"), "generic/_fields.html", {"rows": [row]})

    def photos(self):
        cards = [
            {
                "url": reverse("meeting_photo", args=[photo.pk, "image"]),
                "thumb": reverse("meeting_photo", args=[photo.pk, "thumbnail"]),
                "alt": f"{self.object.get_kind_display()} · {self.object.topic}",
                "caption": photo.caption,
            }
            for photo in self.object.photos.all()
        ]
        return Panel(_("Photos"), "generic/_photos.html", {"photos": cards})


class MeetingEdit(EditView):
    """Writing down a meeting, or correcting one that is not signed."""

    model = Meeting
    form_class = MeetingForm
    template_name = "branches/meeting_form.html"
    add_heading = gettext_lazy("Write down a meeting")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state == MeetingState.RECORDED:
            raise PermissionDenied(_("A signed record is counted. It has to be sent back before it can be changed."))
        return record

    def initial(self):
        wanted = self.request.GET.get("kind", "")
        return {"initial": {"kind": wanted}} if wanted in MeetingKind.values else {}

    def before_save(self, record, form):
        if self.object is None:
            record.entered_by = self.request.user
            record.organisation = form.own or record.organisation

    def after_save(self, record, form):
        record.partners.set(form.cleaned_data["partners"])
        for shot in form.cleaned_data["photos"]:
            MeetingPhoto.take(shot, by=self.request.user, meeting=record)
        if self.object is None and timezone.localdate() - record.held_on > LATE_AFTER:
            messages.info(self.request, _("Entered more than 30 days later; the record shows when."))

    def save(self, form):
        record = super().save(form)
        if self.request.POST.get("then") == "record":
            if Meeting.objects.allowing(self.request.user, "record").filter(pk=record.pk).exists():
                record.record(by=self.request.user)
            for caution in record.cautions():
                messages.warning(self.request, caution)
        return record


class MeetingRecord(TransitionView):
    """The secretary signs the record."""

    model = Meeting
    verb = "record"


class MeetingSendBack(TransitionView):
    """Back to the branch, with what is to be put right."""

    model = Meeting
    verb = "send_back"
    form_class = MeetingSendBackForm


class MeetingPhotoView(PhotoView):
    """One photo of a meeting."""

    model = MeetingPhoto


class MeetingPhotoAdd(TransitionView):
    """More photos of a meeting, whatever its state."""

    model = Meeting
    verb = "photograph"
    form_class = MeetingPhotosForm
    label = gettext_lazy("Add photos")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        shots = form.cleaned_data["photos"]
        for shot in shots:
            MeetingPhoto.take(shot, by=self.request.user, meeting=self.object)
        log(self.object, "portal.photo", user=self.request.user, data={"facts": {"photos": len(shots)}})


class MissingList(ListView):
    """Which organisations have missed which meetings in the last whole month, quarter or year."""

    model = Organisation
    table_class = MissingTable
    filterset_class = MissingFilter
    order = ("path",)
    template_name = "branches/missing_list.html"
    empty_text = gettext_lazy("No branch yet.")
    saved_filters = (
        (gettext_lazy("Missed something"), {"missed": "any"}),
        (gettext_lazy("Members' meeting"), {"missed": MeetingKind.MEMBERS_MEETING.value}),
        (gettext_lazy("Party lesson"), {"missed": MeetingKind.PARTY_LESSON.value}),
        (gettext_lazy("Theme Party day"), {"missed": MeetingKind.THEME_DAY.value}),
        (gettext_lazy("All branches"), {}),
    )

    def check_door(self):
        if not Meeting.grants["view"] & self.request.user.roles:
            raise PermissionDenied

    def get_queryset(self):
        rows = meeting_organisations(self.request.user).filter(kind__in=WATCHED)
        filterset = MissingFilter(self.request.GET or None, queryset=rows, request=self.request)
        return with_missed(rows.in_force_on(filterset.day), filterset.day)

    def shown_columns(self):
        """Without the kinds that no rule watches."""
        watched = {one.kind for one in Frequency.rules()}
        return [name for name in super().shown_columns() if name == "name" or name in watched]

    def context(self, page):
        return super().context(page) | {
            "heading": _("Meetings missed"),
            "rules": [{"rule": one, "period": one.last_period(self.filterset.day)} for one in Frequency.rules()],
        }


def meeting_organisations(user):
    """The organisations whose meetings `user` looks after or looks over."""
    rows = Organisation.objects.visible_to(user)
    reached = Organisation.scope.reach(Organisation, user, Meeting.grants["view"])
    return rows if reached is None else rows.filter(reached)


def organisation_panel(view):
    """The year's grid of an organisation's meetings, for whoever sees them; None where no rule is meant for it."""
    organisation, user = view.object, view.request.user
    if organisation.kind == OrganisationKind.OFFICE or not may(user, Meeting, "view"):
        return None
    if not meeting_organisations(user).filter(pk=organisation.pk).exists():
        return None
    today = timezone.localdate()
    typed = view.request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and 2000 <= int(typed) <= today.year + 1 else today.year
    frequencies = Frequency.rules()
    context = {
        "organisation": organisation,
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < today.year else None,
        "months": range(1, 13),
        "lines": year_of(organisation, year, today, frequencies),
        "list_url": reverse("meetings"),
        "link_url": f"{reverse('meetings')}?branch={organisation.pk}",
        "link_label": _("All meetings"),
    }
    return Panel(_("Organisational life"), "branches/_meeting_year.html", context)
