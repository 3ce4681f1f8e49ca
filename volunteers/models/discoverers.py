"""Joint discoverers: who else found a hazard. It stays one hazard, credited to several."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.states import Refused
from volunteers import permissions
from volunteers.choices import HazardState
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard
from volunteers.models.task_forces import TaskForce


class Discoverer(models.Model):
    """A task force, or a person, that found a hazard together with its finder, or found the same one."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, verbose_name=_("hazard"), related_name="discoverers")
    task_force = models.ForeignKey(
        TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="discoveries", null=True, blank=True
    )
    # The branch of the task force on the day it was credited, as at the hazard itself.
    organisation = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("branch"),
        related_name="discoveries",
        null=True,
        editable=False,
    )
    user = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("person"), related_name="discoveries", null=True, blank=True
    )
    credited_at = models.DateTimeField(_("credited at"), default=timezone.now)
    credited_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("credited by"), related_name="+", null=True
    )

    scope = hazard_scope("hazard")
    grants = permissions.HAZARD
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint discoverer")
        verbose_name_plural = _("joint discoverers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="discoverer_is_force_or_person",
                condition=Q(task_force__isnull=False, user=None) | Q(task_force=None, user__isnull=False),
                violation_error_message=_("A joint discoverer is a task force or a person."),
            ),
            models.UniqueConstraint(
                name="discoverer_force_once",
                fields=["hazard", "task_force"],
                violation_error_message=_("This task force is credited already."),
            ),
            models.UniqueConstraint(
                name="discoverer_person_once",
                fields=["hazard", "user"],
                violation_error_message=_("This person is credited already."),
            ),
        ]

    def __str__(self):
        return str(self.task_force or self.user)

    @classmethod
    def credit(cls, hazard, *, by, task_forces=(), people=()):
        """Credit a hazard to more task forces and people; who has it already is left out."""
        with transaction.atomic():
            now = hazard.locked()
            if now.state == HazardState.VOID:
                raise Refused(_("A void hazard is credited to nobody."))
            if now.rechecked_by_id and now.rechecked_by_id in {person.pk for person in people}:
                raise Refused(_("%(name)s did the re-check and cannot be a finder too.") % {"name": now.rechecked_by})
            known = {(row.task_force_id, row.user_id) for row in cls._base_manager.filter(hazard=now)}
            known |= {(now.task_force_id, None), (None, now.finder_id)}
            rows = [
                cls(hazard=now, task_force=force, organisation_id=force.organisation_id, credited_by=by)
                for force in task_forces
                if (force.pk, None) not in known
            ]
            rows += [cls(hazard=now, user=one, credited_by=by) for one in people if (None, one.pk) not in known]
            cls._base_manager.bulk_create(rows)
            if rows:
                log(now, "portal.credit", user=by, data={"facts": {"discoverers": "、".join(map(str, rows))}})
            return rows
