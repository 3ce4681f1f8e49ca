"""Honours: red-flag branch, red workshop, vanguard post …; applied for, on public notice, named, kept, withdrawn."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import HonourState
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.i18n import bilingual
from portal.states import Record, Refused, Stateful, transition

SATURDAY = 5


def working_days(start, end):
    """How many days from Monday to Friday lie between two days, both included; public holidays are not known here."""
    return sum((start + timedelta(days=n)).weekday() < SATURDAY for n in range((end - start).days + 1))


class HonourKind(models.Model):
    """What can be awarded. Criteria are for the committee to supply: none are invented here."""

    title = models.CharField(_("title"), max_length=40, unique=True)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    level = models.CharField(_("awarded by"), max_length=60, blank=True)
    level_en = models.CharField(_("awarded by, in English"), max_length=80, blank=True)
    criteria = models.TextField(_("criteria"), max_length=2000, blank=True)
    criteria_en = models.TextField(_("criteria in English"), max_length=3000, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("working days of public notice, at least"), default=5, help_text=_("Monday to Friday.")
    )
    is_for_post = models.BooleanField(
        _("for a post"), default=False, help_text=_("A post such as “Line 2, inspection”, named without any person.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")
    level_shown = bilingual("level")
    criteria_shown = bilingual("criteria")

    class Meta:
        verbose_name = _("kind of honour")
        verbose_name_plural = _("kinds of honour")
        ordering = ["order", "title"]

    def __str__(self):
        return self.label


class HonourQuerySet(ScopedQuerySet):
    """Questions about honours."""

    def named_by(self, day):
        """Named on or before `day` and not withdrawn by then."""
        return self.filter(named_on__lte=day).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))

    def on_notice_on(self, day):
        """Put out for objection on `day`."""
        return self.filter(notice_from__lte=day, notice_to__gte=day, state=HonourState.ON_NOTICE)

    def notice_over_by(self, day):
        """Put out for objection to the end, before `day`, and not named yet."""
        return self.filter(notice_to__lt=day, state=HonourState.ON_NOTICE)

    def public(self):
        """What visitors may read: on notice, or named and not withdrawn."""
        return self.filter(state__in=(HonourState.ON_NOTICE, HonourState.NAMED)).select_related("kind", "organisation")


class Honour(Stateful):
    """An honour for an organisation, or for a post in it. Posts are named without persons: the pages are public."""

    kind = models.ForeignKey(HonourKind, models.PROTECT, verbose_name=_("kind of honour"), related_name="honours")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="honours"
    )
    post = models.CharField(_("post"), max_length=60, blank=True, help_text=_("Without the name of any person."))
    year = models.PositiveSmallIntegerField(_("year"))
    merits = models.TextField(_("what it is for"), max_length=1500)
    state = models.CharField(
        _("state"), max_length=12, choices=HonourState, default=HonourState.APPLIED, editable=False
    )
    applied_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("applied by"), related_name="+", null=True, editable=False
    )
    recommended_on = models.DateField(_("recommended on"), null=True, editable=False)
    recommended_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recommended by"), related_name="+", null=True, editable=False
    )
    opinion = models.CharField(_("opinion"), max_length=500, blank=True, editable=False)
    notice_from = models.DateField(_("public notice from"), null=True, editable=False)
    notice_to = models.DateField(_("public notice to"), null=True, editable=False)
    named_on = models.DateField(_("named on"), null=True, editable=False)
    document_number = models.CharField(_("document number"), max_length=80, blank=True, editable=False)
    kept_on = models.DateField(_("last confirmed on"), null=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    ended_because = models.CharField(_("ended because"), max_length=500, blank=True, editable=False)

    scope = Scope(organisations=("organisation",))
    grants = permissions.HONOUR
    fact_labels = {"reason": _("reason"), "note": _("note")}
    objects = HonourQuerySet.as_manager()

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="honour_once_a_year",
                fields=["kind", "organisation", "post", "year"],
                condition=~Q(state=HonourState.DECLINED),
                violation_error_message=_("This honour has been applied for in this year already."),
            ),
            models.CheckConstraint(
                name="honour_notice_has_days",
                condition=~Q(state__in=(HonourState.ON_NOTICE, HonourState.NAMED, HonourState.WITHDRAWN))
                | Q(notice_from__isnull=False, notice_to__gte=F("notice_from")),
                violation_error_message=_("A public notice has its first and its last day."),
            ),
            models.CheckConstraint(
                name="honour_named_has_document",
                condition=Q(state__in=(HonourState.NAMED, HonourState.WITHDRAWN), named_on__gt=F("notice_to"))
                & ~Q(document_number="")
                | ~Q(state__in=(HonourState.NAMED, HonourState.WITHDRAWN)) & Q(named_on=None),
                violation_error_message=_("An honour is named after its public notice, by a document."),
            ),
            models.CheckConstraint(
                name="honour_ended_has_reason",
                condition=~Q(state__in=(HonourState.WITHDRAWN, HonourState.DECLINED)) | ~Q(ended_because=""),
                violation_error_message=_("Say why it ended."),
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "-id"], name="honour_newest"),
            models.Index(fields=["state", "-year"], name="honour_by_state"),
        ]

    def __str__(self):
        return f"{self.kind} · {self.organisation}{f' {self.post}' if self.post else ''}"

    def get_absolute_url(self):
        return reverse("honour", args=[self.pk])

    @transition(HonourState.APPLIED, HonourState.RECOMMENDED, label=_("Recommend"), tone="primary")
    def recommend(self, *, by, opinion):
        """The adviser or the superior has looked at the application and stands behind it."""
        if self.applied_by == by:
            raise Refused(_("You applied for it yourself. Somebody else has to recommend it."))
        self.recommended_on, self.recommended_by, self.opinion = timezone.localdate(), by, opinion

    @transition(HonourState.RECOMMENDED, HonourState.ON_NOTICE, label=_("Put out for objection"), tone="primary")
    def publish_notice(self, *, by, notice_from, notice_to):
        """From its first to its last day everybody may object; the page is public."""
        if notice_to < notice_from:
            raise Refused(_("The public notice ends before it begins. Choose a later last day."))
        if working_days(notice_from, notice_to) < self.kind.notice_days:
            raise Refused(
                _("%(kind)s needs at least %(n)d working days of public notice. Choose a later last day.")
                % {"kind": self.kind, "n": self.kind.notice_days}
            )
        self.notice_from, self.notice_to = notice_from, notice_to

    @transition(HonourState.ON_NOTICE, HonourState.NAMED, label=pgettext_lazy("honour", "Name"), tone="primary")
    def name(self, *, by, named_on, document_number):
        """Nobody objects any more: the committee names it by a document."""
        if named_on <= self.notice_to:
            raise Refused(_("The public notice runs until %(day)s. Name it afterwards.") % {"day": self.notice_to})
        if self.objections.filter(answered_on=None).exists():
            raise Refused(_("An objection has not been answered yet. Answer it first."))
        self.named_on, self.document_number = named_on, document_number

    @transition(HonourState.NAMED, HonourState.NAMED, label=_("Confirm for another year"))
    def keep(self, *, by, kept_on, note=""):
        """Looked at again: it still deserves the honour."""
        self.kept_on = kept_on

    @transition(HonourState.NAMED, HonourState.WITHDRAWN, label=pgettext_lazy("honour", "Withdraw"), tone="danger")
    def withdraw(self, *, by, withdrawn_on, reason):
        """It no longer deserves the honour; from that day it is not counted, before it still is."""
        if withdrawn_on < self.named_on:
            raise Refused(_("It cannot be withdrawn before it was named. Choose a later day."))
        self.withdrawn_on, self.ended_because = withdrawn_on, reason

    @transition(
        (HonourState.APPLIED, HonourState.RECOMMENDED, HonourState.ON_NOTICE),
        HonourState.DECLINED,
        label=_("Decline"),
    )
    def decline(self, *, by, reason):
        """It is not pursued, with the reason."""
        self.ended_because = reason


class Objection(Record):
    """What somebody brought forward against an honour during its public notice, and the answer. Not public."""

    honour = models.ForeignKey(Honour, models.PROTECT, verbose_name=_("honour"), related_name="objections")
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    text = models.TextField(_("what was brought forward"), max_length=1000)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("finding and answer"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True, editable=False
    )

    scope = Scope(organisations=("honour__organisation",))
    grants = permissions.OBJECTION
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_has_answer",
                condition=Q(answered_on=None, answer="") | Q(answered_on__gte=F("received_on")) & ~Q(answer=""),
                violation_error_message=_("An answer has its day, not before the objection, and its words."),
            )
        ]

    def __str__(self):
        return f"{self.received_on:%Y-%m-%d} {self.text[:40]}"

    def get_absolute_url(self):
        return self.honour.get_absolute_url()


class PledgeQuerySet(ScopedQuerySet):
    """Questions about pledges."""

    def public(self):
        """What visitors may read."""
        return self.filter(is_public=True).select_related("organisation")


class Pledge(Record):
    """What a member has promised for a year. The name is shown only with the member's consent."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="pledges"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.CharField(_("pledge"), max_length=300)
    display_name = models.CharField(
        _("name to show"), max_length=40, blank=True, help_text=_("Empty: “a member”. Shown only with consent.")
    )
    has_consent = models.BooleanField(_("the member agrees to the name being shown"), default=False)
    is_public = models.BooleanField(_("shown on the public site"), default=False)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True, editable=False
    )

    scope = Scope(organisations=("organisation",))
    grants = permissions.PLEDGE
    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge of a member")
        verbose_name_plural = _("pledges of members")
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["-year", "-id"], name="pledge_newest")]
        constraints = [
            models.CheckConstraint(
                name="pledge_name_with_consent",
                condition=Q(display_name="") | Q(has_consent=True),
                violation_error_message=_("A name needs the member's consent. Tick it, or clear the name."),
            )
        ]

    def __str__(self):
        return f"{self.shown_name}：{self.text[:40]}"

    @property
    def shown_name(self):
        """The name with consent, else nobody in particular."""
        return self.display_name if self.has_consent and self.display_name else str(_("a member"))

    def get_absolute_url(self):
        return reverse("pledge", args=[self.pk])


