"""Party organisations in enterprises, as a tree."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from branches import permissions
from branches.choices import BranchesBelow, OrganisationKind, Position, SiteState, StandardizationLevel, Standing
from branches.models.decisions import DECISION_FACTS, Decisions
from branches.models.levels import Rated
from branches.models.site_questions import SiteQuestions
from branches.models.spells import OrganisationSpell
from branches.models.terms import term_end
from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.reminders import reminder_kind
from portal.versions import Versions

DOWNGRADABLE = (OrganisationKind.COMMITTEE, OrganisationKind.GENERAL_BRANCH)


class OrganisationQuerySet(SiteQuestions, ScopedQuerySet, MP_NodeQuerySet):  # type: ignore[override]
    """Questions about organisations. The office itself (the tree's root) is never counted among them."""

    def counted(self):
        """All organisations but the office itself, whether in force or dissolved."""
        return self.exclude(kind=OrganisationKind.OFFICE)

    def in_force_on(self, day):
        """Organisations that existed on `day`: established by then, and not dissolved by then.

        An organisation whose founding day is not known counts as founded before.
        """
        founded = Q(founded_on=None) | Q(founded_on__lte=day)
        return self.counted().filter(founded).filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day))

    def dissolved_by(self, day):
        """Organisations dissolved with effect on or before `day`."""
        return self.counted().filter(dissolved_on__lte=day)

    def registered_by(self, day):
        """Organisations that had been founded by `day`, in force or dissolved since."""
        return self.counted().filter(Q(founded_on=None) | Q(founded_on__lte=day))

    def with_parent_name(self):
        """Each row with `parent_name`, read by the tree's path instead of a query per row."""
        above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Organisation.steplen)
        parents = Organisation._base_manager.filter(path=above).values("name")[:1]
        return self.annotate(parent_name=Subquery(parents))

    def as_shown_on(self, day=None):
        """Each row with `shown_name`, `_kind`, `_parent` and `_enterprise`: those of a past day, else of today."""
        if day is None or day >= timezone.localdate():
            rows = self.with_parent_name()
            now = {
                "name": F("name"),
                "kind": F("kind"),
                "parent": F("parent_name"),
                "enterprise": F("enterprise__name"),
            }
            return rows.annotate(**{f"shown_{name}": value for name, value in now.items()})
        spells = OrganisationSpell.objects.known()
        then = spells.as_of(day).filter(organisation=OuterRef("pk"))
        above = spells.as_of(day).filter(organisation=OuterRef("parent")).values("name")[:1]
        return self.annotate(
            shown_name=Subquery(then.values("name")[:1]),
            shown_kind=Subquery(then.values("kind")[:1]),
            shown_parent=Subquery(then.annotate(above=Subquery(above)).values("above")[:1]),
            shown_enterprise=Subquery(then.values("enterprise__name")[:1]),
        )

    def which_were(self, day, **facts):
        """Those of which `facts` (kind, parent, name …: fields of their spells) were true on a past day."""
        return self.filter(pk__in=OrganisationSpell.objects.known().as_of(day).filter(**facts).values("organisation"))

    def below_on(self, organisation, day):
        """`organisation` and everything that hung below it on `day`."""
        if day >= timezone.localdate():
            return self.below(organisation)
        return self.filter(
            pk__in=OrganisationSpell.objects.known().as_of(day).below(organisation).values("organisation")
        )

    def with_term(self):
        """Organisations in force whose term is known to end."""
        return self.counted().filter(state=Standing.IN_FORCE, term_ends_on__isnull=False)

    def tops(self, user):
        """The highest organisations that `user` sees: where the tree begins for this person."""
        roles = Organisation.grants["view"]
        nodes = {office.organisation for office in user.offices if office.organisation_id and office.role in roles}
        covered = {node for node in nodes if any(node.is_descendant_of(other) for other in nodes)}
        return self.filter(pk__in=[node.pk for node in nodes - covered])

    def below(self, organisation):
        """`organisation` and everything below it."""
        return self.filter(path__startswith=organisation.path)


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    """treebeard's manager (rows in tree order) with the questions above."""

    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


