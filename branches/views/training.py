"""Pages of training: the list, a session with programme, material and people, and the verbs that carry it on."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import Reply, Role, TrainingState
from branches.filters.training import TrainingFilter
from branches.forms.training import InviteForm, ReasonForm, ReplyForm, TrainingForm
from branches.models import Invitation, MaterialReading, Organisation, TrainingSession
from branches.models.training import training_pages
from branches.scoping import may
from branches.tables.training import (
    TRAINING_TONES,
    InvitationTable,
    OwnTrainingTable,
    ReadingTable,
    TrainingTable,
)
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView

LISTED = 500


class TrainingList(ListView):
    """Sessions, the newest first."""

    model = TrainingSession
    table_class = TrainingTable
    filterset_class = TrainingFilter
    order = ("-held_on", "-pk")
    add_url = "training_add"
    add_label = gettext_lazy("New session")
    empty_text = gettext_lazy("No training yet. Sessions to which you are invited stand here.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("To come"), {"show": "coming"}),
        (gettext_lazy("Waiting for my answer"), {"show": "answer"}),
        (gettext_lazy("Attendance to enter"), {"show": "attendance"}),
        (gettext_lazy("Held"), {"show": "held"}),
    )

    def get_queryset(self):
        return super().get_queryset().with_numbers()


class TrainingDetail(DetailView):
    """A session: when and where, its programme, its material, who comes and who was there."""

    model = TrainingSession
    related = ("organisation", "grid", "entered_by", "closed_by")
    url_prefix = "training_session"
    field_groups = (
        (
            gettext_lazy("Session"),
            (
                "kind",
                "held_on",
                "starts_at",
                "ends_at",
                "place",
                "capacity",
                "organisation",
                "grid",
                "remark",
                "reason",
            ),
        ),
    )

    def list_url(self):
        return reverse("training")

    def subheading(self):
        labels = dict(Role.choices)
        return "、".join(str(labels[role]) for role in self.object.roles if role in labels)

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TRAINING_TONES.get(self.object.state, "quiet")}

    def stepper(self):
        """Draft, announced, held, closed; one that was called off stands beside the way."""
        if self.object.state == TrainingState.CALLED_OFF:
            return []
        way = [state for state in TrainingState if state != TrainingState.CALLED_OFF]
        now, is_done = way.index(self.object.state), self.object.state == TrainingState.CLOSED
        moments = (self.object.created_at, self.object.announced_at, self.object.begins, self.object.closed_at)
        return [
            {
                "label": state.label,
                "state": "done" if number < now or is_done else "now" if number == now else "next",
                "note": f"{timezone.localtime(moment):%Y-%m-%d}" if moment and number <= now else "",
            }
            for number, (state, moment) in enumerate(zip(way, moments, strict=True))
        ]

    def actions(self):
        buttons, key = super().actions(), [self.object.pk]
        if self.object.state in (TrainingState.CLOSED, TrainingState.CALLED_OFF):
            edit = reverse("training_session_edit", args=key)
            buttons = [button for button in buttons if button["url"] != edit]
        elif self.granted("invite"):
            url = reverse("training_session_invite", args=key)
            buttons.append({"label": _("Put on the list"), "url": url, "tone": "default"})
        if self.object.state == TrainingState.HELD and self.granted("attend"):
            url = reverse("training_session_attendance", args=key)
            buttons.insert(0, {"label": _("Enter the attendance"), "url": url, "tone": "primary"})
        if self.granted("export"):
            url = reverse("training_session_workbook", args=key)
            buttons.append({"label": _("Attendance as Excel"), "url": url, "tone": "default"})
        return buttons

    def verb_url(self, name):
        if name == "hold" and self.object.held_on > timezone.localdate():
            return ""
        return super().verb_url(name)

    def panels(self):
        found = [self.own(), self.programme(), self.materials(), self.numbers(), self.people()]
        return [panel for panel in found if panel]

    def own(self):
        """One's own invitation, with the way to answer it."""
        own = Invitation.objects.visible_to(self.request.user).filter(session=self.object, user=self.request.user)
        invitation = own.first()
        if invitation is None:
            return None
        is_open = self.object.state == TrainingState.ANNOUNCED and self.object.held_on >= timezone.localdate()
        return Panel(_("Your invitation"), "branches/_invitation.html", {"invitation": invitation, "is_open": is_open})

    def programme(self):
        items = self.object.programme.all()
        return Panel(_("Programme"), "branches/_programme.html", {"items": items}) if items else None

    def materials(self):
        pages = [one.page for one in self.object.materials.select_related("page")]
        if not pages:
            return None
        return Panel(_("Material"), "branches/_training_materials.html", material_context(pages, self.request.user))

    def numbers(self):
        """How many are invited, will come, were there: for whoever sees the list."""
        if not self.sees_the_list():
            return None
        row = TrainingSession.objects.visible_to(self.request.user).with_numbers().get(pk=self.object.pk)
        if self.object.capacity and row.coming > self.object.capacity:
            text = _("%(coming)d people will come; there are %(seats)d seats.")
            note = text % {"coming": row.coming, "seats": self.object.capacity}
        else:
            note = ""
        return Panel(_("How many"), "branches/_training_numbers.html", {"row": row, "note": note})

    def people(self):
        """The list, as far as this person sees it: all of it, or those of the own branches."""
        if not self.sees_the_list():
            return None
        rows = Invitation.objects.visible_to(self.request.user).filter(session=self.object)
        empty = _("Nobody is on the list yet. Announcing it invites everybody who is meant.")
        context = {"table": InvitationTable(rows.order_by("unit", "pk")[:LISTED]), "empty_text": empty}
        return Panel(_("Who is on the list"), "generic/_related.html", context)

    def sees_the_list(self):
        """Whether this person holds a role that sees more than the own invitation."""
        return bool((set(Invitation.grants["view"]) - {"own"}) & self.request.user.roles)


