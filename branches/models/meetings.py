"""Organisational life: meetings, lessons, theme days and appraisals of the party organisations, with their photos."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import MeetingKind, MeetingState
from branches.models.members import Member
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.photos import Photo
from portal.states import Refused, Stateful, transition
from portal.versions import Versions

GRADES = ("excellent", "qualified", "basically_qualified", "unqualified")
MOST_PEOPLE = 5000


def _people(label):
    """A number of people, not known unless somebody wrote it down."""
    return models.PositiveIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(MOST_PEOPLE)])


class MeetingQuerySet(ScopedQuerySet):
    """Questions about meetings. Only recorded ones are counted; each by the day on which it was held."""

    def recorded(self):
        """Meetings for whose record the secretary has signed."""
        return self.filter(state=MeetingState.RECORDED)

    def held_between(self, start, end):
        """Held on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self if start is None else self.filter(held_on__gte=start)
        return rows if end is None else rows.filter(held_on__lte=end)

    def of(self, organisation):
        """Held by the organisation, alone or together with others."""
        joined = Meeting.partners.through.objects.filter(organisation=organisation).values("meeting")
        return self.filter(Q(organisation=organisation) | Q(pk__in=joined))

    def overdue_on(self, day):
        """Held before `day`, not signed yet and not sent back either."""
        return self.filter(state=MeetingState.DRAFT, held_on__lt=day, sent_back_reason="")


class Meeting(Stateful):
    """One meeting (or lesson, day, round of talks) of a party organisation; a joint one is one, counted for several.

    A draft of a day to come is a plan and stands in the calendar.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="meetings"
    )
    partners = models.ManyToManyField(
        Organisation, verbose_name=_("joint with"), related_name="joint_meetings", blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.DRAFT, editable=False
    )
    held_on = models.DateField(_("held on"))
    starts_at = models.TimeField(_("from (time)"), null=True, blank=True)
    ends_at = models.TimeField(_("to (time)"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    chair = models.CharField(_("in the chair"), max_length=80, blank=True)
    lesson_by = models.CharField(_("lesson given by"), max_length=80, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    expected = _people(_("expected"))
    present = _people(_("present"))
    absent = models.CharField(_("who was absent, and why"), max_length=500, blank=True)
    attendees = models.ManyToManyField(Member, verbose_name=_("who was there"), related_name="meetings", blank=True)
    minutes = models.TextField(_("minutes"), max_length=10_000, blank=True)
    resolution = models.TextField(_("resolution"), max_length=2000, blank=True)
    # Of an appraisal: how many members in each grade (domain.md 4.3).
    excellent = _people(_("excellent"))
    qualified = _people(_("qualified"))
    basically_qualified = _people(_("basically qualified"))
    unqualified = _people(_("unqualified"))
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("signed by"), related_name="+", null=True, editable=False
    )
    sent_back_reason = models.CharField(_("sent back because"), max_length=500, blank=True, editable=False)

    history = Versions()
    scope = Scope(
        organisations=("organisation", "partners"),
        persons=("organisation__members__user", "partners__members__user"),
        many=("partners", "organisation__members__user", "partners__members__user"),
    )
    grants = permissions.MEETING
    fact_labels = {"photos": _("photos"), "reason": _("reason")}
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("organisational life", "meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_recorded_is_signed",
                condition=Q(state=MeetingState.RECORDED, recorded_at__isnull=False, present__isnull=False)
                | Q(state=MeetingState.DRAFT, recorded_at=None),
                violation_error_message=_("A recorded meeting says how many were there, and who signed when."),
            ),
            models.CheckConstraint(
                name="meeting_present_of_expected",
                condition=Q(present=None) | Q(expected=None) | Q(present__lte=F("expected")),
                violation_error_message=_("More people were present than expected. Correct one of the two."),
            ),
            models.CheckConstraint(
                name="meeting_grades_add_up",
                condition=~Q(kind=MeetingKind.APPRAISAL, state=MeetingState.RECORDED)
                | Q(present=F("excellent") + F("qualified") + F("basically_qualified") + F("unqualified")),
                violation_error_message=_("The grades together are as many as took part in the appraisal."),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("A meeting cannot end before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
            models.Index(fields=["organisation", "kind", "state", "held_on"], name="meeting_by_organisation"),
            models.Index(fields=["state", "held_on"], name="meeting_by_state"),
        ]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.get_kind_display()} · {self.organisation}"

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def is_planned(self):
        """Whether it is still to come."""
        return self.state == MeetingState.DRAFT and self.held_on > timezone.localdate()

    def cautions(self):
        """What the rules would have otherwise (domain.md 4.3), as sentences."""
        found = []
        is_short = self.present is not None and self.expected and self.present * 2 <= self.expected
        if self.kind == MeetingKind.MEMBERS_MEETING and is_short:
            found.append(_("Not more than half were present: what was voted on has no effect (rules on branch work)."))
        return found

    @transition(MeetingState.DRAFT, MeetingState.RECORDED, label=_("Sign the record"), tone="primary")
    def record(self, *, by):
        """The secretary stands by the record; from now on the meeting is counted."""
        if self.held_on > timezone.localdate():
            raise Refused(_t("This day has not come yet. Record it when it has."))
        if self.present is None:
            raise Refused(_t("Say how many were there."))
        if self.kind == MeetingKind.APPRAISAL:
            self._check_grades()
        if self.kind == MeetingKind.PARTY_LESSON and not self.lesson_by:
            raise Refused(_t("Say who gave the lesson."))
        self.recorded_at, self.recorded_by = timezone.now(), by
        self.sent_back_reason = ""

    @transition(MeetingState.RECORDED, MeetingState.DRAFT, label=_("Send back"))
    def send_back(self, *, by, reason):
        """The record is not true or not complete: back to the branch, with what is to be put right."""
        if not reason.strip():
            raise Refused(_t("Say what is to be put right."))
        self.sent_back_reason = reason
        self.recorded_at = self.recorded_by = None

    def _check_grades(self):
        grades = [getattr(self, name) for name in GRADES]
        if None in grades:
            raise Refused(_t("Write a number for each of the four grades, 0 where there is nobody."))
        if sum(grades) != self.present:
            raise Refused(
                _t("The grades add up to %(sum)d, but %(present)d took part. Correct one of them.")
                % {"sum": sum(grades), "present": self.present}
            )


class MeetingPhoto(Photo):
    """A photo of a meeting; never a public file."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=pgettext_lazy("organisational life", "meeting"), related_name="photos"
    )

    scope = Scope(
        organisations=("meeting__organisation", "meeting__partners"),
        persons=("meeting__organisation__members__user", "meeting__partners__members__user"),
        many=(
            "meeting__partners",
            "meeting__organisation__members__user",
            "meeting__partners__members__user",
        ),
    )
    grants = permissions.MEETING
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a meeting")
        verbose_name_plural = _("photos of meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_photo_once",
                fields=["meeting", "digest"],
                violation_error_message=_("This photo is there already."),
            )
        ]
