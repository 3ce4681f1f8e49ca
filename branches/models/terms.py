"""Committees and their terms: elections, extensions, who sits on the committee, and the units of a joint branch."""

from django.db import models, transaction
from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import OrganisationKind, Position
from branches.models.follow_ups import FollowUp
from branches.models.member_questions import PRESENT
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Record, Refused

# Regulations on the work of branches and opinion on terms of grass-roots organisations (domain.md 4.3).
YEARS_OF_TERM = {OrganisationKind.COMMITTEE: 5}
YEARS_OF_A_BRANCH = 3


def term_end(kind, held_on):
    """The last day of a term that began with an election on `held_on`; None where no election is known."""
    if held_on is None:
        return None
    year = held_on.year + YEARS_OF_TERM.get(kind, YEARS_OF_A_BRANCH)
    # Elected on the 29th of February: the term ends on the 28th.
    return held_on.replace(year=year, day=28) if (held_on.month, held_on.day) == (2, 29) else held_on.replace(year=year)


class Election(Record):
    """The election with which a term of a committee (or of a secretary) began, and how its end was put off."""

    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="elections"
    )
    held_on = models.DateField(_("held on"))
    result = models.CharField(_("result"), max_length=300, blank=True)
    extended_until = models.DateField(_("extended until"), null=True, blank=True)
    extension_reason = models.CharField(_("reason for the extension"), max_length=300, blank=True)
    extension_approval = models.CharField(_("approved by (document number)"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True, blank=True
    )

    scope = Scope(organisations=("organisation",))
    grants = permissions.ELECTION
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="election_once_a_day",
                fields=["organisation", "held_on"],
                violation_error_message=_("The election of this day has been recorded already."),
            ),
            models.CheckConstraint(
                name="election_extended_after_it_was_held",
                condition=Q(extended_until=None) | Q(extended_until__gt=F("held_on")),
                violation_error_message=_("A term is extended to a day after its election."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.held_on}"

    def get_absolute_url(self):
        return self.organisation.get_absolute_url()

    @classmethod
    def hold(cls, organisation, *, by, held_on, result="", committee=None):
        """An election has been held; `committee` maps positions to names: whoever sat there before is relieved."""
        if held_on > timezone.localdate():
            raise Refused(_("This day has not come yet. Record it when it has."))
        with transaction.atomic():
            row = organisation.locked()
            election = cls(organisation=row, held_on=held_on, result=result, recorded_by=by)
            election.full_clean()
            election.save()
            for position, name in (committee or {}).items():
                if name:
                    CommitteeMember.take_up(row, position, name, by=by, start=held_on)
            row.refresh_from_db(fields=["secretary_name"])
            row.renew_term()
            FollowUp.objects.done_by_election(row, held_on, by)
            log(row, "branches.election", user=by, data={"facts": {"held_on": str(held_on), "result": result}})
        return election

    def extend(self, *, by, until, reason, approval=""):
        """The superior has allowed the term to go on until a day, since the election cannot be held in time."""
        latest = type(self).objects.filter(organisation=self.organisation).first()
        if latest.pk != self.pk:
            raise Refused(_("A later election has been held since; this term is over."))
        if until <= term_end(self.organisation.kind, self.held_on):
            raise Refused(_("The term lasts that long anyway. Choose a later day."))
        with transaction.atomic():
            row = self.organisation.locked()
            self.extended_until, self.extension_reason, self.extension_approval = until, reason, approval
            self.version += 1
            self.save()
            row.renew_term()
            facts = {"extended_until": str(until), "extension_reason": reason, "extension_approval": approval}
            log(row, "branches.term_extended", user=by, data={"facts": facts})


class CommitteeMemberQuerySet(ScopedQuerySet):
    """Questions about members of committees."""

    def in_force(self, day=None):
        """Who sat on the committee on `day`, today if not given."""
        day = day or timezone.localdate()
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))

    def held_by(self, member):
        """The seats of a member of the Party: linked to the record, or of nobody yet but under the same name.

        Without a link only at an organisation where the membership lay, and where nobody else bears that name.
        """
        places = member.memberships.values("organisation")
        others = type(member)._base_manager.filter(name=member.name, memberships__organisation__in=places)
        shared = others.exclude(pk=member.pk).values("memberships__organisation")
        same = self.filter(name=member.name, organisation__in=places).exclude(organisation__in=shared)
        return self.filter(Q(member=member) | Q(member=None, pk__in=same.values("pk")))

    def link(self):
        """Lead those without a record to the only member of that name on their organisation's list."""
        members = self.model._meta.get_field("member").related_model._base_manager.filter(state__in=PRESENT)
        same = members.filter(organisation=OuterRef("organisation"), name=OuterRef("name")).order_by()
        only = same.values("organisation", "name").annotate(n=Count("pk"), one=Min("pk")).filter(n=1).values("one")
        self.filter(member=None).update(member=Subquery(only))


