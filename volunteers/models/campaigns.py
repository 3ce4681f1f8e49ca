"""Campaigns: enterprises check themselves in rounds; from a day on, what is still found has consequences."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.scoping import Scope, ScopedQuerySet
from portal.counting import how_many
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import CampaignState, HazardLevel, Phase
from volunteers.models.enrolments import Enrolment
from volunteers.models.hazards import Hazard


def usual_reminder_days():
    """How many days before a window closes its enterprises are counted and reminded of, unless a campaign says else."""
    return [7, 3, 1]


class CampaignQuerySet(ScopedQuerySet):
    """Questions about campaigns. Days are days of the zone: the last one lasts until 23:59:59."""

    def running(self):
        """Announced and not closed."""
        return self.filter(state=CampaignState.ANNOUNCED)

    def with_sizes(self):
        """Each with `enterprise_count`, how many enterprises it has."""
        return self.annotate(enterprise_count=how_many(Enrolment._base_manager, "campaign"))

    def strict_on(self, day=None):
        """In the strict phase on `day` (today if not given)."""
        day = day or timezone.localdate()
        still = Q(state=CampaignState.ANNOUNCED) | Q(state=CampaignState.CLOSED, closed_on__gt=day)
        return self.filter(still, strict_from__lte=day)

    def strict_for(self, enterprise, day=None):
        """In the strict phase on `day` (today if not given) with `enterprise` among its enterprises."""
        chosen = Enrolment._base_manager.filter(campaign=OuterRef("pk"), enterprise=enterprise)
        return self.strict_on(day).filter(Exists(chosen))


class Campaign(Stateful):
    """A campaign such as the winter campaign: rounds of self-checks, then the strict phase. The date decides the phase.

    What people decide is its `state`: announced, closed. The phase of a day follows from that and from the days laid
    down (`phase_on`), so that no clock that stands still can prolong a window.
    """

    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("what it is about"), max_length=2000, blank=True)
    basis = models.TextField(
        _("basis documents"), max_length=2000, blank=True, help_text=_("One document a line, with its number.")
    )
    # A page of the public site with the notice and its attachments; of which kind is no business of the campaign.
    notice = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, verbose_name=_("notice"), related_name="+", null=True, blank=True
    )
    strict_from = models.DateField(
        _("strict phase from"),
        null=True,
        blank=True,
        help_text=_("From this day on a major hazard that cannot be removed at once has consequences."),
    )
    reminder_days = models.JSONField(_("reminders"), default=usual_reminder_days)
    state = models.CharField(
        _("state"), max_length=12, choices=CampaignState, default=CampaignState.DRAFT, editable=False
    )
    announced_at = models.DateTimeField(_("announced at"), null=True, editable=False)
    announced_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("announced by"), related_name="+", null=True, editable=False
    )
    closed_on = models.DateField(pgettext_lazy("campaign", "closed on"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "portal.User",
        models.PROTECT,
        verbose_name=pgettext_lazy("campaign", "closed by"),
        related_name="+",
        null=True,
        editable=False,
    )
    summary = models.TextField(_("what was achieved"), max_length=3000, blank=True, editable=False)
    # The figures of the closing report as they were on the day of closing.
    closing_figures = models.JSONField(_("figures at the closing"), default=dict, editable=False)

    scope = Scope(everywhere=True)
    grants = permissions.CAMPAIGN
    fact_labels = {
        "enterprises": _("enterprises added"),
        "round": pgettext_lazy("self-check", "round"),
        "self_checks": _("self-checks issued"),
        "outstanding": _("not returned"),
        "reminder": _("reminder"),
    }
    fact_values = {"self_check_due": _("self-checks are due")}
    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_states_have_dates",
                condition=Q(state=CampaignState.DRAFT, announced_at=None, closed_on=None)
                | Q(state=CampaignState.ANNOUNCED, announced_at__isnull=False, closed_on=None)
                | Q(state=CampaignState.CLOSED, announced_at__isnull=False, closed_on__isnull=False),
                violation_error_message=_(
                    "An announced campaign has the time of its announcement, a closed one the day on which it closed."
                ),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaign", args=[self.pk])

    def windows(self):
        """The rounds in their order, read once."""
        if "_windows" not in self.__dict__:
            self._windows = sorted(self.rounds.all(), key=lambda one: one.number)
        return self._windows

    @property
    def opens_on(self):
        """The first day of the first window; None without a round."""
        rounds = self.windows()
        return rounds[0].opens_on if rounds else None

    @property
    def due_on(self):
        """The last day of the last window; None without a round."""
        rounds = self.windows()
        return rounds[-1].due_on if rounds else None

    def phase_on(self, day=None):
        """The phase on `day` (today if not given)."""
        day = day or timezone.localdate()
        if self.state == CampaignState.DRAFT:
            return Phase.DRAFT
        if self.closed_on is not None and day >= self.closed_on:
            return Phase.CLOSED
        if self.strict_from is not None and day >= self.strict_from:
            return Phase.STRICT
        return Phase.SELF_CHECK if self.opens_on is not None and day >= self.opens_on else Phase.ANNOUNCED

    def round_on(self, day=None):
        """The round whose window is open on `day`, else the last one before it; None before the first."""
        day = day or timezone.localdate()
        begun = [one for one in self.windows() if one.opens_on <= day]
        return begun[-1] if begun else None

    def shown_notice(self):
        """The page of the notice as long as every visitor may read it, else None."""
        page = self.notice
        return page if page is not None and page.live and not page.get_view_restrictions().exists() else None

    def leads_to(self, level, day=None):
        """What a finding of this level leads to on `day`, in a sentence for those who find."""
        if level == HazardLevel.MAJOR and self.phase_on(day) == Phase.STRICT:
            return _(
                "If it cannot be removed at once, the stop of production that the authority orders is registered, and "
                "the lead goes to the city's emergency bureau with the evidence. The zone itself issues no order."
            )
        if level == HazardLevel.MAJOR:
            return _(
                "Control it at once, rectify it with a plan and a deadline; if safety cannot be assured, the "
                "enterprise stops production itself until it is gone. What is found and removed in the self-check "
                "counts as found by the enterprise."
            )
        return _("Put right at once or by its deadline, and re-checked by somebody else.")

    @transition(CampaignState.DRAFT, CampaignState.ANNOUNCED, label=_("Announce the campaign"), tone="primary")
    def announce(self, *, by):
        """The enterprises are told; rounds whose window is open already are issued."""
        rounds = list(self.rounds.all())
        if not rounds:
            raise Refused(_("It has no round yet. Add a round with its self-check window."))
        if not self.enrolments.exists():
            raise Refused(_("It has no enterprise yet. Choose enterprises first."))
        if self.strict_from is not None and self.strict_from <= rounds[-1].due_on:
            raise Refused(_("The strict phase begins before the last window has ended. Put the days in order."))
        self.announced_at, self.announced_by, self.state = timezone.now(), by, CampaignState.ANNOUNCED
        for one in rounds:
            one.campaign = self
            one.issue_if_due()

    @transition(CampaignState.ANNOUNCED, CampaignState.CLOSED, label=_("Close the campaign"))
    def close(self, *, by, summary):
        """It is over: links are dead, and the figures of the closing report are kept as they are today."""
        today = timezone.localdate()
        if self.due_on is not None and today <= self.due_on:
            raise Refused(_("A window is still open until %(day)s. Close it after that.") % {"day": self.due_on})
        if not summary.strip():
            raise Refused(_("Say in a few sentences what was achieved and what is left."))
        self.summary, self.closed_on, self.closed_by = summary, today, by
        self.closing_figures = self.counts(today)

    def counts(self, day=None):
        """The campaign in numbers, as of `day`: enterprises, receipts, self-checks and hazards, as plain numbers."""
        hazards = Hazard.objects.in_campaign(self, day)
        return {
            "enterprises": self.enrolments.count(),
            "receipts": self.enrolments.exclude(receipt_at=None).count(),
            **self.self_checks.progress(),
            **hazards.self_found_counts(day),
            **hazards.counted(day).measures_counts(),
        }

    def enrol(self, enterprises, *, by):
        """Add enterprises that are not among its own yet; rounds issued already are issued to them. Returns how many.

        A few statements for however many enterprises.
        """
        from_here = Enrolment._base_manager.filter(campaign=self).values("enterprise")
        with transaction.atomic():
            if self.locked().state == CampaignState.CLOSED:
                raise Refused(_("The campaign is closed; no enterprise can be added."))
            keys = list(enterprises.exclude(pk__in=from_here).order_by("pk").values_list("pk", flat=True))
            Enrolment.enrol_all(self, keys, by)
            if keys:
                log(self, "portal.edit", user=by, data={"facts": {"enterprises": len(keys)}})
            for one in self.rounds.exclude(issued_at=None):
                one.issue_to(keys)
        return len(keys)

    @classmethod
    def told_of(cls, key):
        """The campaign of this key if everybody may read of it: announced or closed; else None."""
        return cls._base_manager.exclude(state=CampaignState.DRAFT).filter(pk=key).first()

    @classmethod
    def issue_due(cls, day=None):
        """Issue the self-checks of every window that has opened; the clock calls it and makes up for what it missed."""
        rows = CampaignRound._base_manager.filter(issued_at=None, campaign__state=CampaignState.ANNOUNCED)
        for one in rows.filter(opens_on__lte=day or timezone.localdate()).select_related("campaign"):
            one.issue_if_due(day)


class CampaignRound(models.Model):
    """One round of self-checks: its window from one day to another, both included."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name=_("campaign"), related_name="rounds")
    number = models.PositiveSmallIntegerField(pgettext_lazy("self-check", "round"), default=1)
    opens_on = models.DateField(_("window from"))
    due_on = models.DateField(_("window to"))
    issued_at = models.DateTimeField(_("issued at"), null=True, editable=False)

    scope = Scope(everywhere=True)
    grants = permissions.CAMPAIGN
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of self-checks")
        verbose_name_plural = _("rounds of self-checks")
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                name="campaign_round_once",
                fields=["campaign", "number"],
                violation_error_message=_("This campaign has such a round already."),
            ),
            models.CheckConstraint(
                name="campaign_round_in_order",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message=_("A window cannot end before it opens."),
            ),
        ]

    def __str__(self):
        return str(_("Round %(n)d") % {"n": self.number})

    def get_absolute_url(self):
        return self.campaign.get_absolute_url()

    def is_open_on(self, day=None):
        """Whether the window is open on `day` (today if not given)."""
        return self.opens_on <= (day or timezone.localdate()) <= self.due_on

    @property
    def has_begun(self):
        """Whether its window has opened, or its self-checks are out already."""
        return self.issued_at is not None or self.opens_on <= timezone.localdate()

    @staticmethod
    def judge(campaign, opens_on, due_on, *, last, following=None):
        """Refuse a window that does not lie between the rounds beside it, or that reaches into the strict phase."""
        if campaign.state == CampaignState.CLOSED:
            raise Refused(_("The campaign is closed."))
        if last is not None and opens_on <= last.due_on:
            raise Refused(_("The window begins before the one of the last round has ended. Choose a later day."))
        if following is not None and due_on >= following.opens_on:
            raise Refused(_("The window ends after the one of the next round has opened. Choose an earlier day."))
        if campaign.strict_from is not None and due_on >= campaign.strict_from:
            raise Refused(_("The window reaches into the strict phase. Let it end before that."))

    def move(self, *, opens_on, due_on, by):
        """Give the window other days while it has not opened; the timeline of the campaign keeps those before."""
        with transaction.atomic():
            now = self.campaign.locked()
            rounds = list(now.rounds.order_by("number"))
            place = next(place for place, one in enumerate(rounds) if one.pk == self.pk)
            if rounds[place].has_begun:
                raise Refused(_("The window has opened already; its days stay as they were announced."))
            last, following = ([None, *rounds, None][at] for at in (place, place + 2))
            self.judge(now, opens_on, due_on, last=last, following=following)
            before = f"{rounds[place].opens_on} – {rounds[place].due_on}"
            self.opens_on, self.due_on = opens_on, due_on
            self.save(update_fields=["opens_on", "due_on"])
            now.save(update_fields=["updated_at"])
            facts = {"round": f"{self.number}: {before} → {opens_on} – {due_on}"}
            log(now, "portal.edit", user=by, data={"facts": facts})
            self.issue_if_due()

    @classmethod
    def add(cls, campaign, *, opens_on, due_on, by):
        """Append a round; refuses a window that begins before the last one has ended, or reaches the strict phase."""
        with transaction.atomic():
            now = campaign.locked()
            last = cls._base_manager.filter(campaign=now).order_by("number").last()
            cls.judge(now, opens_on, due_on, last=last)
            number = last.number + 1 if last else 1
            one = cls._base_manager.create(campaign=now, number=number, opens_on=opens_on, due_on=due_on)
            facts = {"round": f"{number}: {opens_on} – {due_on}"}
            log(campaign, "portal.edit", user=by, data={"facts": facts})
            one.issue_if_due()
        campaign.__dict__.pop("_windows", None)
        return one

    def issue_if_due(self, day=None):
        """Give every enterprise of the campaign its self-check, once, as soon as the window is open."""
        if self.campaign.state != CampaignState.ANNOUNCED or self.opens_on > (day or timezone.localdate()):
            return
        with transaction.atomic():
            now = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            if now.issued_at is not None:
                return
            self.issued_at = timezone.now()
            type(self)._base_manager.filter(pk=self.pk).update(issued_at=self.issued_at)
            keys = list(self.campaign.enrolments.order_by("enterprise").values_list("enterprise", flat=True))
            self.issue_to(keys)
            facts = {"round": self.number, "self_checks": len(keys)}
            log(self.campaign, "portal.edit", data={"facts": facts})

    def issue_to(self, enterprises):
        """Make the self-checks of these enterprises (keys), all at once."""
        self.self_checks.model.issue_all(self, enterprises)
