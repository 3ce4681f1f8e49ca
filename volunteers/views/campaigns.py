"""Campaigns on the desk: their list, one with its clock and progress, its rounds and enterprises, its end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.documents import pdf_available
from portal.figures import Asked
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView
from portal.states import Refused
from volunteers.campaign_charts import clock, in_words, progress_chart
from volunteers.campaign_papers import closing_report
from volunteers.choices import CampaignState, HazardLevel, Phase
from volunteers.filters.self_checks import CampaignFilter
from volunteers.forms.campaigns import CampaignForm, CloseForm, EnrolForm, MoveForm, RoundForm
from volunteers.models import Campaign, CampaignRound, Hazard, SelfCheck
from volunteers.self_found import share_line
from volunteers.tables.self_checks import PHASE_TONES, CampaignTable
from volunteers.views.campaign_progress import WORDS, cells

SHOWN_GRIDS = 8


class CampaignList(ListView):
    """Campaigns, newest first."""

    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    prefetch = ("rounds",)
    order = ("-pk",)
    add_url = "campaign_add"
    add_label = gettext_lazy("New campaign")
    empty_text = gettext_lazy("No campaign yet. The emergency centre begins one, adds rounds and enterprises.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Running"), {"state": CampaignState.ANNOUNCED.value}),
    )

    def get_queryset(self):
        return super().get_queryset().with_sizes()


class CampaignDetail(DetailView):
    """One campaign: its clock, what a finding leads to now, how far its enterprises have come."""

    model = Campaign
    related = ("notice", "announced_by", "closed_by")
    url_prefix = "campaign"
    edit_url = "campaign_edit"
    field_groups = (
        (
            gettext_lazy("The campaign"),
            ("text", "basis", "strict_from", "announced_at", "announced_by", "closed_on", "closed_by", "summary"),
        ),
    )

    def badge(self):
        phase = self.object.phase_on()
        return {"text": phase.label, "tone": PHASE_TONES[phase]}

    def subheading(self):
        return in_words(self.object)

    def actions(self):
        one, buttons = self.object, []
        if one.state != CampaignState.DRAFT and self.seen().exists():
            url = reverse("campaign_progress", args=[one.pk])
            buttons.append({"label": _("Progress"), "url": url, "tone": "default"})
            if self.may_follow():
                url = reverse("campaign_outstanding", args=[one.pk])
                buttons.append({"label": _("Who has not returned"), "url": url, "tone": "primary"})
        buttons += super().actions()
        if one.state == CampaignState.CLOSED:
            edit = reverse("campaign_edit", args=[one.pk])
            buttons = [button for button in buttons if button["url"] != edit]
        else:
            for verb, label in (("enrol", _("Add enterprises")), ("add_round", _("Add a round"))):
                if self.granted(verb):
                    url = reverse(f"campaign_{verb}", args=[one.pk])
                    buttons.append({"label": label, "url": url, "tone": "default"})
        if one.state != CampaignState.DRAFT and self.granted("report"):
            papers = [("docx", _("Report (Word)")), *([("pdf", _("Report (PDF)"))] if pdf_available() else [])]
            for form, label in papers:
                url = reverse("campaign_report", args=[one.pk, form])
                buttons.append({"label": label, "url": url, "tone": "default"})
        return buttons

    def seen(self):
        """The self-checks of this campaign that exist for this person."""
        return SelfCheck.objects.visible_to(self.request.user).filter(campaign=self.object)

    def may_follow(self):
        """Whether this person runs after those who have not returned."""
        return bool(SelfCheck.grants["follow"] & self.request.user.roles)

    def panels(self):
        one = self.object
        yield Panel(_("The campaign's clock"), "volunteers/_campaign_clock.html", self.clock())
        if one.state == CampaignState.DRAFT:
            return
        current = one.round_on()
        if current is not None:
            yield self.progress(current)
        if set(Hazard.grants["view"]) & self.request.user.roles:
            asked = Asked(timezone.localdate(), user=self.request.user, campaign=one)
            url = f"{reverse('hazards')}?{urlencode({'campaign': one.pk, 'show': 'counted'})}"
            context = {"line": share_line(asked), "url": url}
            yield Panel(_("Found by the enterprises themselves"), "volunteers/_self_found.html", context)

    def clock(self):
        """Chart, words, what a finding leads to, the notice."""
        one = self.object
        return {
            "chart": clock(one),
            "rounds": self.rounds(),
            "reminders": "、".join(str(day) for day in one.reminder_days),
            "enterprises": one.enrolments.count(),
            "receipts": one.enrolments.exclude(receipt_at=None).count(),
            "unread_url": self.unread_url(),
            "major": one.leads_to(HazardLevel.MAJOR),
            "is_strict": one.phase_on() == Phase.STRICT,
            "notice": one.shown_notice(),
            "public_url": reverse("campaign_story", args=[one.pk]) if one.state != CampaignState.DRAFT else "",
        }

    def rounds(self):
        """Each round with its days; those that have not begun with the address at which they are changed."""
        may_move = self.object.state != CampaignState.CLOSED and self.granted("move")
        return [
            {
                "round": one,
                "move_url": reverse("campaign_round_move", args=[one.pk]) if may_move and not one.has_begun else "",
            }
            for one in self.object.windows()
        ]

    def unread_url(self):
        """The self-checks of today's round whose enterprises have not acknowledged the notice; else ""."""
        current = self.object.round_on()
        if current is None or not self.may_follow():
            return ""
        words = {"campaign": self.object.pk, "round": current.number, "show": "unacknowledged"}
        return f"{reverse('self_checks')}?{urlencode(words)}"

    def progress(self, current):
        """The round of today in numbers, and the grids with most outstanding."""
        rows = self.seen().filter(round=current)
        totals = rows.progress()
        lines = rows.progress_by("enterprise__grid", "enterprise__grid__name")
        words = {"campaign": self.object.pk, "round": current.number}
        context = {
            "totals": cells(totals, words),
            "heads": [label for _word, label in WORDS],
            "chart": progress_chart(lines, title=_("Where the self-checks stand, by grid")) if len(lines) > 1 else None,
            "more_url": reverse("campaign_progress", args=[self.object.pk]),
            "is_empty": not totals["issued"],
        }
        return Panel(f"{_('Progress')} · {current}", "volunteers/_campaign_progress.html", context)


