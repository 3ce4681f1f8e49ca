"""What task forces do: an evening's clean-up, a patrol, a fire check; with its people, hours and photos."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.photos import Photo
from portal.states import Refused, Stateful, transition
from portal.versions import Versions
from volunteers import permissions
from volunteers.choices import ActivityState, PhotoMoment, Presence
from volunteers.models.activity_kinds import ActivityKind
from volunteers.models.activity_merges import give_back, take_over
from volunteers.models.activity_questions import GONE_STATES, ActivityQuerySet
from volunteers.models.attendance import Attendance
from volunteers.models.special_days import WorkCalendar
from volunteers.models.task_forces import TaskForce

COMING_STATES = (ActivityState.PLANNED, ActivityState.CALLED_OFF)


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
    campaign = models.CharField(_("campaign"), max_length=80, blank=True)
    led_by = models.CharField(_("led by"), max_length=80, blank=True)
    # Given by the person with the phone's own button, never asked for otherwise.
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    participants = models.PositiveIntegerField(_("participants"), validators=[MinValueValidator(0)])
    non_members = models.PositiveIntegerField(_("of them no party members, not named"), default=0)
    spots = models.PositiveSmallIntegerField(_("spots cleaned"), null=True, blank=True)
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
    called_off_reason = models.CharField(_("called off because"), max_length=500, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("merged into"), related_name="merged", null=True, editable=False
    )
    # What the other record got by the merge (activity_merges.take_over), so that it can be taken back.
    went_over = models.JSONField(_("went over"), default=dict, editable=False)

    history = Versions()
    scope = Scope(
        organisations=("organisation", "task_force__further_branches", "partners__organisation"),
        posts=("task_force", "partners"),
        persons=("entered_by", "attendance__user"),
        many=("task_force__further_branches", "partners__organisation", "partners", "attendance__user"),
    )
    grants = permissions.ACTIVITY
    # What the search field of the list looks into; kept in pairs of characters (portal.search.pairs).
    searched = ("place", "content", "task_force__name_key")
    fact_labels = {
        "photos": _("photos"),
        "people": _("people"),
        "into": _("merged into"),
        "reason": _("reason"),
        "merged": _("merged"),
        "parted": _("parted again"),
    }
    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_confirmed_has_date",
                condition=Q(state=ActivityState.CONFIRMED, confirmed_at__isnull=False)
                | Q(state=ActivityState.MERGED)
                | (~Q(state__in=[ActivityState.CONFIRMED, ActivityState.MERGED]) & Q(confirmed_at=None)),
                violation_error_message=_("A confirmed activity has the time at which it was confirmed."),
            ),
            models.CheckConstraint(
                name="activity_has_people_and_hours",
                condition=Q(hours__gt=0, hours__lte=24) & (Q(participants__gte=1) | Q(state__in=COMING_STATES)),
                violation_error_message=_("Name at least one participant, and between 0 and 24 hours."),
            ),
            models.CheckConstraint(
                name="activity_non_members_among_participants",
                condition=Q(non_members__lte=F("participants")) | Q(state__in=COMING_STATES),
                violation_error_message=_("There cannot be more people who are no members than people who took part."),
            ),
            models.CheckConstraint(
                name="activity_merged_says_into_what",
                condition=(Q(state=ActivityState.MERGED, merged_into__isnull=False) & ~Q(merged_into=F("pk")))
                | (~Q(state=ActivityState.MERGED) & Q(merged_into=None)),
                violation_error_message=_("A merged activity says into which other one."),
            ),
            models.CheckConstraint(
                name="activity_location_whole",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("A location has latitude and longitude. Give both, or neither."),
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="activity_newest"),
            models.Index(fields=["organisation", "-held_on", "-id"], name="activity_by_branch"),
            models.Index(fields=["state", "-held_on", "-id"], name="activity_by_state"),
            models.Index(fields=["kind", "-held_on", "-id"], name="activity_by_kind"),
            models.Index(fields=["task_force", "-held_on", "-id", "state"], name="activity_by_force"),
            models.Index(
                fields=["campaign", "-held_on", "-id"], condition=~Q(campaign=""), name="activity_by_campaign"
            ),
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

    @property
    def shows_sent_back(self):
        """Whether the branch has sent it back and nobody has submitted it again."""
        return self.state == ActivityState.DRAFT and bool(self.sent_back_reason)

    def off_work(self, calendar=None):
        """When it was held, seen from working life; the WorkCalendar is read here if not given."""
        return (calendar or WorkCalendar.read()).off_work(self.held_on, self.starts_at)

    def doubles(self, partners=None):
        """Records that are likely the same activity: same day and place, a task force in common; as a list."""
        partners = self.partners.all() if partners is None else partners
        forces = {self.task_force_id, *(force.pk for force in partners)}
        rows = Activity.objects.like(self.held_on, self.place, self.enterprise, besides=self.pk)
        return [row for row in rows if forces & {row.task_force_id, *(force.pk for force in row.partners.all())}]

    def settle(self):
        """Derive what follows from the other fields: month, branch of the day, person-hours. Called before a save."""
        self.month = self.held_on.year * 100 + self.held_on.month
        if not self.organisation_id:
            self.organisation_id = self.task_force.belonged_to(self.held_on)
        attended = self.attendance.came().aggregate(hours=Sum("hours"))["hours"] if self.pk else None
        if self.state in COMING_STATES:
            # Nobody has served yet.
            self.person_hours = 0
        elif attended is None:
            self.person_hours = self.participants * self.hours
        else:
            self.person_hours = attended + self.non_members * self.hours

    @transition(ActivityState.PLANNED, ActivityState.DRAFT, label=_("Log what was done"), tone="primary")
    def hold(self, *, by):
        """It took place; from now on the record says who came and what was done."""
        if self.held_on > timezone.localdate():
            raise Refused(_("Its day has not come yet. Log it when it has."))

    @transition(ActivityState.PLANNED, ActivityState.CALLED_OFF, label=_("Call off"), tone="danger")
    def call_off(self, *, by, reason):
        """It does not take place; whoever planned to come sees why."""
        if not reason.strip():
            raise Refused(_("Say why, so that nobody comes for nothing."))
        self.called_off_reason = reason

    @transition(ActivityState.DRAFT, ActivityState.SUBMITTED, label=_("Submit"), tone="primary")
    def submit(self, *, by):
        """The leader hands the record to the branch."""
        self.submitted_at, self.submitted_by = timezone.now(), by
        self.sent_back_reason = ""

    @transition(ActivityState.SUBMITTED, ActivityState.CONFIRMED, label=_("Confirm"), tone="primary")
    def confirm(self, *, by):
        """The branch has looked at the record, people and hours, and stands by it; from now on it is counted."""
        self.confirmed_at, self.confirmed_by = timezone.now(), by

    @transition((ActivityState.SUBMITTED, ActivityState.CONFIRMED), ActivityState.DRAFT, label=_("Send back"))
    def send_back(self, *, by, reason):
        """Something is wrong or missing: back to the task force, with the reason."""
        if not reason.strip():
            raise Refused(_("Say what is to be put right."))
        self.sent_back_reason = reason
        self.confirmed_at = self.confirmed_by = None

    @transition(
        (ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.CONFIRMED),
        ActivityState.MERGED,
        label=_("Merge with its double"),
    )
    def merge(self, *, by, into):
        """It is the same activity as `into`: that one stays and is credited to every task force of the two.

        This record stays to be seen with its history, but is counted no more. People of its list whom the other does
        not name go over to it.
        """
        stays = type(self)._base_manager.select_for_update(of=("self",)).get(pk=into.pk)
        if stays.pk == self.pk or stays.state in (*GONE_STATES, ActivityState.PLANNED):
            raise Refused(_("Choose another record that took place and has not been merged itself."))
        if stays.held_on != self.held_on:
            raise Refused(_("The two were held on different days."))
        self.went_over = take_over(stays, self, by=by)
        self.merged_into = stays

    @transition(
        ActivityState.MERGED,
        (ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.CONFIRMED),
        label=_("Take the merge back"),
    )
    def unmerge(self, *, by, reason):
        """It was another activity after all: it stands and counts as before, and takes its people with it."""
        if not reason.strip():
            raise Refused(_("Say why these are two activities."))
        if not self.went_over:
            raise Refused(_("At this merge nobody wrote down what went over. Enter the activity again."))
        stays = self.merged_into.locked()
        if stays.state in GONE_STATES:
            raise Refused(_("“%(other)s” has itself been merged since. Take that back first.") % {"other": stays})
        state = ActivityState(self.went_over["state"])
        give_back(stays, self, by=by)
        self.merged_into, self.went_over = None, {}
        return state

    def clone(self, days, *, by):
        """Plan the same again on each of `days`, with the same people: all or none. Gives the new records."""
        made = []
        with transaction.atomic():
            partners = list(self.partners.all())
            people = list(self.attendance.exclude(presence=Presence.ABSENT))
            for day in days:
                again = type(self)(state=ActivityState.PLANNED, entered_by=by, held_on=day)
                for name in ("task_force", "kind", "place", "enterprise", "campaign", "starts_at", "hours", "content"):
                    setattr(again, name, getattr(self, name))
                again.participants = len(people)
                if again.doubles(partners):
                    raise Refused(_("On %(day)s the same is there already. Take that day out.") % {"day": day})
                again.settle()
                again.save()
                again.partners.set(partners)
                Attendance.objects.bulk_create(person.planned_for(again) for person in people)
                log(again, "portal.create", user=by)
                made.append(again)
        return made


class ActivityPhoto(Photo):
    """A photo of an activity, before or after."""

    activity = models.ForeignKey(Activity, models.CASCADE, verbose_name=_("activity"), related_name="photos")
    moment = models.CharField(_("moment"), max_length=8, choices=PhotoMoment, default=PhotoMoment.AFTER)

    scope = Scope(
        organisations=(
            "activity__organisation",
            "activity__task_force__further_branches",
            "activity__partners__organisation",
        ),
        posts=("activity__task_force", "activity__partners"),
        persons=("activity__entered_by", "activity__attendance__user"),
        many=(
            "activity__task_force__further_branches",
            "activity__partners__organisation",
            "activity__partners",
            "activity__attendance__user",
        ),
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
