"""Inspections: somebody goes to an enterprise and looks by the items that apply; what is found becomes hazards."""

import calendar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.models import Counter
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import Capacity, InspectionState, ItemFinding
from volunteers.models.catalogue import JudgementStandard
from volunteers.models.hazards import Hazard
from volunteers.models.task_forces import TaskForce


class InspectionQuerySet(ScopedQuerySet):
    """Questions about inspections."""

    def standing(self):
        """Planned or held; not those called off."""
        return self.exclude(state=InspectionState.CALLED_OFF)

    def between(self, start, end):
        """Planned or held on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self if start is None else self.filter(day__gte=start)
        return rows if end is None else rows.filter(day__lte=end)

    def in_month_of(self, day):
        """Standing in the month of `day`: the visits that one may join instead of coming again."""
        last = calendar.monthrange(day.year, day.month)[1]
        return self.standing().between(day.replace(day=1), day.replace(day=last))

    def held(self):
        """Held, with a record."""
        return self.filter(state=InspectionState.HELD)

    def planned(self):
        """To come, or not recorded yet."""
        return self.filter(state=InspectionState.PLANNED)

    def of(self, user):
        """Those on which `user` goes."""
        return self.filter(Exists(InspectionVisitor.objects.filter(inspection=OuterRef("pk"), user=user)))


class Inspection(Stateful):
    """One visit to an enterprise: planned or begun on the spot, joined by others, recorded, signed on paper."""

    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="inspections"
    )
    day = models.DateField(_("day of the visit"), default=timezone.localdate)
    is_unplanned = models.BooleanField(_("unplanned"), default=False, editable=False)
    focus = models.CharField(_("what to look at"), max_length=200, blank=True)
    task_force = models.ForeignKey(
        TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="inspections", null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=InspectionState, default=InspectionState.PLANNED, editable=False
    )
    nothing_found = models.BooleanField(pgettext_lazy("inspection", "nothing found"), default=False, editable=False)
    companions = models.CharField(_("others present"), max_length=200, blank=True, editable=False)
    received_by = models.CharField(_("received at the enterprise by"), max_length=80, blank=True, editable=False)
    summary = models.TextField(_("what was seen"), max_length=1000, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    scope = Scope(
        organisations=("enterprise__organisation",),
        enterprises=("enterprise",),
        grids=("enterprise__grid",),
        sectors=("enterprise__sector",),
        posts=("task_force",),
        persons=("visitors__user",),
        many=("visitors__user",),
    )
    grants = permissions.INSPECTION
    searched = ("number", "enterprise__name_key", "focus")
    fact_labels = {
        "items": _("items looked at"),
        "capacity": _("capacity"),
        "visitor": _("visitor"),
        "hazard": _("hazard"),
    }
    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="inspection_held_is_signed",
                condition=Q(state=InspectionState.HELD, recorded_by__isnull=False, recorded_at__isnull=False)
                | (~Q(state=InspectionState.HELD) & Q(recorded_by=None, recorded_at=None, nothing_found=False)),
                violation_error_message=_("A visit that was held says who recorded it, and when."),
            ),
        ]
        indexes = [
            models.Index(fields=["-day", "-id"], name="inspection_newest"),
            models.Index(fields=["enterprise", "-day", "-id"], name="inspection_by_enterprise"),
            models.Index(fields=["state", "-day", "-id"], name="inspection_by_state"),
        ]

    def __str__(self):
        return f"{self.number} {self.enterprise}"

    def get_absolute_url(self):
        return record_url("inspection", self.pk)

    def take_number(self):
        """Give the next number of the year of the visit, as JC-2026-0041."""
        self.number = f"JC-{self.day.year}-{Counter.next(f'inspections-{self.day.year}'):04d}"

    def settle(self):
        """A visit entered for today or a day that has passed was not planned. Called before it is saved first."""
        self.is_unplanned = self.day <= timezone.localdate()

    def items(self):
        """The clauses that apply to the enterprise on the day of the visit."""
        return JudgementStandard.objects.applying_to(self.enterprise, self.day)

    def without_hazard(self):
        """The clauses that failed at this visit and for which no hazard has been registered at it."""
        failed = self.findings_by_item.filter(finding=ItemFinding.FAILS)
        done = Finding.objects.filter(inspection=self).values("hazard__clause")
        clauses = JudgementStandard.objects.filter(pk__in=failed.values("standard"))
        return clauses.exclude(code__in=done).select_related("family").in_order()

    def join(self, user, *, by, capacity):
        """Let `user` go along: one visit instead of two. Coming twice is coming once."""
        if self.state != InspectionState.PLANNED:
            raise Refused(_("This visit is not to come any more. Plan another one."))
        row, is_new = self.visitors.get_or_create(user=user, defaults={"capacity": capacity})
        if is_new:
            facts = {"visitor": str(user), "capacity": str(Capacity(capacity).label)}
            log(self, "volunteers.joined_visit", user=by, data={"facts": facts})
        return row

    def found(self, hazard, *, by):
        """Note that `hazard` was registered at this visit; refused where "nothing found" has been recorded."""
        with transaction.atomic():
            now = self.locked()
            if now.state == InspectionState.CALLED_OFF:
                raise Refused(_("This visit was called off. Report the hazard without it."))
            if now.nothing_found:
                raise Refused(_("“Nothing found” was recorded for this visit. Report the hazard without it."))
            if hazard.enterprise_id != self.enterprise_id:
                raise Refused(_("This hazard is at another enterprise."))
            row, _is_new = Finding.objects.get_or_create(hazard=hazard, defaults={"inspection": self})
        return row

    @transition(InspectionState.PLANNED, InspectionState.HELD, label=_("Record the visit"), tone="primary")
    def hold(self, *, by, day, items=None, nothing_found=False, companions="", received_by="", summary=""):
        """The visit took place: {clause: ItemFinding} of what was looked at, and whether nothing was found.

        “Nothing found” is an answer of its own; without it something has to have been found.
        """
        items = items or {}
        if day > timezone.localdate():
            raise Refused(_("This day has not come yet. Record the visit when it has."))
        fails = any(finding == ItemFinding.FAILS for finding in items.values())
        has_findings = fails or self.findings.exists()
        if nothing_found and has_findings:
            raise Refused(_("Something was found: take the tick from “nothing found”."))
        if not nothing_found and not has_findings:
            raise Refused(_("Tick “nothing found”, or say which item fails or what hazard was found."))
        self.day, self.nothing_found, self.companions = day, nothing_found, companions
        self.received_by, self.summary = received_by, summary
        self.recorded_by, self.recorded_at = by, timezone.now()
        rows = [InspectionItem(inspection=self, standard=one, finding=finding) for one, finding in items.items()]
        InspectionItem.objects.bulk_create(rows)

    @transition(InspectionState.PLANNED, InspectionState.CALLED_OFF, label=_("Call off"), tone="danger")
    def call_off(self, *, by, reason):
        """Nobody goes; the plan stays to be seen."""
        if not reason.strip():
            raise Refused(_("Say why nobody goes."))
        if self.findings.exists():
            raise Refused(_("Hazards were registered at this visit: record it instead."))
        self.reason = reason


class InspectionVisitor(models.Model):
    """A person who goes along, and in which capacity."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, verbose_name=_("inspection"), related_name="visitors")
    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("person"), related_name="+")
    capacity = models.CharField(_("capacity"), max_length=16, choices=Capacity)

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="inspection_visitor_once",
                fields=["inspection", "user"],
                violation_error_message=_("This person goes along already."),
            )
        ]

    def __str__(self):
        return f"{self.user} ({self.get_capacity_display()})"


