"""Notices of rectification on the desk: written at a hazard, printed, their link handed out, revoked, renewed."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents import pdf_available, qr_uri
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView
from portal.states import WrongState
from volunteers.filters.notices import NoticeFilter
from volunteers.forms.notices import NoticeForm, RenewLinkForm
from volunteers.models import Hazard, RectificationNotice
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.papers import notice_paper
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.tables.notices import NoticeTable

SHOWN = ("number", "description", "category", "due_on", "state")


class NoticeList(ListView):
    """Notices, newest first."""

    model = RectificationNotice
    table_class = NoticeTable
    filterset_class = NoticeFilter
    related = ("enterprise",)
    order = ("-issued_on", "-pk")
    empty_text = gettext_lazy("No notice yet. One is written at a hazard that has been graded.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Not yet opened by the enterprise"), {"link": "unread"}),
        (gettext_lazy("Link open"), {"link": "open"}),
    )


class HazardNotify(TransitionView):
    """Write a notice of what an enterprise has to put right."""

    model = Hazard
    verb = "notify"
    form_class = NoticeForm
    label = gettext_lazy("Write a notice")
    tone = "primary"

    notice = None

    def is_open(self):
        return self.object.state in AT_THE_ENTERPRISE

    def act(self, form):
        if not self.is_open():
            raise WrongState(self.verb)
        self.notice = RectificationNotice.issue(self.object.enterprise, by=self.request.user, **form.cleaned_data)

    def success_url(self):
        return (self.notice or self.object).get_absolute_url()


class NoticeDetail(DetailView):
    """One notice: its hazards as they stand now, its link and code."""

    model = RectificationNotice
    related = ("enterprise", "issued_by")
    url_prefix = "notice"
    masked = ("contact_phone",)
    field_groups = (
        (
            gettext_lazy("Notice"),
            (
                "enterprise",
                "issued_on",
                "issued_by",
                "contact_name",
                "contact_phone",
                "expires_on",
                "opened_at",
                "revoked_on",
            ),
        ),
    )

    def badge(self):
        if self.object.is_open:
            return {"text": _("link open"), "tone": "check"}
        return {"text": _("link revoked") if self.object.revoked_on else _("link expired"), "tone": "quiet"}

    def actions(self):
        one, buttons = self.object, []
        if self.granted("print"):
            buttons.append((_("Notice (Word)"), "notice_paper", [one.pk, "docx"], "primary"))
            if pdf_available():
                buttons.append((_("Notice (PDF)"), "notice_paper", [one.pk, "pdf"], "default"))
        if self.granted("renew"):
            buttons.append((_("New link"), "notice_renew", [one.pk], "default"))
        if one.is_open and self.granted("revoke"):
            buttons.append((_("Revoke the link"), "notice_revoke", [one.pk], "danger"))
        return [{"label": label, "url": reverse(name, args=args), "tone": tone} for label, name, args, tone in buttons]

    def panels(self):
        rows = Hazard.objects.visible_to(self.request.user).filter(notices=self.object)
        rows = rows.select_related("enterprise__grid", "category", "task_force").prefetch_related(PROCESSES)
        hidden = [name for name in HazardTable.base_columns if name not in SHOWN]
        table = HazardTable(rows.by_due_day(), exclude=hidden)
        return [Panel(_("Hazards of this notice"), "generic/_related.html", {"table": table}), *self.link()]

    def link(self):
        """The address and its code, for those who hand it out, as long as it opens anything."""
        if not self.object.is_open or not self.granted("hand_out"):
            return []
        address = self.request.build_absolute_uri(self.object.public_path)
        context = {"address": address, "code": qr_uri(address)}
        return [Panel(_("Link and QR code"), "volunteers/_notice_link.html", context)]


class NoticeRevoke(TransitionView):
    """The link opens nothing any more."""

    model = RectificationNotice
    verb = "revoke"
    label = gettext_lazy("Revoke the link")
    tone = "danger"

    def is_open(self):
        return self.object.is_open

    def act(self, form):
        self.object.revoke(by=self.request.user)


class NoticeRenew(TransitionView):
    """A new link; the one before is dead."""

    model = RectificationNotice
    verb = "renew"
    form_class = RenewLinkForm
    label = gettext_lazy("New link")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        self.object.renew(by=self.request.user, **form.cleaned_data)


class NoticePaper(PaperView):
    """The notice as Word or PDF."""

    model = RectificationNotice
    verb = "print"
    related = ("enterprise", "issued_by")

    def paper(self):
        one = self.object
        return notice_paper(one, self.request.build_absolute_uri(one.public_path) if one.is_open else "")
