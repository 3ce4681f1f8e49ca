"""Pages of the inspections: the list, the self-check on the phone, the record, and its way to two signatures."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import ItemVerdict, SiteCheckState
from branches.filters.sites import SiteCheckFilter
from branches.forms.sites import AnswerForm, CallOffForm, FailForm, LookForm, SendBackForm, SignForm
from branches.models import SiteCheck, SiteItemExample, SitePhoto
from branches.models.site_checks import ANSWERABLE, SavedMeanwhile
from branches.tables.sites import CHECK_TONES, SiteCheckTable, percent
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView
from portal.states import WrongState

VERDICT_TONES = {ItemVerdict.GOOD: "done", ItemVerdict.FAULTY: "due", ItemVerdict.MISSING: "late"}


class SiteCheckList(ListView):
    """Inspections, newest first."""

    model = SiteCheck
    table_class = SiteCheckTable
    filterset_class = SiteCheckFilter
    related = ("site__organisation", "first_by", "second_by")
    empty_text = gettext_lazy("No inspection yet. A branch begins the first one on the record of its site.")
    saved_filters = (
        (gettext_lazy("Running"), {"show": "running"}),
        (gettext_lazy("With the branch"), {"show": "branch"}),
        (gettext_lazy("Sent back"), {"show": "sent_back"}),
        (gettext_lazy("To be looked at"), {"state": SiteCheckState.APPLIED.value}),
        (gettext_lazy("To be accepted on the spot"), {"state": SiteCheckState.LOOKED_AT.value}),
        (gettext_lazy("Second signature missing"), {"state": SiteCheckState.SIGNED.value}),
        (gettext_lazy("All"), {}),
    )

    def get_queryset(self):
        return super().get_queryset().with_progress()


class SitePhotoView(PhotoView):
    """One photo of a site."""

    model = SitePhoto


class SiteExampleView(PhotoView):
    """One example photo of the checklist."""

    model = SiteItemExample


def card(photo, url_name, alt):
    """A photo as the components draw it."""
    return {
        "pk": photo.pk,
        "url": reverse(url_name, args=[photo.pk, "image"]),
        "thumb": reverse(url_name, args=[photo.pk, "thumbnail"]),
        "alt": alt,
        "caption": photo.caption,
    }


def verdict_badge(answer):
    """What was found, or that it came back."""
    if answer.is_sent_back:
        return {"text": _("sent back"), "tone": "late"}
    return {"text": answer.get_verdict_display(), "tone": VERDICT_TONES[answer.verdict]}


def item_card(line):
    """One item as the pages draw it: what is asked, what was found, the photos, the example."""
    example = getattr(line.item, "example", None)
    answer = line.answer
    return {
        "line": line,
        "item": line.item,
        "answer": answer,
        "anchor": f"item-{line.item.pk}",
        "badge": verdict_badge(answer) if answer else None,
        "photos": [card(photo, "site_photo", str(line.item)) for photo in line.photos],
        "example": card(example, "site_example", _("Example of %(item)s") % {"item": line.item}) if example else None,
        "is_open": not line.is_good,
    }


def progress(lines):
    """How far a self-check has come: compulsory items that are good, items answered."""
    compulsory = [line for line in lines if line.item.is_compulsory]
    good = sum(line.is_good for line in compulsory)
    return {
        "good": good,
        "compulsory": len(compulsory),
        "percent": percent(good, len(compulsory)) or 0,
        "answered": sum(line.answer is not None for line in lines),
        "items": len(lines),
        "answered_percent": percent(sum(line.answer is not None for line in lines), len(lines)) or 0,
    }


class SiteCheckDetail(DetailView):
    """An inspection: where it stands, every item with its photos, who signed what."""

    model = SiteCheck
    related = (
        "site__organisation",
        "checklist",
        "opened_by",
        "self_checked_by",
        "applied_by",
        "looked_by",
        "first_by",
        "second_by",
    )
    url_prefix = "site_check"
    field_groups = (
        (
            gettext_lazy("Inspection"),
            (
                "site",
                "checklist",
                "accepted_on",
                "first_by",
                "second_by",
                "looked_by",
                "opinion",
                "applied_by",
                "reason",
            ),
        ),
    )

    def subheading(self):
        return self.object.site.organisation

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CHECK_TONES.get(self.object.state, "quiet")}

    def stepper(self):
        """From the self-check to the second signature; an inspection that failed or was called off ends there."""
        check = self.object
        if check.state in (SiteCheckState.FAILED, SiteCheckState.CALLED_OFF):
            return []
        way = [state for state in SiteCheckState if state not in (SiteCheckState.FAILED, SiteCheckState.CALLED_OFF)]
        now, is_done = way.index(check.state), check.state == SiteCheckState.ACCEPTED
        moments = (check.created_at, check.self_checked_at, check.applied_at, check.looked_at, None, None)
        steps = []
        for number, (state, moment) in enumerate(zip(way, moments, strict=True)):
            day = timezone.localtime(moment).date() if moment else check.accepted_on if number >= 4 else None
            place = "done" if number < now or is_done else "now" if number == now else "next"
            note = f"{day:%Y-%m-%d}" if day and number <= now else ""
            steps.append({"label": state.label, "state": place, "note": note})
        return steps

    def actions(self):
        buttons = super().actions()
        check, user = self.object, self.request.user
        if check.first_by_id == user.pk:
            # The second signature is somebody else's.
            accept = reverse("site_check_accept", args=[check.pk])
            buttons = [button for button in buttons if button["url"] != accept]
        if check.state in ANSWERABLE and self.granted("answer"):
            url = reverse("site_check_fill", args=[check.pk])
            buttons.insert(0, {"label": _("Go on with the self-check"), "url": url, "tone": "primary"})
            for button in buttons[1:]:
                button["tone"] = "default"
        return buttons

    def panels(self):
        lines = self.object.lines()
        context = {"cards": [item_card(line) for line in lines], "progress": progress(lines)}
        return [Panel(_("Items"), "branches/_site_items.html", context)]


class SiteCheckFill(LoginRequiredMixin, View):
    """The self-check on the phone: every item a form of its own, which saves as one goes."""

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = SiteCheck.objects.visible_to(request.user).select_related("site__organisation", "checklist")
        self.object = get_object_or_404(rows, pk=pk)
        if not SiteCheck.objects.allowing(request.user, "answer").filter(pk=pk).exists():
            raise PermissionDenied
        if self.object.state not in ANSWERABLE:
            return self.moved_on()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page(self.object.lines())

    def post(self, request):
        """Answer one item, or take one of its photos away."""
        lines = self.object.lines()
        line = next((one for one in lines if str(one.item.pk) == request.POST.get("item")), None)
        if line is None:
            raise Http404
        try:
            return self.take_away(line) if "remove" in request.POST else self.answer(line, lines)
        except WrongState:
            return self.moved_on()

    def answer(self, line, lines):
        form = AnswerForm(self.request.POST, self.request.FILES, line=line)
        if not form.is_valid():
            return self.again(line, lines, form=form)
        typed = self.request.POST.get("version", "")
        version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
        try:
            self.object.answer(line.item, by=self.request.user, version=version, **form.cleaned_data)
        except SavedMeanwhile as error:
            line.answer = error.answer
            return self.again(line, lines, form=form, theirs=error.answer)
        return self.saved(line)

    def take_away(self, line):
        photo = next((one for one in line.photos if str(one.pk) == self.request.POST["remove"]), None)
        if photo is None:
            raise Http404
        photo.remove(by=self.request.user)
        return self.saved(line)

    def saved(self, line):
        """The card as it stands now (htmx), or the page at the next item that is not good yet."""
        lines = self.object.lines()
        if self.request.htmx:
            fresh = next(one for one in lines if one.item.pk == line.item.pk)
            return self.fragment(fresh, lines, is_saved=True)
        behind = [one for one in lines if one.item.order > line.item.order and not one.is_good]
        anchor = f"item-{(behind[0] if behind else line).item.pk}"
        messages.success(self.request, _("Saved: %(item)s.") % {"item": line.item})
        return HttpResponseRedirect(f"{reverse('site_check_fill', args=[self.object.pk])}#{anchor}")

    def again(self, line, lines, *, form, theirs=None):
        """Nothing typed is lost: the card with what is wrong."""
        if self.request.htmx:
            return self.fragment(line, lines, form=form, theirs=theirs)
        return self.page(lines, at=line, form=form, theirs=theirs, status=409 if theirs else 422)

    def cards(self, lines, at=None, form=None, theirs=None):
        for line in lines:
            found = item_card(line)
            found["form"] = form if line is at and form else AnswerForm(line=line)
            found["theirs"] = theirs if line is at else None
            found["is_open"] = found["is_open"] or line is at
            yield found

    def fragment(self, line, lines, *, form=None, theirs=None, is_saved=False):
        found = next(self.cards([line], line, form, theirs))
        found["is_open"] = not is_saved or not line.is_good
        context = {"object": self.object, "card": found, "is_saved": is_saved, "progress": progress(lines)}
        # 200 even where the form has faults: htmx puts no other answer into the page.
        return render(self.request, "branches/_site_item_form.html", context)

    def page(self, lines, *, status=200, **faulty):
        context = {
            "object": self.object,
            "cards": list(self.cards(lines, **faulty)),
            "progress": progress(lines),
            "may_apply": SiteCheck.objects.allowing(self.request.user, "apply").filter(pk=self.object.pk).exists(),
        }
        return render(self.request, "branches/site_check_fill.html", context, status=status)

    def moved_on(self):
        messages.error(self.request, _("This has been moved on already; here is how it stands now."))
        return HttpResponseRedirect(self.object.get_absolute_url())


class SiteCheckFinish(TransitionView):
    """Every item has been answered."""

    model = SiteCheck
    verb = "finish"


class SiteCheckApply(TransitionView):
    """The branch asks for the acceptance."""

    model = SiteCheck
    verb = "apply"


class SiteCheckLook(TransitionView):
    """The adviser has looked at it."""

    model = SiteCheck
    verb = "look"
    form_class = LookForm


class SiteCheckSign(TransitionView):
    """The first of two signs."""

    model = SiteCheck
    verb = "sign"
    form_class = SignForm


class SiteCheckAccept(TransitionView):
    """The second one signs."""

    model = SiteCheck
    verb = "accept"


class SiteCheckSendBack(TransitionView):
    """Back to the branch, with comments at the items."""

    model = SiteCheck
    verb = "send_back"
    form_class = SendBackForm


class SiteCheckFail(TransitionView):
    """The site is no longer what was accepted."""

    model = SiteCheck
    verb = "fail"
    form_class = FailForm


class SiteCheckCallOff(TransitionView):
    """Nothing follows from this inspection."""

    model = SiteCheck
    verb = "call_off"
    form_class = CallOffForm