class InspectionItem(models.Model):
    """What a visit found at one clause: fine, failing, or not applying after all. Keeps the text it was judged by."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, verbose_name=_("inspection"), related_name="findings_by_item"
    )
    standard = models.ForeignKey(
        JudgementStandard, models.PROTECT, verbose_name=_("judgement standard"), related_name="+"
    )
    finding = models.CharField(_("finding"), max_length=16, choices=ItemFinding)

    class Meta:
        verbose_name = _("item of an inspection")
        verbose_name_plural = _("items of inspections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="inspection_item_once",
                fields=["inspection", "standard"],
                violation_error_message=_("This clause has been looked at already."),
            )
        ]

    def __str__(self):
        return f"{self.standard} {self.get_finding_display()}"


class Finding(models.Model):
    """A hazard that was registered at a visit."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, verbose_name=_("inspection"), related_name="findings")
    hazard = models.OneToOneField(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="finding")

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["pk"]

    def __str__(self):
        return str(self.hazard)


class ExpertOpinion(models.Model):
    """What an expert says about a hazard: by the account, or on paper and entered by the centre. Never changed."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="opinions")
    expert_name = models.CharField(_("expert"), max_length=80)
    body = models.CharField(_("institution"), max_length=120, blank=True)
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    text = models.TextField(_("opinion"), max_length=1000)
    entered_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+")
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        verbose_name = _("expert's opinion")
        verbose_name_plural = _("experts' opinions")
        ordering = ["given_on", "pk"]

    def __str__(self):
        return f"{self.expert_name} {self.given_on}"

    @classmethod
    def give(cls, hazard, *, by, text, expert_name="", body="", given_on=None):
        """Attach an opinion to a hazard; without another name it is the own one. Logged at the hazard."""
        if not text.strip():
            raise Refused(_("Write what the expert says."))
        day = given_on or timezone.localdate()
        if not hazard.found_on <= day <= timezone.localdate():
            raise Refused(_("Choose a day from the day it was found up to today."))
        name = expert_name.strip() or str(by)
        row = cls.objects.create(
            hazard=hazard, expert_name=name, body=body, given_on=day, text=text.strip(), entered_by=by
        )
        log(hazard, "volunteers.opinion", user=by, data={"facts": {"expert": name, "opinion": row.text[:200]}})
        return row