class CampaignEdit(EditView):
    """Begin a campaign, or change what it says."""

    model = Campaign
    form_class = CampaignForm
    add_heading = gettext_lazy("New campaign")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state == CampaignState.CLOSED:
            raise PermissionDenied(_("A closed campaign does not change."))
        return record


class CampaignAddRound(TransitionView):
    """One more round."""

    model = Campaign
    verb = "add_round"
    form_class = RoundForm
    label = gettext_lazy("Add a round")
    tone = "primary"

    def is_open(self):
        return self.object.state != CampaignState.CLOSED

    def act(self, form):
        CampaignRound.add(self.object, by=self.request.user, **form.cleaned_data)


class CampaignRoundMove(TransitionView):
    """Other days for a round whose window has not opened."""

    model = CampaignRound
    verb = "move"
    form_class = MoveForm
    label = gettext_lazy("Change the days")
    tone = "primary"

    def is_open(self):
        return self.object.campaign.state != CampaignState.CLOSED and not self.object.has_begun


class CampaignEnrol(TransitionView):
    """Add enterprises, all at once."""

    model = Campaign
    verb = "enrol"
    form_class = EnrolForm
    label = gettext_lazy("Add enterprises")
    tone = "primary"

    def is_open(self):
        return self.object.state != CampaignState.CLOSED

    def act(self, form):
        added = self.object.enrol(form.wanted(), by=self.request.user)
        if not added:
            raise Refused(
                _("No enterprise is added: those that this names are in the campaign already, or there are none.")
            )
        text = ngettext("%(n)d enterprise added.", "%(n)d enterprises added.", added)
        messages.info(self.request, text % {"n": added})


class CampaignAnnounce(TransitionView):
    """The enterprises are told."""

    model = Campaign
    verb = "announce"


class CampaignClose(TransitionView):
    """It is over."""

    model = Campaign
    verb = "close"
    form_class = CloseForm


class CampaignReport(PaperView):
    """The report: how it went so far, or the closing report once it is closed."""

    model = Campaign
    verb = "report"
    related = ("closed_by",)

    def paper(self):
        return closing_report(self.object, timezone.localdate())
