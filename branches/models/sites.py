"""Sites: the rooms of party organisations, who shares them, and the completions that came to an end."""

from datetime import timedelta

from django.apps import apps
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Count, DateField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import SiteCheckState, SiteState, SiteUse, Standing
from branches.models.organisations import Organisation
from branches.models.site_questions import GOOD_ANSWER, holding_on
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from portal.versions import Versions

# An inspection in one of these states is still on its way.
RUNNING = (
    SiteCheckState.OPEN,
    SiteCheckState.SELF_CHECKED,
    SiteCheckState.APPLIED,
    SiteCheckState.LOOKED_AT,
    SiteCheckState.SIGNED,
)


class SiteQuerySet(ScopedQuerySet):
    """Questions about sites."""

    def in_use(self):
        """All but those given up."""
        return self.filter(state=SiteUse.IN_USE)

    def shared_on(self, day):
        """Those that others than their owner use on `day`; each once."""
        sharings = SiteSharing._base_manager.filter(holding_on(day))
        return self.filter(pk__in=sharings.values("site"))

    def used_by(self, organisation):
        """The sites in use that are the organisation's own or shared with it today."""
        shared = SiteSharing._base_manager.filter(holding_on(timezone.localdate()), organisation=organisation)
        return self.in_use().filter(Q(organisation=organisation) | Q(pk__in=shared.values("site")))

    def with_standing(self):
        """Each with its newest inspection (`check_pk`, `check_state`), how many compulsory items are good in it and
        how many there are (`good`, `compulsory`), and the day of its last acceptance (`last_accepted_on`)."""
        checks = apps.get_model("branches", "SiteCheck")._base_manager
        items = apps.get_model("branches", "SiteItem")._base_manager
        answers = apps.get_model("branches", "SiteItemAnswer")._base_manager
        newest = checks.filter(site=OuterRef("pk")).order_by("-pk")
        accepted = checks.filter(site=OuterRef("pk"), state=SiteCheckState.ACCEPTED).order_by("-accepted_on")
        good = answers.filter(GOOD_ANSWER, site_check=OuterRef("check_pk"), item__is_compulsory=True)
        compulsory = items.filter(checklist__checks=OuterRef("check_pk"), is_compulsory=True)
        return self.annotate(
            check_pk=Subquery(newest.values("pk")[:1]),
            check_state=Subquery(newest.values("state")[:1]),
        ).annotate(
            good=Subquery(counted(good)),
            compulsory=Subquery(counted(compulsory)),
            last_accepted_on=Coalesce(
                Subquery(accepted.values("accepted_on")[:1]),
                F("organisation__site_accepted_on"),
                output_field=DateField(),
            ),
        )


def counted(rows):
    """A subquery that counts `rows`."""
    return rows.order_by().annotate(one=models.Value(1)).values("one").annotate(n=Count("pk")).values("n")


