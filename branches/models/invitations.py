"""Who is invited to a training, who was there, and what somebody says to have read: records, never scores."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import Attended, Reply, Role, TrainingState
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Record, Refused

# A session in one of these states took place.
HELD_STATES = (TrainingState.HELD, TrainingState.CLOSED)


class InvitationQuerySet(ScopedQuerySet):
    """Questions about invitations and attendance."""

    def present_between(self, start, end):
        """People who were there, at sessions held in the period; whoever came twice counts twice."""
        rows = self.filter(attended=Attended.PRESENT, session__state__in=HELD_STATES)
        rows = rows if start is None else rows.filter(session__held_on__gte=start)
        return rows if end is None else rows.filter(session__held_on__lte=end)


class Invitation(Record):
    """One person on the list of a session: invited, answered, there or not. A record, never a score."""

    session = models.ForeignKey(
        "branches.TrainingSession", models.CASCADE, verbose_name=_("training session"), related_name="invitations"
    )
    user = models.ForeignKey(
        "portal.User",
        models.PROTECT,
        verbose_name=_("account"),
        related_name="training_invitations",
        null=True,
        blank=True,
    )
    # As they were when the person was invited, so that a later move changes no list.
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    post = models.CharField(_("post"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="training_invitations",
        null=True,
        blank=True,
    )
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.OPEN)
    reply_reason = models.CharField(_("reason"), max_length=200, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, editable=False)
    attended = models.CharField(pgettext_lazy("training", "attendance"), max_length=8, choices=Attended, blank=True)
    is_late = models.BooleanField(_("late addition"), default=False)
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    scope = Scope(organisations=("session__organisation", "organisation"), persons=("user",))
    grants = permissions.INVITATION
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["session", "unit", "pk"]
        indexes = [models.Index(fields=["user", "attended"], name="invitation_of_person")]
        constraints = [
            models.UniqueConstraint(
                name="invitation_once",
                fields=["session", "user"],
                violation_error_message=_("This person is on the list already."),
            ),
            models.CheckConstraint(
                name="invitation_names_somebody",
                condition=~Q(name=""),
                violation_error_message=_("Name the person."),
            ),
        ]

    def __str__(self):
        return f"{self.name} · {self.session}"

    def get_absolute_url(self):
        return reverse("training_session", args=[self.session_id])

    @classmethod
    def of(cls, session, user, role, place):
        """An invitation not saved yet, with unit and post as they are today."""
        organisation = place if isinstance(place, Organisation) else getattr(place, "organisation", None)
        return cls(
            session=session,
            user=user,
            name=str(user),
            unit=str(place or ""),
            post=str(Role(role).label) if role else "",
            organisation=organisation,
        )

    def answer(self, *, by, reply, reason=""):
        """The invited person says whether to come; until the day it may be changed."""
        if self.user_id != by.pk:
            raise Refused(_("Only the person invited answers."))
        with transaction.atomic():
            session = self.session.locked()
            if session.state != TrainingState.ANNOUNCED or session.held_on < timezone.localdate():
                raise Refused(_("It is too late for an answer. Tell the organiser."))
            self.reply, self.reply_reason, self.replied_at = reply, reason, timezone.now()
            self.version += 1
            self.save()
            log(self, "portal.edit", user=by, data={"facts": {"reply": str(reply), "reply_reason": reason}})


class MaterialReading(models.Model):
    """Somebody says of a page of training material: I have read this. One's own word, checked by nobody."""

    user = models.ForeignKey("portal.User", models.CASCADE, verbose_name=_("person"), related_name="material_readings")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    scope = Scope(persons=("user",))
    grants = permissions.MATERIAL_READING
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("material read")
        verbose_name_plural = _("material read")
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="material_read_once",
                fields=["user", "page"],
                violation_error_message=_("You have said so already."),
            )
        ]

    def __str__(self):
        return self.page.title

    @classmethod
    def asked_of(cls, user, page):
        """(whether `user` has been invited to a session to which this page belongs, when it was read or None)."""
        invited = Invitation.objects.filter(user=user, session__materials__page=page)
        is_asked = invited.exclude(session__state__in=(TrainingState.DRAFT, TrainingState.CALLED_OFF)).exists()
        return is_asked, cls.objects.filter(user=user, page=page).values_list("read_at", flat=True).first()

    @classmethod
    def declare(cls, user, page):
        """`user` has read `page`; said twice it is said once."""
        return cls.objects.get_or_create(user=user, page=page)[0]