def material_context(pages, user):
    """Pages with whether `user` says to have read them, for `_training_materials.html`."""
    read = dict(MaterialReading.objects.visible_to(user).filter(page__in=pages).values_list("page", "read_at"))
    return {"lines": [{"page": page, "url": page.url, "read_at": read.get(page.pk)} for page in pages]}


class TrainingEdit(EditView):
    """Plan a session, or change one that has not been held yet."""

    model = TrainingSession
    form_class = TrainingForm
    add_heading = gettext_lazy("New training session")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state not in (TrainingState.DRAFT, TrainingState.ANNOUNCED):
            raise PermissionDenied(_("It has been held: what was announced stays as it was."))
        return record

    def initial(self):
        tops = list(Organisation.objects.allowing(self.request.user, "view").tops(self.request.user)[:1])
        return {"initial": {"organisation": tops[0] if tops else ""}}

    def before_save(self, record, form):
        if self.object is None:
            record.entered_by = self.request.user

    def after_save(self, record, form):
        form.keep_parts(record)


class TrainingAnnounce(TransitionView):
    """Invite everybody who is meant."""

    model = TrainingSession
    verb = "announce"


class TrainingHold(TransitionView):
    """It took place."""

    model = TrainingSession
    verb = "hold"


class TrainingClose(TransitionView):
    """The list is complete."""

    model = TrainingSession
    verb = "close"


class TrainingReopen(TransitionView):
    """Something in the list was wrong."""

    model = TrainingSession
    verb = "reopen"
    form_class = ReasonForm


class TrainingCallOff(TransitionView):
    """It does not take place."""

    model = TrainingSession
    verb = "call_off"
    form_class = ReasonForm


class TrainingInvite(TransitionView):
    """One more on the list."""

    model = TrainingSession
    verb = "invite"
    form_class = InviteForm
    label = gettext_lazy("Put on the list")
    tone = "primary"

    def is_open(self):
        return self.object.state not in (TrainingState.CLOSED, TrainingState.CALLED_OFF)

    def act(self, form):
        self.object.invite(by=self.request.user, **form.cleaned_data)


class InvitationReply(TransitionView):
    """Say whether one will come."""

    model = Invitation
    verb = "reply"
    form_class = ReplyForm
    label = gettext_lazy("Answer the invitation")
    tone = "primary"

    def is_open(self):
        session = self.object.session
        return session.state == TrainingState.ANNOUNCED and session.held_on >= timezone.localdate()

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        if self.object.reply != Reply.OPEN:
            form.initial = {"reply": self.object.reply, "reason": self.object.reply_reason}
        return form

    def act(self, form):
        self.object.answer(by=self.request.user, **form.cleaned_data)


class MyTraining(LoginRequiredMixin, View):
    """One's own record: sessions, what one has read, and what there is to read."""

    def get(self, request):
        own = Invitation.objects.visible_to(request.user).filter(user=request.user)
        rows = own.exclude(session__state=TrainingState.DRAFT).select_related("session")
        readings = MaterialReading.objects.visible_to(request.user).select_related("page")
        read = {one.page_id for one in readings}
        pages = [page for page in training_pages()[:40] if page.pk not in read]
        context = {
            "sessions": OwnTrainingTable(rows.order_by("-session__held_on", "-pk")[:LISTED]),
            "readings": ReadingTable(readings[:LISTED]),
            "to_read": material_context(pages, request.user),
            "sees_all": may(request.user, TrainingSession, "add"),
        }
        return render(request, "branches/my_training.html", context)


class MaterialRead(LoginRequiredMixin, View):
    """“I have read this”: one's own word, kept in one's own record."""

    http_method_names = ["post"]

    def post(self, request, pk):
        page = get_object_or_404(training_pages(every_language=True), pk=pk)
        MaterialReading.declare(request.user, page)
        if "page" in request.POST:
            return HttpResponseRedirect(page.get_url(request))
        back = request.POST.get("session", "")
        if back.isdecimal() and len(back) < 19:
            sessions = TrainingSession.objects.visible_to(request.user).filter(pk=int(back))
            if session := sessions.first():
                return HttpResponseRedirect(session.get_absolute_url())
        return HttpResponseRedirect(reverse("my_training"))
