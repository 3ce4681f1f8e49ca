"""What task forces do: an evening's clean-up, a patrol, a fire check; with its people, hours and photos."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.i18n import bilingual
from portal.photos import Photo
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import ActivityState, PhotoMoment
from volunteers.models.task_forces import TaskForce


class ActivityKind(models.Model):
    """What sort of activity it was; `is_cleanup` says whether it counts as an environment clean-up."""

    title = models.CharField(_("title"), max_length=40, unique=True)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    is_cleanup = models.BooleanField(_("counts as a clean-up"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")

    class Meta:
        verbose_name = _("kind of activity")
        verbose_name_plural = _("kinds of activity")
        ordering = ["order", "title"]

    def __str__(self):
        return self.label


class ActivityQuerySet(ScopedQuerySet):
    """Questions about activities. Only confirmed ones are counted; each by the day on which it was held."""

    def counted(self):
        """Activities that the branch has confirmed."""
        return self.filter(state=ActivityState.CONFIRMED)

    def held_between(self, start, end):
        """Held on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self if start is None else self.filter(held_on__gte=start)
        return rows if end is None else rows.filter(held_on__lte=end)

    def cleanups(self):
        """Environment clean-ups."""
        return self.filter(kind__is_cleanup=True)


class Activity(Stateful):
    """One outing of a task force. A joint one is one activity credited to several task forces."""

    held_on = models.DateField(_("held on"))
    # 202611 for November 2026: stored so that a tally by month groups by an indexed column.
    month = models.PositiveIntegerField(_("month"), editable=False)
    starts_at = models.TimeField(_("from (time)"), null=True, blank=True)
    task_force = models.ForeignKey(TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="activities")
    partners = models.ManyToManyField(
        TaskForce, verbose_name=_("joint with"), related_name="joint_activities", blank=True
    )
    # The task force's branch on the day, so that a later move does not change what was counted.
    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("branch"), related_name="activities", editable=False
    )
    kind = models.ForeignKey(ActivityKind, models.PROTECT, verbose_name=_("kind"), related_name="activities")
    place = models.CharField(_("place"), max_length=120)
    enterprise = models.ForeignKey(
        "branches.Enterprise",
        models.PROTECT,
        verbose_name=_("enterprise"),
        related_name="activities",
        null=True,
        blank=True,
    )
    participants = models.PositiveIntegerField(_("participants"), validators=[MinValueValidator(1)])
    hours = models.DecimalField(
        _("hours (net, each)"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(24)],
    )
    person_hours = models.DecimalField(_("person-hours"), max_digits=8, decimal_places=2, editable=False)
    content = models.TextField(_("what was done"), max_length=2000, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ActivityState, default=ActivityState.DRAFT, editable=False
    )
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("submitted by"), related_name="+", null=True, editable=False
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("confirmed by"), related_name="+", null=True, editable=False
    )
    sent_back_reason = models.CharField(_("sent back because"), max_length=500, blank=True, editable=False)

    history = HistoricalRecords()
    scope = Scope(
        organisations=("organisation", "partners__organisation"),
        posts=("task_force", "partners"),
        persons=("entered_by", "attendance__user"),
        many=("partners__organisation", "partners", "attendance__user"),
    )
    grants = permissions.ACTIVITY
    # What the search field of the list looks into; kept in pairs of characters (portal.search.pairs).
    searched = ("place", "content", "task_force__name_key")
    fact_labels = {"photos": _("photos")}
    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_confirmed_has_date",
                condition=Q(state=ActivityState.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(state=ActivityState.CONFIRMED) & Q(confirmed_at=None)),
                violation_error_message=_("A confirmed activity has the time at which it was confirmed."),
            ),
            models.CheckConstraint(
                name="activity_has_people_and_hours",
                condition=Q(participants__gte=1, hours__gt=0, hours__lte=24),
                violation_error_message=_("Name at least one participant, and between 0 and 24 hours."),
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="activity_newest"),
            models.Index(fields=["organisation", "-held_on", "-id"], name="activity_by_branch"),
            models.Index(fields=["state", "-held_on", "-id"], name="activity_by_state"),
            models.Index(fields=["kind", "-held_on", "-id"], name="activity_by_kind"),
            models.Index(fields=["task_force", "-held_on", "-id", "state"], name="activity_by_force"),
            models.Index(
                # Holds all that a tally groups, filters and sums: the rows themselves are never read.
                fields=["state", "month", "organisation", "kind", "held_on", "participants", "hours", "person_hours"],
                name="activity_tally",
            ),
        ]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.task_force} · {self.kind}"

    def get_absolute_url(self):
        return record_url("activity", self.pk)

    def settle(self):
        """Derive what follows from the other fields: month, branch of the day, person-hours. Called before a save."""
        self.month = self.held_on.year * 100 + self.held_on.month
        if not self.organisation_id:
            self.organisation_id = self.task_force.organisation_id
        attended = self.attendance.aggregate(hours=Sum("hours"))["hours"] if self.pk else None
        self.person_hours = attended if attended is not None else self.participants * self.hours

    @transition(ActivityState.DRAFT, ActivityState.SUBMITTED, label=_("Submit"), tone="primary")
    def submit(self, *, by):
        """The leader hands the record to the branch."""
        self.submitted_at, self.submitted_by = timezone.now(), by
        self.sent_back_reason = ""

    @transition(ActivityState.SUBMITTED, ActivityState.CONFIRMED, label=_("Confirm"), tone="primary")
    def confirm(self, *, by):
        """The branch has looked at the record and stands by it; from now on it is counted."""
        self.confirmed_at, self.confirmed_by = timezone.now(), by

    @transition((ActivityState.SUBMITTED, ActivityState.CONFIRMED), ActivityState.DRAFT, label=_("Send back"))
    def send_back(self, *, by, reason):
        """Something is wrong or missing: back to the task force, with the reason."""
        if not reason.strip():
            raise Refused(_("Say what is to be put right."))
        self.sent_back_reason = reason
        self.confirmed_at = self.confirmed_by = None


class Attendance(models.Model):
    """One person who took part, with the hours of service (travel not counted)."""

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="attendance")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    user = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("account"), related_name="attendance", null=True, blank=True
    )
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(24)],
    )
    is_member = models.BooleanField(_("party member"), default=True)
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="attendance_hours", condition=Q(hours__gt=0) & Q(hours__lte=24) & ~Q(name="")),
        ]

    def __str__(self):
        return self.name


class ActivityPhoto(Photo):
    """A photo of an activity, before or after."""

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="photos")
    moment = models.CharField(_("moment"), max_length=8, choices=PhotoMoment, default=PhotoMoment.AFTER)

    scope = Scope(
        organisations=("activity__organisation", "activity__partners__organisation"),
        posts=("activity__task_force", "activity__partners"),
        persons=("activity__entered_by", "activity__attendance__user"),
        many=("activity__partners__organisation", "activity__partners", "activity__attendance__user"),
    )
    grants = permissions.ACTIVITY
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of an activity")
        verbose_name_plural = _("photos of activities")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="activity_photo_once",
                fields=["activity", "moment", "digest"],
                violation_error_message=_("This photo is there already."),
            )
        ]
