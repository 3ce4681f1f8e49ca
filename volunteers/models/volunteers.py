"""People who go along with a task force without holding a post in it; they need no account."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models.appointments import HoldingQuerySet
from branches.scoping import Scope
from portal.addresses import record_url
from portal.cells import key
from portal.deeds import log
from portal.states import Record, Refused
from volunteers import permissions


class Volunteer(Record):
    """A person on the list of a task force, from one day to another; it gives no rights, only a name to be ticked."""

    task_force = models.ForeignKey(
        "volunteers.TaskForce", models.PROTECT, verbose_name=_("task force"), related_name="volunteers"
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    name_key = models.CharField(_("name for comparison"), max_length=80, editable=False)
    user = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("account"), related_name="volunteering", null=True, blank=True
    )
    is_member = models.BooleanField(_("party member"), default=False)
    # Tells apart two people of one name.
    remark = models.CharField(_("remark"), max_length=60, blank=True)
    start = models.DateField(_("from"), default=timezone.localdate)
    end = models.DateField(_("to"), null=True, blank=True)

    scope = Scope(
        organisations=("task_force__organisation", "task_force__further_branches"),
        posts=("task_force",),
        persons=("user",),
        many=("task_force__further_branches",),
    )
    grants = permissions.VOLUNTEER
    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ["task_force", "start", "pk"]
        indexes = [models.Index(fields=["task_force", "name_key"], name="volunteer_by_name")]
        constraints = [
            models.CheckConstraint(
                name="volunteer_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("Nobody leaves before having come. Correct the days."),
            ),
            models.CheckConstraint(
                name="volunteer_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Name the person."),
            ),
            models.UniqueConstraint(
                name="volunteer_once",
                fields=["task_force", "name_key", "remark"],
                violation_error_message=_(
                    "Somebody of this name is on the list already. If it is another person, tell the two apart in the "
                    "remark."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.remark}）" if self.remark else self.name

    def get_absolute_url(self):
        return record_url("task_force", self.task_force_id)

    @classmethod
    def enrol(cls, people, task_force, *, by, start):
        """Put (name, is_member, remark) on the list of `task_force`: all or none. Who is on it already stays as is."""
        known = set(task_force.volunteers.values_list("name_key", "remark"))
        rows = []
        for name, is_member, remark in people:
            facts = (key(name), remark)
            if facts not in known:
                known.add(facts)
                rows.append(cls(task_force=task_force, name=name, name_key=facts[0], is_member=is_member))
                rows[-1].remark, rows[-1].start = remark, start
        if not rows:
            raise Refused(_("All of them are on the list already."))
        made = cls.objects.bulk_create(rows)
        # A number, no names: more people read the log than the list.
        log(task_force, "portal.edit", user=by, data={"facts": {"people": len(made)}})
        return made
