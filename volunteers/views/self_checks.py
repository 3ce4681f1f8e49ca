"""Self-checks on the desk: list and record, filling in by account, keying in a paper, receiving, sending back."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.documents import pdf_available, qr_uri
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView
from portal.states import Refused
from volunteers.choices import SelfCheckState
from volunteers.filters.self_checks import SelfCheckFilter
from volunteers.forms.self_checks import STALE, AccountSheetForm, BackForm, PaperSheetForm
from volunteers.models import SelfCheck, SelfCheckPhoto
from volunteers.self_check_papers import self_check_paper
from volunteers.tables.self_checks import SELF_CHECK_TONES, SelfCheckTable

WAY = (SelfCheckState.ISSUED, SelfCheckState.OPENED, SelfCheckState.RETURNED, SelfCheckState.RECEIVED)


class SelfCheckList(ListView):
    """Self-checks, the most pressing first."""

    model = SelfCheck
    table_class = SelfCheckTable
    filterset_class = SelfCheckFilter
    related = ("enterprise__grid", "campaign", "round")
    reads = ("enterprise__name", "enterprise__grid__name", "campaign__name", "campaign__state", "round__number")
    order = ("due_on", "pk")
    bulk = ("receive", "look_over")
    empty_text = gettext_lazy("No self-check. They are issued when the window of an announced campaign opens.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Not returned"), {"show": "outstanding"}),
        (gettext_lazy("To be received"), {"state": SelfCheckState.RETURNED.value}),
        (gettext_lazy("To be looked over"), {"show": "to_look_over"}),
        (gettext_lazy("Sent back"), {"state": SelfCheckState.SENT_BACK.value}),
        (gettext_lazy("Returned late"), {"show": "late"}),
        (gettext_lazy("Nothing found"), {"show": "nil"}),
    )


class SelfCheckDetail(DetailView):
    """One self-check: where it stands, the answers, what does not apply, the hazards, link and code."""

    model = SelfCheck
    related = ("enterprise__grid", "campaign", "round", "returned_by", "received_by", "looked_over_by")
    url_prefix = "self_check"
    field_groups = (
        (
            pgettext_lazy("campaign", "Self-check"),
            (
                "enterprise",
                "campaign",
                "round",
                "due_on",
                "opened_at",
                "channel",
                "returned_at",
                "signed",
                "signed_on",
                "returned_by",
                "is_late",
                "received_at",
                "received_by",
                "looked_over_at",
                "looked_over_by",
                "reason",
            ),
        ),
    )

    def badge(self):
        one = self.object
        tone = "late" if one.is_with_enterprise and one.due_on < timezone.localdate() else SELF_CHECK_TONES[one.state]
        return {"text": one.get_state_display(), "tone": tone}

    def subheading(self):
        return _("return by %(day)s") % {"day": f"{self.object.due_on:%Y-%m-%d}"}

    def stepper(self):
        one = self.object
        is_back = one.state == SelfCheckState.SENT_BACK
        at = WAY.index(SelfCheckState.OPENED if is_back else one.state)
        is_late = one.is_with_enterprise and one.due_on < timezone.localdate()
        steps = []
        for place, state in enumerate(WAY):
            label = SelfCheckState.SENT_BACK.label if is_back and place == at else state.label
            standing = "done" if place < at or state == SelfCheckState.RECEIVED == one.state else "next"
            if place == at and standing == "next":
                standing = "late" if is_late else "now"
            steps.append({"label": label, "state": standing})
        return steps

    def actions(self):
        one, buttons = self.object, []
        if self.granted("acknowledge") and one.enrolment.receipt_at is None:
            url = reverse("self_check_acknowledge", args=[one.pk])
            buttons.append({"label": _("We have received the notice"), "url": url, "tone": "default"})
        if one.is_with_enterprise and self.granted("key"):
            url = reverse("self_check_key", args=[one.pk])
            buttons.append({"label": _("Key in a signed sheet"), "url": url, "tone": "primary"})
        looked_over = reverse("self_check_look_over", args=[one.pk])
        buttons += [b for b in super().actions() if one.looked_over_at is None or b["url"] != looked_over]
        if self.granted("print"):
            papers = [("docx", _("Form (Word)")), *([("pdf", _("Form (PDF)"))] if pdf_available() else [])]
            for form, label in papers:
                url = reverse("self_check_paper", args=[one.pk, form])
                buttons.append({"label": label, "url": url, "tone": "default"})
        if self.granted("renew"):
            buttons.append(
                {"label": _("New link"), "url": reverse("self_check_renew", args=[one.pk]), "tone": "default"}
            )
        if one.is_linked and self.granted("revoke"):
            url = reverse("self_check_revoke", args=[one.pk])
            buttons.append({"label": _("Revoke the link"), "url": url, "tone": "danger"})
        return buttons

    def panels(self):
        one = self.object
        items = one.items()
        photos = {}
        for photo in one.photos.all():
            photos.setdefault(photo.answer_id, []).append(photo_card(photo))
        for row in items:
            row.cards = photos.get(row.pk, [])
        context = {"items": items, "away": [row for row in items if row.answer == "not_applicable"]}
        context |= {"is_done": not one.is_with_enterprise, "hazards_open": self.sees_hazards()}
        yield Panel(_("Answers"), "volunteers/_self_check_items.html", context)
        if sheets := photos.get(None):
            yield Panel(_("The signed sheet"), "generic/_photos.html", {"photos": sheets})
        if one.is_linked and self.granted("hand_out"):
            address = self.request.build_absolute_uri(one.public_path)
            context = {"address": address, "code": qr_uri(address)}
            yield Panel(_("Link and QR code"), "volunteers/_self_check_link.html", context)

    def sees_hazards(self):
        """Whether the hazards on the sheet open for this person: they lie at the same enterprise."""
        from_here = self.object.enterprise.hazards.model
        return bool(set(from_here.grants["view"]) & self.request.user.roles)


def photo_card(photo):
    """A photo of a self-check as pages of the desk show it."""
    image, small = (reverse("self_check_photo", args=[photo.pk, size]) for size in ("image", "thumbnail"))
    return {"url": image, "thumb": small, "alt": str(photo), "caption": photo.caption}


class SheetView(TransitionView):
    """Filling in the sheet; saving goes on with it, returning leads to the record."""

    model = SelfCheck
    can_wait = True
    tone = "primary"
    is_dense = False

    def get(self, request, **kwargs):
        if self.verb == "fill":
            self.object.note_opened(by=request.user)
        return super().get(request, **kwargs)

    def is_open(self):
        return self.object.is_with_enterprise

    def act(self, form):
        self.is_returned = form.is_return
        # Under the lock: of two who send at the same moment the second is told.
        if form.differs_from(self.object.locked()) and not form.cleaned_data["overwrite"]:
            raise Refused(STALE)
        if form.is_return:
            self.object.hand_in(by=self.request.user, entries=form.entries(), **form.signature())
        else:
            self.object.fill(by=self.request.user, entries=form.entries())

    def success_url(self):
        return self.object.get_absolute_url() if self.is_returned else self.request.path

    def done(self):
        return _("Returned. Thank you.") if self.is_returned else _("Saved.")

    @property
    def draft_url(self):
        """Where the page sends what is being typed."""
        return reverse("self_check_draft", args=[self.object.pk])


class SelfCheckFill(SheetView):
    """The safety officer fills it in."""

    verb = "fill"
    form_class = AccountSheetForm
    template_name = "volunteers/self_check_fill.html"
    label = pgettext_lazy("campaign", "Self-check")


class SelfCheckKey(SheetView):
    """The grid worker keys in what came on paper."""

    verb = "key"
    form_class = PaperSheetForm
    template_name = "volunteers/self_check_key.html"
    label = gettext_lazy("Key in a signed sheet")
    is_dense = True


class SelfCheckDraft(TransitionView):
    """What is being typed, kept as it goes; answers in JSON and opens no hazard."""

    model = SelfCheck
    verb = "fill"
    form_class = AccountSheetForm

    def get(self, request, **kwargs):
        return self.moved_on()

    def post(self, request, **kwargs):
        return keep_draft(self.object, self.get_form(request.POST))


def keep_draft(one, form):
    """Keep the answers of a form that is still being filled in; {"saved": time} or {"error": sentence}."""
    form.is_valid()
    try:
        one.keep_draft(form.entries())
    except Refused as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"saved": f"{timezone.localtime():%H:%M}"})


class SelfCheckAcknowledge(TransitionView):
    """The notice has arrived."""

    model = SelfCheck
    verb = "acknowledge"
    label = gettext_lazy("We have received the notice")
    tone = "primary"

    def is_open(self):
        return self.object.enrolment.receipt_at is None

    def act(self, form):
        if self.is_open():
            self.object.acknowledge(by=self.request.user)


class SelfCheckReceive(TransitionView):
    """The grid worker takes it over."""

    model = SelfCheck
    verb = "receive"


class SelfCheckSendBack(TransitionView):
    """Something is missing."""

    model = SelfCheck
    verb = "send_back"
    form_class = BackForm


class SelfCheckTakeBack(TransitionView):
    """The centre found something."""

    model = SelfCheck
    verb = "take_back"
    form_class = BackForm


class SelfCheckLookOver(TransitionView):
    """The centre has read it."""

    model = SelfCheck
    verb = "look_over"


class SelfCheckRevoke(TransitionView):
    """The link opens nothing any more."""

    model = SelfCheck
    verb = "revoke"
    label = gettext_lazy("Revoke the link")
    tone = "danger"

    def is_open(self):
        return self.object.is_linked

    def act(self, form):
        self.object.revoke(by=self.request.user)


class SelfCheckRenew(TransitionView):
    """A new link; the one before is dead."""

    model = SelfCheck
    verb = "renew"
    label = gettext_lazy("New link")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        self.object.renew(by=self.request.user)


class SelfCheckPaper(PaperView):
    """The form to print, only with the items that apply, with its code."""

    model = SelfCheck
    verb = "print"
    related = ("enterprise__grid", "campaign", "round")

    def paper(self):
        one = self.object
        return self_check_paper(one, self.request.build_absolute_uri(one.public_path) if one.is_linked else "")


class SelfCheckPhotoView(PhotoView):
    """A photo of a self-check."""

    model = SelfCheckPhoto
