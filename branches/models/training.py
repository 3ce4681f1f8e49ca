"""Training: sessions with their programme and material, who is invited, who was there, what one has read."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from branches import permissions
from branches.choices import Attended, Reply, TrainingKind, TrainingState
from branches.models.invitations import HELD_STATES, Invitation
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.counting import how_many
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from portal.versions import Versions

# The pages of the public site that can be material; named by content type, since news stands above this app.
MATERIAL_TYPE = {"content_type__app_label": "news", "content_type__model": "trainingpage"}


def training_pages(*, every_language=False):
    """The training material that the public site shows, the newest first; in the reader's language."""
    pages = Page.objects.live().public().filter(**MATERIAL_TYPE).order_by("-first_published_at", "-pk")
    return pages if every_language else pages.filter(locale=Locale.get_active())


class TrainingQuerySet(ScopedQuerySet):
    """Questions about sessions. Held ones are counted, each by its day."""

    def allowing(self, user, verb):
        """As everywhere; whoever organises safety training only, does so for no other kind."""
        rows = super().allowing(user, verb)
        if verb not in permissions.ORGANISING or permissions.ORGANISES_ALL & user.roles:
            return rows
        return rows.filter(kind__in=permissions.ORGANISES_SAFETY)

    def held_between(self, start, end):
        """Held on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self.filter(state__in=HELD_STATES)
        rows = rows if start is None else rows.filter(held_on__gte=start)
        return rows if end is None else rows.filter(held_on__lte=end)

    def coming(self):
        """Announced, and not past."""
        return self.filter(state=TrainingState.ANNOUNCED, held_on__gte=timezone.localdate())

    def to_answer_by(self, user):
        """Coming sessions to which `user` is invited and has not answered."""
        open_ones = Invitation._base_manager.filter(user=user, reply=Reply.OPEN)
        return self.coming().filter(pk__in=open_ones.values("session"))

    def attendance_to_enter(self):
        """Sessions whose day has come and whose attendance is not closed."""
        today = timezone.localdate()
        return self.filter(Q(state=TrainingState.HELD) | Q(state=TrainingState.ANNOUNCED, held_on__lte=today))

    def with_numbers(self):
        """Each with how many are `invited`, `coming` and were `present`."""
        invitations = Invitation._base_manager
        return self.annotate(
            invited=how_many(invitations, "session"),
            coming=how_many(invitations.filter(reply=Reply.COMING), "session"),
            present=how_many(invitations.filter(attended=Attended.PRESENT), "session"),
        )


class TrainingSession(Stateful):
    """One training: when, where, for whom, by whom; from the draft to the attendance."""

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=TrainingKind, default=TrainingKind.PARTY)
    held_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("from (time)"))
    ends_at = models.TimeField(_("to (time)"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    remark = models.TextField(_("what to bring, what to know"), max_length=1000, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("for whose people"), related_name="training_sessions"
    )
    grid = models.ForeignKey(
        "branches.Grid",
        models.PROTECT,
        verbose_name=_("grid"),
        related_name="training_sessions",
        null=True,
        blank=True,
    )
    roles = models.JSONField(_("audience"), default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=TrainingState, default=TrainingState.DRAFT, editable=False
    )
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True, editable=False
    )
    announced_at = models.DateTimeField(_("announced at"), null=True, editable=False)
    announced_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("announced by"), related_name="+", null=True, editable=False
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("closed by"), related_name="+", null=True, editable=False
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    history = Versions()
    scope = Scope(
        organisations=("organisation", "invitations__organisation"),
        persons=("invitations__user",),
        many=("invitations__organisation", "invitations__user"),
    )
    grants = permissions.TRAINING
    fact_labels = {"people": _("people"), "present": _("present")}
    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="training_newest"),
            models.Index(fields=["state", "-held_on", "-id"], name="training_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="training_ends_after_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It cannot end before it begins. Correct the times."),
            ),
            models.CheckConstraint(
                name="training_closed_has_date",
                condition=Q(state=TrainingState.CLOSED, closed_at__isnull=False)
                | (~Q(state=TrainingState.CLOSED) & Q(closed_at=None)),
                violation_error_message=_("A closed session has the time at which it was closed."),
            ),
        ]

    def __str__(self):
        return f"{date_format(self.held_on, 'Y-m-d')} {self.title}"

    def get_absolute_url(self):
        return reverse("training_session", args=[self.pk])

    @property
    def begins(self):
        """The moment at which it begins."""
        return timezone.make_aware(datetime.combine(self.held_on, self.starts_at))

    def audience(self):
        """(user, role, place) of everybody meant: the appointments in force on the day, each person once."""
        found = {}  # type: ignore[var-annotated]
        for holding, place in [*self._appointed(), *self._posted()]:
            found.setdefault(holding.user_id, (holding.user, holding.role, place))
        return list(found.values())

    def _appointed(self):
        """Appointments to one of the roles, at a place below the organisation or in the grid."""
        inside = Q(organisation__path__startswith=self.organisation.path)
        inside |= Q(enterprise__organisation__path__startswith=self.organisation.path)
        if self.organisation.is_root():
            # The whole zone: also grids, and enterprises that no organisation covers.
            inside |= Q(organisation=None)
        if self.grid_id:
            inside = Q(grid=self.grid_id) | Q(enterprise__grid=self.grid_id)
        model = self.organisation.appointments.model
        rows = model.objects.in_force(self.day_asked).filter(inside, role__in=self.roles, user__is_active=True)
        for one in rows.select_related("user", "organisation", "grid", "enterprise__organisation").order_by("pk"):
            yield one, one.place

    def _posted(self):
        """Posts in task forces of the branches below the organisation."""
        if self.grid_id or not permissions.TASK_FORCE & set(self.roles):
            return
        model = Invitation._meta.get_field("user").related_model._meta.get_field("posts").related_model
        rows = model.objects.in_force(self.day_asked).filter(
            role__in=self.roles, task_force__organisation__path__startswith=self.organisation.path, user__is_active=True
        )
        for one in rows.select_related("user", "task_force__organisation").order_by("pk"):
            yield one, one.task_force

    @property
    def day_asked(self):
        """The day on which the roles have to be held: that of the session, or today if that is later."""
        return max(self.held_on, timezone.localdate())

    def invite_audience(self, *, by):
        """Invite everybody of the audience who is not invited yet; how many these were."""
        known = set(self.invitations.exclude(user=None).values_list("user", flat=True))
        rows = [Invitation.of(self, *one) for one in self.audience() if one[0].pk not in known]
        Invitation.objects.bulk_create(rows, batch_size=500)
        return len(rows)

    def invite(self, *, by, user=None, name="", unit="", post=""):
        """Invite one more: a person with an account, or a guest by name. Once the day has come, a late addition."""
        if self.state in (TrainingState.CLOSED, TrainingState.CALLED_OFF):
            raise Refused(_("It is closed. Open it again before you change its list."))
        if user is not None and self.invitations.filter(user=user).exists():
            raise Refused(_("%(name)s is on the list already.") % {"name": user})
        if user is not None:
            offices = [office for office in user.offices if office.place]
            role, place = (offices[0].role, offices[0].place) if offices else ("", None)
            invitation = Invitation.of(self, user, role, place)
        else:
            invitation = Invitation(session=self, name=name)
        invitation.unit, invitation.post = unit or invitation.unit, post or invitation.post
        invitation.is_late = self.state == TrainingState.HELD
        invitation.save()
        # A number, no name: more people see the session than its list.
        log(self, "portal.edit", user=by, data={"facts": {"people": 1}})
        return invitation

    @transition(TrainingState.DRAFT, TrainingState.ANNOUNCED, label=_("Announce"), tone="primary")
    def announce(self, *, by):
        """Everybody of the audience is invited; it stands on their desks and calendars."""
        if not self.roles and not self.invitations.exists():
            raise Refused(_("Say who is meant: choose roles, or put people on the list by hand."))
        self.invite_audience(by=by)
        self.announced_at, self.announced_by = timezone.now(), by

    @transition(TrainingState.ANNOUNCED, TrainingState.HELD, label=_("Has been held"), tone="primary")
    def hold(self, *, by):
        """It took place; now the attendance is entered."""
        if self.held_on > timezone.localdate():
            raise Refused(_("Its day has not come yet."))

    @transition(TrainingState.HELD, TrainingState.CLOSED, label=_("Close the attendance"), tone="primary")
    def close(self, *, by):
        """The list is complete: for everybody it says present, absent or excused."""
        if missing := self.invitations.filter(attended="").count():
            raise Refused(_("For %(n)d people it does not say whether they came.") % {"n": missing})
        self.closed_at, self.closed_by = timezone.now(), by

    @transition(TrainingState.CLOSED, TrainingState.HELD, label=_("Open again"))
    def reopen(self, *, by, reason):
        """Something in the list was wrong."""
        self.closed_at = self.closed_by = None

    @transition(
        (TrainingState.DRAFT, TrainingState.ANNOUNCED), TrainingState.CALLED_OFF, label=_("Call off"), tone="danger"
    )
    def call_off(self, *, by, reason):
        """It does not take place; whoever is invited sees why."""
        self.reason = reason

    def enter_attendance(self, marks, additions=(), *, by, version):
        """Write {invitation: (attended, remark)} at once, and who came without being on the list; False where somebody
        else has saved the list since `version`. An addition is {"name", "unit", "post", "attended", "remark"}."""
        with transaction.atomic():
            session = self.locked()
            if session.state not in HELD_STATES[:1]:
                raise Refused(_("The attendance is entered once it has been held, until it is closed."))
            if session.version != version:
                return False
            changed = []
            for invitation, (attended, remark) in marks.items():
                if (invitation.attended, invitation.remark) != (attended, remark):
                    invitation.attended, invitation.remark = attended, remark
                    invitation.version += 1
                    changed.append(invitation)
            Invitation.objects.bulk_update(changed, ["attended", "remark", "version"], batch_size=500)
            Invitation.objects.bulk_create(Invitation(session=session, is_late=True, **one) for one in additions)
            type(self)._base_manager.filter(pk=self.pk).update(version=F("version") + 1, updated_at=timezone.now())
            if changed or additions:
                present = self.invitations.filter(attended=Attended.PRESENT).count()
                log(
                    self,
                    "portal.edit",
                    user=by,
                    data={"facts": {"people": len(changed) + len(additions), "present": present}},
                )
            return True


class ProgrammeItem(models.Model):
    """One line of a session's programme."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, verbose_name=_("training session"), related_name="programme"
    )
    time = models.TimeField(_("time"), null=True, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    speaker = models.CharField(_("speaker"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("line of the programme")
        verbose_name_plural = _("lines of the programme")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.topic


class TrainingMaterial(models.Model):
    """A page of the public site that belongs to a session: to be read before or after."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, verbose_name=_("training session"), related_name="materials"
    )
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")

    class Meta:
        verbose_name = _("material of a session")
        verbose_name_plural = _("material of sessions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="training_material_once",
                fields=["session", "page"],
                violation_error_message=_("This page is among the material already."),
            )
        ]

    def __str__(self):
        return self.page.title
