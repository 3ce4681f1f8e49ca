"""More time for a hazard: asked for by the enterprise with a reason, granted or refused by the centre."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Refused, Stateful, WrongState, transition
from volunteers import permissions
from volunteers.choices import ExtensionState
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard


class ExtensionQuerySet(ScopedQuerySet):
    """Questions about requests for extension."""

    def waiting(self):
        """Not answered, and the hazard is still to be rectified."""
        return self.filter(state=ExtensionState.ASKED, hazard__state__in=AT_THE_ENTERPRISE)

    def late_on(self, day):
        """Still waiting although the day by which the centre answers has passed."""
        return self.waiting().filter(answer_by__lt=day)


class Extension(Stateful):
    """One request for a later deadline, with the deadline it was to replace; answered or not, it stays."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, verbose_name=_("hazard"), related_name="extensions")
    state = models.CharField(
        _("state"), max_length=8, choices=ExtensionState, default=ExtensionState.ASKED, editable=False
    )
    due_before = models.DateField(_("deadline when it was asked for"))
    until = models.DateField(_("asked until"))
    reason = models.CharField(_("reason"), max_length=500)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("asked by"), related_name="+", null=True, editable=False
    )
    # Who signed where it was asked through the link of a notice, without an account.
    asker_name = models.CharField(_("signed by"), max_length=80, blank=True)
    answer_by = models.DateField(_("to be answered by"))
    granted_until = models.DateField(_("granted until"), null=True, editable=False)
    answer = models.CharField(_("answer to the request"), max_length=500, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("answered by"), related_name="+", null=True, editable=False
    )

    scope = hazard_scope("hazard")
    grants = permissions.EXTENSION
    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for extension")
        verbose_name_plural = _("requests for extension")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="extension_one_waits",
                fields=["hazard"],
                condition=Q(state=ExtensionState.ASKED),
                violation_error_message=_("A request is waiting for its answer already."),
            ),
            models.CheckConstraint(
                name="extension_is_later",
                condition=Q(until__gt=F("due_before")),
                violation_error_message=_("The new deadline must lie after the present one."),
            ),
            models.CheckConstraint(
                name="extension_answered_has_day",
                condition=Q(state=ExtensionState.ASKED, answered_on=None, granted_until=None)
                | Q(state=ExtensionState.GRANTED, answered_on__isnull=False, granted_until__isnull=False)
                | Q(state=ExtensionState.REFUSED, answered_on__isnull=False, granted_until=None),
                violation_error_message=_("An answer has its day, and a grant its new deadline."),
            ),
        ]
        indexes = [models.Index(fields=["-asked_on", "-id"], name="extension_newest")]

    def __str__(self):
        return f"{self.hazard.number} · {self.until:%Y-%m-%d}"

    def get_absolute_url(self):
        return record_url("extension", self.pk)

    @property
    def signed(self):
        """Who asked."""
        return str(self.asked_by) if self.asked_by_id else self.asker_name

    @property
    def was_late(self):
        """Whether it was asked for when the deadline had passed already."""
        return self.asked_on > self.due_before

    @classmethod
    def ask(cls, hazard, *, by, until, reason, asker_name=""):
        """Ask for more time for `hazard`; `by` is None where somebody signs through the link of a notice."""
        with transaction.atomic():
            now = hazard.locked()
            if now.state not in AT_THE_ENTERPRISE:
                raise WrongState(f"ask_extension: {now.state}")
            if not reason.strip():
                raise Refused(_("Say why more time is needed."))
            today = timezone.localdate()
            if now.due_on is None or until <= max(now.due_on, today):
                raise Refused(_("Choose a day after the present deadline, and not one that has passed."))
            if now.extensions.filter(state=ExtensionState.ASKED).exists():
                raise Refused(_("A request is waiting for its answer already."))
            answer_by = today + timedelta(days=HazardRules.current().answer_days)
            extension = cls._base_manager.create(
                hazard=now,
                due_before=now.due_on,
                until=until,
                reason=reason.strip(),
                asked_on=today,
                asked_by=by,
                asker_name=asker_name,
                answer_by=answer_by,
            )
            facts = {"until": str(until), "reason": reason.strip()}
            log(
                now, "portal.extension", user=by, data={"facts": facts | ({"signed": asker_name} if asker_name else {})}
            )
            log(extension, "portal.create", user=by)
            return extension

    @transition(ExtensionState.ASKED, ExtensionState.GRANTED, label=_("Grant the extension"), tone="primary")
    def grant(self, *, by, granted_until, answer=""):
        """The deadline moves; the centre may give less than was asked for."""
        self._refuse_own(by)
        if self.hazard.state not in AT_THE_ENTERPRISE:
            raise Refused(_("The hazard is no longer with the enterprise. There is nothing to extend."))
        if granted_until <= self.hazard.due_on:
            raise Refused(_("The new deadline must lie after the present one."))
        self.hazard.extend(by=by, due_on=granted_until, reason=self.reason)
        self._answer(by, answer)
        self.granted_until = granted_until

    @transition(ExtensionState.ASKED, ExtensionState.REFUSED, label=_("Refuse the extension"), tone="danger")
    def refuse(self, *, by, answer):
        """The deadline stays as it is."""
        self._refuse_own(by)
        if not answer.strip():
            raise Refused(_("Say why it is refused."))
        self._answer(by, answer)

    def _refuse_own(self, by):
        if by.pk == self.asked_by_id:
            raise Refused(_("Nobody answers the own request. Somebody else has to do it."))

    def _answer(self, by, answer):
        self.answer, self.answered_on, self.answered_by = answer.strip(), timezone.localdate(), by