class Organisation(MP_Node, Rated, Decisions):
    """A party committee, general branch, branch or joint branch, or the working committee's own office at the root.

    A dissolved organisation stays in the registry: nothing that was counted may vanish.
    """

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(_("name for comparison"), max_length=120, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.BRANCH)
    state = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.IN_FORCE, editable=False)
    enterprise = models.ForeignKey(
        "branches.Enterprise",
        models.PROTECT,
        verbose_name=_("host enterprise"),
        related_name="hosted_organisations",
        null=True,
        blank=True,
    )
    secretary_name = models.CharField(_("secretary"), max_length=80, blank=True)
    secretary_phone = models.CharField(_("secretary's phone"), max_length=20, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    last_election_on = models.DateField(_("last election"), null=True, blank=True)
    full_members = models.PositiveIntegerField(_("full members"), default=0)
    probationary_members = models.PositiveIntegerField(_("probationary members"), default=0)
    # Kept in step by elections, extensions and changes of kind: what is due is found by its index.
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True, editable=False)
    level = models.CharField(
        _("standardization level"),
        max_length=16,
        choices=StandardizationLevel,
        default=StandardizationLevel.UNRATED,
    )
    site_state = models.CharField(_("site"), max_length=20, choices=SiteState, default=SiteState.NOT_STARTED)
    site_accepted_on = models.DateField(_("site accepted on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True, editable=False)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    history = Versions(excluded_fields=["numchild"])
    scope = Scope(organisations=("",))
    grants = permissions.ORGANISATION
    # What decisions, elections, changes of the committee and extensions of the term tell.
    fact_labels = DECISION_FACTS | {
        "held_on": _("held on"),
        "result": _("result"),
        "position": _("position"),
        "start": _("from"),
        "end": _("to"),
        "extended_until": _("extended until"),
        "extension_reason": _("reason for the extension"),
        "extension_approval": _("approved by (document number)"),
        "awarded_on": _("awarded on"),
        "note": _("note"),
    }
    fact_values = dict(Position.choices) | dict(BranchesBelow.choices)
    objects = OrganisationManager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="organisation_site_completed_has_date",
                condition=Q(site_state=SiteState.COMPLETED, site_accepted_on__isnull=False)
                | (~Q(site_state=SiteState.COMPLETED) & Q(site_accepted_on=None)),
                violation_error_message=_(
                    "A completed site has an acceptance date, any other has none. Fill in or clear the date."
                ),
            ),
            models.CheckConstraint(
                name="organisation_dissolved_has_date",
                condition=Q(state=Standing.DISSOLVED, dissolved_on__isnull=False)
                | Q(state=Standing.IN_FORCE, dissolved_on=None),
                violation_error_message=_("A dissolved organisation has the day from which it is dissolved."),
            ),
            models.CheckConstraint(
                name="organisation_dissolved_after_founded",
                condition=Q(dissolved_on=None) | Q(founded_on=None) | Q(dissolved_on__gte=F("founded_on")),
                violation_error_message=_("An organisation cannot be dissolved before it was founded."),
            ),
            models.UniqueConstraint(
                name="organisation_name_once_in_force",
                fields=["name_key"],
                condition=Q(state=Standing.IN_FORCE),
                violation_error_message=_("An organisation of this name is in force already. Open that one instead."),
            ),
        ]
        indexes = [
            models.Index(fields=["dissolved_on"], name="organisation_dissolved_on"),
            models.Index(fields=["site_accepted_on"], name="organisation_site_accepted_on"),
            models.Index(fields=["term_ends_on", "id"], name="organisation_term_ends_on"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_url("organisation", self.pk)

    @property
    def hint(self):
        """What tells it from others of its name where it is chosen."""
        return self.get_kind_display() if self.state == Standing.IN_FORCE else self.get_state_display()

    def renew_term(self):
        """Bring last election and end of term to what the elections say, and forget what had been due."""
        self.settle_term()
        self.version += 1
        self.save(update_fields=["last_election_on", "term_ends_on", "version", "updated_at"])
        if self.term_ends_on:
            reminder_kind("term").forget(self)

    def settle_term(self):
        """When the term ends, by the last election known and its extension; not saved here."""
        election = self.elections.order_by("-held_on").first() if self.pk else None
        if election and (self.last_election_on is None or election.held_on >= self.last_election_on):
            self.last_election_on = election.held_on
            self.term_ends_on = election.extended_until or term_end(self.kind, election.held_on)
        else:
            self.term_ends_on = term_end(self.kind, self.last_election_on)

    def open_transitions(self):
        """The verbs that make sense here: a branch cannot be downgraded, the office itself not be dissolved."""
        verbs = super().open_transitions()
        left_out = (
            {"dissolve", "merge_into", "move_below", "adjust_committee"}
            if self.kind == OrganisationKind.OFFICE
            else set()
        )
        if self.kind not in DOWNGRADABLE:
            left_out.add("downgrade")
        if self.kind in (OrganisationKind.OFFICE, OrganisationKind.COMMITTEE):
            left_out.add("upgrade")
        return [verb for verb in verbs if verb not in left_out]