class Site(Stateful):
    """The rooms of one party organisation, which others may share: meeting room, activity room, what hangs there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="sites")
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)
    area = models.DecimalField(
        _("area (m²)"), max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(1)]
    )
    keeper_name = models.CharField(_("keeper"), max_length=80, blank=True)
    keeper_phone = models.CharField(_("keeper's phone"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    state = models.CharField(_("use"), max_length=10, choices=SiteUse, default=SiteUse.IN_USE, editable=False)
    given_up_on = models.DateField(_("given up on"), null=True, blank=True, editable=False)

    history = Versions()
    scope = Scope(
        organisations=("organisation", "sharings__organisation"),
        many=("sharings__organisation",),
        dated=("sharings__organisation",),
    )
    grants = permissions.SITE
    fact_labels = {"day": _("day"), "reason": _("reason"), "start": _("from"), "check": _("inspection")}
    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["organisation__path", "pk"]
        constraints = [
            models.CheckConstraint(
                name="site_given_up_has_date",
                condition=Q(state=SiteUse.GIVEN_UP, given_up_on__isnull=False)
                | Q(state=SiteUse.IN_USE, given_up_on=None),
                violation_error_message=_("A site that was given up has the day on which it was."),
            ),
            models.UniqueConstraint(
                name="site_name_once",
                fields=["organisation", "name"],
                condition=Q(state=SiteUse.IN_USE),
                violation_error_message=_("The organisation has a site of this name already. Open that one instead."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("site", args=[self.pk])

    def open_transitions(self):
        """An inspection is begun only where none is running."""
        running = self.checks.filter(state__in=RUNNING).exists()
        return [verb for verb in super().open_transitions() if verb != "inspect" or not running]

    def is_accepted(self):
        """Whether its last inspection that came to an end was passed; without any, what the roster says."""
        ended = self.checks.filter(state__in=(SiteCheckState.ACCEPTED, SiteCheckState.FAILED)).order_by("-pk").first()
        if ended is None:
            return self.state == SiteUse.IN_USE and self.organisation.site_state == SiteState.COMPLETED
        return self.state == SiteUse.IN_USE and ended.state == SiteCheckState.ACCEPTED

    def users(self):
        """(organisation, first day) of all in force that use it today: its own, and those with which it is shared."""
        pairs = [(self.organisation, None)]
        shared = self.sharings.filter(holding_on(timezone.localdate())).select_related("organisation")
        pairs += [(sharing.organisation, sharing.start) for sharing in shared]
        return [(organisation, start) for organisation, start in pairs if organisation.state == Standing.IN_FORCE]

    @transition(SiteUse.IN_USE, SiteUse.IN_USE, label=_("Begin an inspection"), tone="primary")
    def inspect(self, *, by):
        """Open the first acceptance, or the yearly re-check of a site that is accepted, by the edition in force."""
        apps.get_model("branches", "SiteCheck").begin(self, by=by)

    @transition(SiteUse.IN_USE, SiteUse.IN_USE, label=_("Share with another branch"))
    def share(self, *, by, organisation, start):
        """Another organisation uses the rooms too, from `start` on; if they are accepted, its site is completed."""
        if organisation.pk == self.organisation_id:
            raise Refused(_("These are its own rooms. Name another organisation."))
        if self.sharings.filter(holding_on(timezone.localdate()), organisation=organisation).exists():
            raise Refused(_("It shares these rooms already."))
        if start > timezone.localdate():
            raise Refused(_("This day has not come yet. Record it when it has."))
        SiteSharing.objects.create(site=self, organisation=organisation, start=start, entered_by=by)
        if self.is_accepted():
            complete(organisation, start, by=by)

    @transition(SiteUse.IN_USE, SiteUse.GIVEN_UP, label=_("Give up"), tone="danger")
    def give_up(self, *, by, day, reason):
        """The rooms are used no more from `day` on; completions that rested on them end."""
        if self.checks.filter(state__in=RUNNING).exists():
            raise Refused(_("An inspection is still running. Finish it or call it off first."))
        users = self.users()
        self.given_up_on = day
        for organisation, _start in users:
            lose(organisation, self, day, reason=reason, by=by)
        self.sharings.filter(end=None).update(end=day - timedelta(days=1))


class SiteSharing(models.Model):
    """An organisation uses the rooms of another one, from one day to another (both included)."""

    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("site"), related_name="sharings")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="shared_sites"
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True, blank=True)
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True
    )

    scope = Scope(organisations=("site__organisation",))
    grants = permissions.SITE_SHARING
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared use of a site")
        verbose_name_plural = _("shared uses of sites")
        ordering = ["-start", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="site_sharing_once",
                fields=["site", "organisation"],
                condition=Q(end=None),
                violation_error_message=_("It shares these rooms already."),
            ),
        ]

    def __str__(self):
        return f"{self.site} · {self.organisation}"

    def get_absolute_url(self):
        return reverse("site", args=[self.site_id])

    def end_from(self, day, *, by, reason):
        """From `day` on the organisation uses the rooms no more; what it had completed by them ends."""
        if day <= self.start:
            raise Refused(_("It has to be later than the day on which the sharing began."))
        with transaction.atomic():
            site = self.site.locked()
            self.end = day - timedelta(days=1)
            self.save(update_fields=["end"])
            lose(self.organisation, site, day, reason=reason, by=by)
            facts = {"organisation": str(self.organisation), "day": str(day), "reason": reason}
            log(site, "portal.edit", user=by, data={"facts": facts})


class SiteLapse(models.Model):
    """A completion that came to an end: counted from `accepted_on` to the day before `ended_on`, and no longer."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="site_lapses"
    )
    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("site"), related_name="lapses")
    accepted_on = models.DateField(_("site accepted on"))
    ended_on = models.DateField(_("no longer completed from"))
    reason = models.CharField(_("reason"), max_length=500)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("ended completion of a site")
        verbose_name_plural = _("ended completions of sites")
        ordering = ["-ended_on", "-pk"]
        indexes = [models.Index(fields=["accepted_on", "ended_on"], name="site_lapse_days")]
        constraints = [
            models.CheckConstraint(
                name="site_lapse_after_acceptance",
                condition=Q(ended_on__gt=F("accepted_on")),
                violation_error_message=_("A site cannot be lost before it was accepted. Choose a later day."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.accepted_on} – {self.ended_on}"


def complete(organisation, day, *, by):
    """The organisation's site is completed from `day` on; one that is completed already keeps its day."""
    row = organisation.locked()
    if row.site_state == SiteState.COMPLETED or row.state == Standing.DISSOLVED:
        return
    keep(row, SiteState.COMPLETED, day, by=by)


def lose(organisation, site, day, *, reason, by):
    """The completion of an organisation that rested on `site` ends with `day`; unless other rooms of it are accepted.

    The days before keep it: it moves from the organisation's record to a row of its own.
    """
    row = organisation.locked()
    others = Site.objects.used_by(row).exclude(pk=site.pk)
    if row.site_state != SiteState.COMPLETED or any(other.checks.exists() and other.is_accepted() for other in others):
        return
    if day <= row.site_accepted_on:
        raise Refused(
            _("The site of %(organisation)s was accepted on %(day)s; it cannot be lost before. Choose a later day.")
            % {"organisation": row, "day": row.site_accepted_on}
        )
    facts = {"accepted_on": row.site_accepted_on, "ended_on": day, "reason": reason, "recorded_by": by}
    SiteLapse.objects.create(organisation=row, site=site, **facts)
    keep(row, SiteState.UNDER_CONSTRUCTION, None, by=by)


def keep(row, state, day, *, by):
    """Write state and day into the organisation's record, with the entry in its log."""
    changes = {
        "site_state": [str(row.get_site_state_display()), str(SiteState(state).label)],
        "site_accepted_on": [str(row.site_accepted_on or ""), str(day or "")],
    }
    row.site_state, row.site_accepted_on = state, day
    row.version += 1
    row.save(update_fields=["site_state", "site_accepted_on", "version", "updated_at"])
    log(row, "portal.edit", user=by, data={"changes": changes})
