"""Members of the party organisations: who they are, at which stage of admission, and to whom they belong since when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import MemberStage, Sex, Standing
from branches.models.member_questions import (
    ENDED,
    IN_DEVELOPMENT,
    IN_PARTY,
    PRESENT,
    REACHED_ON,
    YEAR,
    YOUNGEST,
    MemberQuerySet,
    masked_name,
)
from branches.models.organisations import Organisation
from branches.scoping import Scope
from portal.counting import how_many
from portal.deeds import log
from portal.states import Record, Refused, Stateful, transition
from portal.versions import Versions


class Member(Stateful):
    """A person on the list of a party organisation, from the application on. No identity number is kept."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="members"
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=50)
    state = models.CharField(
        _("stage"), max_length=12, choices=MemberStage, default=MemberStage.APPLICANT, editable=False
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    phone = models.CharField(_("mobile phone"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    job_title = models.CharField(_("post at work"), max_length=60, blank=True)
    unit = models.CharField(_("unit or workshop"), max_length=80, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    activist_on = models.DateField(_("activist since"), null=True, blank=True)
    candidate_on = models.DateField(_("candidate since"), null=True, blank=True)
    joined_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("reason of the end"), max_length=200, blank=True, editable=False)
    # 202611: the last month for which dues are paid.
    dues_until = models.PositiveIntegerField(_("dues paid until"), null=True, blank=True)
    is_floating = models.BooleanField(_("floating member"), default=False)
    floating_place = models.CharField(_("where the floating member is"), max_length=120, blank=True)
    user = models.OneToOneField(
        "portal.User",
        models.PROTECT,
        verbose_name=_("account"),
        related_name="membership_record",
        null=True,
        blank=True,
    )
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    history = Versions()
    scope = Scope(organisations=("organisation",), persons=("user",))
    grants = permissions.MEMBER
    fact_labels = {"on": _("on which day"), "reason": _("reason")}
    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the Party", "member")
        verbose_name_plural = pgettext_lazy("of the Party", "members")
        ordering = ["organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_full_has_days",
                condition=~Q(state=MemberStage.FULL) | Q(joined_on__isnull=False, confirmed_on__isnull=False),
                violation_error_message=_("A full member has the day of joining and the day of confirmation."),
            ),
            models.CheckConstraint(
                name="member_probationary_has_day",
                condition=~Q(state=MemberStage.PROBATIONARY) | Q(joined_on__isnull=False, confirmed_on=None),
                violation_error_message=_("A probationary member has the day of joining and is not confirmed yet."),
            ),
            models.CheckConstraint(
                name="member_in_development_has_not_joined",
                condition=~Q(state__in=IN_DEVELOPMENT) | Q(applied_on__isnull=False, joined_on=None, confirmed_on=None),
                violation_error_message=_("Who has not been admitted has the day of the application and no other."),
            ),
            models.CheckConstraint(
                name="member_ended_has_day",
                condition=Q(state__in=ENDED, ended_on__isnull=False) | (~Q(state__in=ENDED) & Q(ended_on=None)),
                violation_error_message=_("A membership that has ended has the day on which it did."),
            ),
            models.CheckConstraint(
                name="member_days_in_order",
                condition=(Q(joined_on=None) | Q(confirmed_on=None) | Q(confirmed_on__gte=F("joined_on")))
                & (Q(joined_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("joined_on"))),
                violation_error_message=_("Nobody is confirmed, or ends, before joining. Correct the days."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "id"], name="member_by_organisation"),
            models.Index(fields=["state", "joined_on"], name="member_by_stage"),
        ]

    def __str__(self):
        """The name with its end left out: whatever prints a member (log, heading, list) prints no more by itself."""
        return masked_name(self.name)

    def get_absolute_url(self):
        return reverse("member", args=[self.pk])

    @property
    def dues_month(self):
        """2026-11, or "" where no month is on record."""
        return f"{self.dues_until // 100}-{self.dues_until % 100:02d}" if self.dues_until else ""

    @property
    def is_counted(self):
        """Whether the organisation's numbers of members count this person."""
        return self.state in IN_PARTY

    def enter(self, *, by, since=None):
        """Put this person (not saved yet) on the organisation's list, at the stage that the days say.

        `since` is the day from which the membership lies here; not known counts as always.
        """
        self.settle_stage()
        self.save()
        Membership.objects.create(member=self, organisation=self.organisation, start=since)
        self.organisation.committee.filter(name=self.name).link()
        Roster.count_in(self, by=by)
        return self

    def settle_stage(self):
        """The stage of a person newly entered follows from the last day that is given."""
        reached = [stage for stage, name in REACHED_ON.items() if getattr(self, name)]
        self.state = reached[-1] if reached else MemberStage.APPLICANT
        if self.state in IN_PARTY and not self.joined_on:
            raise Refused(_t("A full member has the day of joining and the day of confirmation."))
        if not reached:
            raise Refused(_t("Give the day of the application, or the day of joining."))

    def cautions(self, day=None):
        """What the rules on admission would have otherwise, as sentences: they warn, the branch decides."""
        day, found = day or timezone.localdate(), []
        if self.activist_on and self.candidate_on and self.candidate_on - self.activist_on < YEAR:
            found.append(_("Made a candidate after less than a year as an activist (rules on admitting members)."))
        if self.joined_on and self.confirmed_on and self.confirmed_on - self.joined_on < YEAR:
            found.append(_("Confirmed after less than a year on probation (rules on admitting members)."))
        if self.state == MemberStage.PROBATIONARY and self.joined_on <= day - YEAR:
            found.append(_("The year of probation is over: the branch has to decide about the confirmation."))
        reached = self.applied_on or self.joined_on
        if self.birth_year and reached and reached.year - self.birth_year < YOUNGEST:
            found.append(_("Younger than eighteen on the day of the application (Party constitution)."))
        if self.organisation.state == Standing.DISSOLVED and self.state in PRESENT:
            found.append(_("The organisation is dissolved: the membership has to be transferred."))
        return found

    @transition(MemberStage.APPLICANT, MemberStage.ACTIVIST, label=_("Make an activist"), tone="primary")
    def make_activist(self, *, by, on):
        """The branch has named this applicant an activist (入党积极分子)."""
        self._reach(MemberStage.ACTIVIST, on)

    @transition(MemberStage.ACTIVIST, MemberStage.CANDIDATE, label=_("Make a candidate"), tone="primary")
    def make_candidate(self, *, by, on):
        """The branch has chosen this activist as a candidate for development (发展对象)."""
        self._reach(MemberStage.CANDIDATE, on)

    @transition(MemberStage.CANDIDATE, MemberStage.PROBATIONARY, label=_("Admit on probation"), tone="primary")
    def admit(self, *, by, on):
        """The members' meeting has admitted the candidate, and the superior organisation has agreed."""
        self._reach(MemberStage.PROBATIONARY, on)
        Roster.shift(self.organisation, by=by, probationary=1)

    @transition(MemberStage.PROBATIONARY, MemberStage.FULL, label=_("Confirm as full member"), tone="primary")
    def confirm(self, *, by, on):
        """The members' meeting has confirmed the probationary member, and the superior organisation has agreed."""
        self._reach(MemberStage.FULL, on)
        Roster.shift(self.organisation, by=by, full=1, probationary=-1)

    @transition(PRESENT, MemberStage.LEFT, label=_("Take off the list"))
    def leave(self, *, by, on, reason):
        """Withdrew, was struck off, or is not developed any further."""
        self._end(on, reason, by=by)

    @transition(IN_PARTY, MemberStage.EXPELLED, label=_("Record an expulsion"), tone="danger")
    def expel(self, *, by, on, reason):
        """The committee has expelled the member; the decision itself is an outside document."""
        self._end(on, reason, by=by)

    @transition(PRESENT, MemberStage.DIED, label=_("Record a death"))
    def record_death(self, *, by, on):
        """The person has died."""
        self._end(on, "", by=by)

    @transition(PRESENT, MemberStage.TRANSFERRED, label=_("Transferred out of the zone"), is_offered=False)
    def move_out(self, *, by, on):
        """The receipt of an organisation outside has come; called by the transfer, not by a page."""
        self._end(on, "", by=by)

    def _reach(self, stage, on):
        earlier = [day for name in REACHED_ON.values() if (day := getattr(self, name))]
        if earlier and on < max(earlier):
            raise Refused(_t("It cannot be before %(day)s, the day of the stage before.") % {"day": max(earlier)})
        setattr(self, REACHED_ON[stage], on)

    def _end(self, on, reason, *, by):
        earlier = [day for name in REACHED_ON.values() if (day := getattr(self, name))]
        if earlier and on < max(earlier):
            raise Refused(_t("It cannot end before %(day)s, the day of the last stage.") % {"day": max(earlier)})
        Roster.count_out(self, by=by)
        self.memberships.filter(end=None).update(end=on)
        self.ended_on, self.end_reason = on, reason


class Membership(models.Model):
    """With which organisation a person's membership lies, from one day to another (组织关系).

    `start` None is "since before anybody wrote it down"; `end` is the first day on which it lies there no more.
    """

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="memberships"
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="membership_one_at_a_time",
                fields=["member"],
                condition=Q(end=None),
                violation_error_message=_("A membership lies with one organisation at a time."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("A membership cannot end before it began."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "start", "end"], name="membership_on_day")]

    def __str__(self):
        return f"{self.member} · {self.organisation}"

    @classmethod
    def counted_on(cls, day, members):
        """A subquery for organisations: how many of `members` (such as `Member.objects.full_on(day)`) lay there."""
        here = cls.objects.filter(member__in=members.values("pk"))
        here = here.filter(Q(start=None) | Q(start__lte=day)).filter(Q(end=None) | Q(end__gt=day))
        return how_many(here, "organisation")


class Roster(Record):
    """An organisation's roster of members is kept here: its numbers of members are counted from the rows.

    Without one, the numbers are what the branch wrote down, and stand.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="roster"
    )
    since = models.DateField(_("kept since"), default=timezone.localdate)

    class Meta:
        verbose_name = _("roster of members")
        verbose_name_plural = _("rosters of members")
        ordering = ["pk"]

    def __str__(self):
        return str(self.organisation)

    @classmethod
    def of(cls, organisation):
        """The organisation's roster, or None where only numbers are kept."""
        return cls.objects.filter(organisation=organisation).first()

    @classmethod
    def open(cls, organisations, *, by):
        """Begin to count the members of these organisations from their rows, where that is not done yet."""
        kept = set(cls.objects.filter(organisation__in=organisations).values_list("organisation", flat=True))
        for organisation in organisations:
            if organisation.pk not in kept:
                cls.objects.create(organisation=organisation)
                log(organisation, "portal.roster", user=by)
        cls.recount(organisations)

    @classmethod
    def count_in(cls, member, *, by):
        """`member` has come: count again from the rows, and keep a roster from now on if there was none."""
        if member.is_counted:
            cls.open([member.organisation], by=by)

    @classmethod
    def count_out(cls, member, *, by):
        """`member`, whose row still stands as it was, goes."""
        if member.is_counted:
            is_full = member.state == MemberStage.FULL
            cls.shift(member.organisation, by=by, full=-1 if is_full else 0, probationary=0 if is_full else -1)

    @classmethod
    def shift(cls, organisation, *, by, full=0, probationary=0):
        """One member more or less: in the same transaction as the verb that made it so."""
        if not cls.objects.filter(organisation=organisation).exists():
            # The first member admitted here: the rows are counted from now on, and this one is not in them yet.
            cls.open([organisation], by=by)
        Organisation.objects.filter(pk=organisation.pk).update(
            full_members=F("full_members") + full, probationary_members=F("probationary_members") + probationary
        )

    @classmethod
    def recount(cls, organisations=None):
        """Count the members of organisations with a roster anew (of all, if none are given); returns which differed."""
        rows = Organisation.objects.filter(roster__isnull=False)
        if organisations is not None:
            rows = rows.filter(pk__in=[organisation.pk for organisation in organisations])
        today = rows.annotate(full_now=cls._now(MemberStage.FULL), probationary_now=cls._now(MemberStage.PROBATIONARY))
        wrong = today.exclude(full_members=F("full_now"), probationary_members=F("probationary_now"))
        found = list(
            wrong.values_list("pk", "name", "full_members", "full_now", "probationary_members", "probationary_now")
        )
        for pk, _name, _full, full, _probationary, probationary in found:
            Organisation.objects.filter(pk=pk).update(full_members=full, probationary_members=probationary)
        return found

    @staticmethod
    def _now(stage):
        return how_many(Member.objects.filter(state=stage), "organisation")


def with_members_on(organisations, day):
    """Each organisation with `full_then` and `probationary_then`: by the roster's days, else the numbers on record."""
    kept = Exists(Roster.objects.filter(organisation=OuterRef("pk")))
    counted = {
        "full_then": ("full_members", Member.objects.full_on(day)),
        "probationary_then": ("probationary_members", Member.objects.probationary_on(day)),
    }
    return organisations.annotate(
        **{
            name: Case(
                When(kept, then=Membership.counted_on(day, members)),
                default=F(field),
                output_field=models.IntegerField(),
            )
            for name, (field, members) in counted.items()
        }
    )


def with_stages(organisations, day=None):
    """Each organisation with the numbers of its people by stage today, and `has_roster`."""

    def number(**condition):
        return how_many(Member.objects.filter(**condition), "organisation")

    return organisations.annotate(
        has_roster=Exists(Roster.objects.filter(organisation=OuterRef("pk"))),
        candidates=number(state=MemberStage.CANDIDATE),
        activists=number(state=MemberStage.ACTIVIST),
        applicants=number(state=MemberStage.APPLICANT),
        floating=number(state__in=IN_PARTY, is_floating=True),
    )