class PairingQuerySet(ScopedQuerySet):
    """Questions about paired organisations."""

    def in_force_on(self, day):
        """Begun by `day` and not ended before it."""
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))


class Pairing(Record):
    """Two organisations, or one and a village or community, that do things together for a time."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="pairings"
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("paired with"), related_name="+", null=True, blank=True
    )
    partner_name = models.CharField(_("village, community or office"), max_length=80, blank=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    scope = Scope(organisations=("organisation", "partner"))
    grants = permissions.PAIRING
    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")
        ordering = ["-start", "-pk"]
        indexes = [models.Index(fields=["-start", "-id"], name="pairing_newest")]
        constraints = [
            models.CheckConstraint(
                name="pairing_one_partner",
                condition=Q(partner=None) & ~Q(partner_name="") | Q(partner__isnull=False, partner_name=""),
                violation_error_message=_("Name one partner: an organisation, or a village, community or office."),
            ),
            models.CheckConstraint(
                name="pairing_not_with_itself",
                condition=~Q(partner=F("organisation")),
                violation_error_message=_("An organisation is not paired with itself."),
            ),
            models.CheckConstraint(
                name="pairing_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("It cannot end before it began."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} — {self.partner_shown}"

    def log_deed(self, *, by, done_on, text):
        """Enter one thing done together, not before the pairing began."""
        if done_on < self.start:
            raise Refused(_("The pairing had not begun on that day. Choose a later day."))
        deed = self.deeds.create(done_on=done_on, text=text, entered_by=by)
        log(self, "portal.edit", user=by, data={"facts": {"deed": str(deed)}})
        return deed

    fact_labels = {"deed": _("deed of a pairing")}

    @property
    def partner_shown(self):
        """The partner's name, whichever sort it is."""
        return str(self.partner) if self.partner_id else self.partner_name

    def get_absolute_url(self):
        return reverse("pairing", args=[self.pk])


class PairingDeed(models.Model):
    """One thing that the paired did together."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, verbose_name=_("pairing"), related_name="deeds")
    done_on = models.DateField(_("day"))
    text = models.CharField(_("what was done"), max_length=300)
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True
    )

    class Meta:
        verbose_name = _("deed of a pairing")
        verbose_name_plural = _("deeds of pairings")
        ordering = ["-done_on", "-pk"]

    def __str__(self):
        return f"{self.done_on} {self.text}"