class CommitteeMember(Record):
    """Somebody sits on an organisation's committee, with a share in its work, from one day to another."""

    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="committee"
    )
    name = models.CharField(_("full name"), max_length=80)
    # The person's record, where the organisation's list of members has one; without it the name stands alone.
    member = models.ForeignKey(
        "branches.Member", models.PROTECT, verbose_name=_("member"), related_name="seats", null=True, blank=True
    )
    position = models.CharField(_("position"), max_length=16, choices=Position)
    division = models.CharField(_("division of work"), max_length=120, blank=True)
    person = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("account"), related_name="committees", null=True, blank=True
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True, blank=True)

    scope = Scope(organisations=("organisation",))
    grants = permissions.COMMITTEE_MEMBER
    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee member")
        verbose_name_plural = _("committee members")
        ordering = ["organisation", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_secretary_at_a_time",
                fields=["organisation"],
                condition=Q(position=Position.SECRETARY, end=None),
                violation_error_message=_("There is a secretary already. Relieve that one first."),
            ),
            models.CheckConstraint(
                name="committee_member_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("It cannot end before it began. Choose a later day."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "position", "end"], name="committee_position")]

    def __str__(self):
        return f"{self.name} · {self.get_position_display()}"

    def get_absolute_url(self):
        return self.organisation.get_absolute_url()

    @classmethod
    def seats_of(cls, member):
        """The seats of a member of the Party, the latest first: whoever sees the record sees them."""
        return list(cls.objects.held_by(member).select_related("organisation").order_by("-start", "-pk"))

    @classmethod
    def take_up(cls, organisation, position, name, *, by, start, division=""):
        """Somebody takes up a position; of positions held by one person, the one before is relieved."""
        there = cls.objects.filter(organisation=organisation, position=position, end=None)
        if position != Position.MEMBER:
            if same := there.filter(name=name).first():
                return same
            for one in there:
                one.end_on(max(one.start, start), by=by)
        seat = cls(organisation=organisation, position=position, name=name, start=start, division=division)
        seat.full_clean()
        seat.save()
        cls.objects.filter(pk=seat.pk).link()
        seat.refresh_from_db(fields=["member"])
        seat._tell_record()
        facts = {"name": name, "position": str(position), "start": str(start)}
        log(organisation, "branches.committee", user=by, data={"facts": facts})
        return seat

    def end_on(self, day, *, by):
        """The last day on the committee."""
        if day < self.start:
            raise Refused(_("It cannot end before it began. Choose a later day."))
        self.end = day
        self.version += 1
        self.save(update_fields=["end", "version", "updated_at"])
        self._tell_record()
        facts = {"name": self.name, "position": str(self.position), "end": str(day)}
        log(self.organisation, "branches.committee", user=by, data={"facts": facts})

    def _tell_record(self):
        """The organisation's record names the secretary of today."""
        if self.position == Position.SECRETARY:
            now = type(self).objects.filter(organisation=self.organisation, position=self.position, end=None).first()
            self.organisation.secretary_name = now.name if now else ""
            self.organisation.version += 1
            self.organisation.save(update_fields=["secretary_name", "version", "updated_at"])


class JointUnitQuerySet(ScopedQuerySet):
    """Questions about the units of joint branches."""

    def in_force(self, day=None):
        """Covered on `day`, today if not given."""
        day = day or timezone.localdate()
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gt=day))


class JointUnit(Record):
    """An enterprise that a joint branch covers, from one day to another; usually at most five (domain.md 4.3)."""

    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("joint branch"), related_name="units"
    )
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="joint_units"
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True, blank=True)

    scope = Scope(organisations=("organisation",))
    grants = permissions.JOINT_UNIT
    objects = JointUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit of a joint branch")
        verbose_name_plural = _("units of joint branches")
        ordering = ["organisation", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="joint_unit_once",
                fields=["enterprise"],
                condition=Q(end=None),
                violation_error_message=_("A joint branch covers this enterprise already."),
            ),
            models.CheckConstraint(
                name="joint_unit_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("It cannot end before it began. Choose a later day."),
            ),
        ]

    def __str__(self):
        return str(self.enterprise)

    def get_absolute_url(self):
        return self.organisation.get_absolute_url()

    @classmethod
    def cover(cls, organisation, enterprise, *, by, start):
        """A joint branch covers an enterprise from a day on."""
        if organisation.kind != OrganisationKind.JOINT_BRANCH:
            raise Refused(_("Only a joint branch covers several units."))
        with transaction.atomic():
            unit = cls(organisation=organisation, enterprise=enterprise, start=start)
            unit.full_clean()
            unit.save()
            unit._assign(organisation)
            facts = {"enterprise": str(enterprise), "start": str(start)}
            log(organisation, "branches.joint_unit", user=by, data={"facts": facts})
        return unit

    def end_on(self, day, *, by):
        """The joint branch covers the enterprise no more, from `day` on."""
        if day < self.start:
            raise Refused(_("It cannot end before it began. Choose a later day."))
        with transaction.atomic():
            self.end = day
            self.version += 1
            self.save(update_fields=["end", "version", "updated_at"])
            if self.enterprise.organisation_id == self.organisation_id:
                self._assign(None)
            facts = {"enterprise": str(self.enterprise), "end": str(day)}
            log(self.organisation, "branches.joint_unit", user=by, data={"facts": facts})

    def _assign(self, organisation):
        self.enterprise.organisation = organisation
        self.enterprise.version += 1
        self.enterprise.save(update_fields=["organisation", "version", "updated_at"])
