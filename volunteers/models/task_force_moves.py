"""What became of a task force when its organisation ended: it goes on at another one, or is disbanded on that day."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from volunteers import permissions
from volunteers.models.task_forces import TaskForce, TaskForcePost


class TaskForceMove(models.Model):
    """A decision about an organisation took one of its task forces along, or ended it; the decision says why."""

    task_force = models.ForeignKey(TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="moves")
    change = models.ForeignKey(
        "branches.OrganisationalChange", models.PROTECT, verbose_name=_("organisational change"), related_name="+"
    )
    organisation_before = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("belonged to"), related_name="+"
    )
    # Empty: the task force was disbanded.
    organisation_after = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("belongs to"), related_name="+", null=True, blank=True
    )
    effective_on = models.DateField(_("effective on"))
    # {key of a post that ended with the task force: its last day before, or null}.
    posts = models.JSONField(_("posts ended"), default=dict, editable=False)

    scope = Scope(organisations=("organisation_before", "organisation_after"))
    grants = permissions.TASK_FORCE_GRANTS
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("what became of a task force")
        verbose_name_plural = _("what became of task forces")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="task_force_moved_once",
                fields=["task_force", "change"],
                violation_error_message=_("This decision has been followed already."),
            ),
            models.CheckConstraint(
                name="task_force_moves_elsewhere",
                condition=Q(organisation_after=None) | ~Q(organisation_after=models.F("organisation_before")),
                violation_error_message=_("It belongs there already."),
            ),
        ]

    def __str__(self):
        return f"{self.task_force} {self.effective_on}"

    @classmethod
    def follow(cls, change, *, by):
        """The organisation of the change has ended: its task forces go on where it goes on, or end with it."""
        forces = TaskForce.objects.filter(organisation=change.organisation).select_for_update()
        for force in forces.in_force(change.effective_on).order_by("pk"):
            move = cls(task_force=force, change=change, effective_on=change.effective_on)
            move.organisation_before, move.organisation_after = change.organisation, change.merged_into
            if change.merged_into is None:
                move._end_posts()
            move.save()
            move._tell(by=by)

    @classmethod
    def load(cls, changes, saver):
        """The same for changes that a ledger has brought: all at once, each row remembered so that the batch may go."""
        ended = {change.organisation_id: change for change in changes}
        forces = [
            force
            for force in TaskForce.objects.filter(organisation__in=ended).select_for_update().order_by("pk")
            if force.stands_on(ended[force.organisation_id].effective_on)
        ]
        disbanded = {force.pk: force for force in forces if ended[force.organisation_id].merged_into is None}
        ending = [
            (post, disbanded[post.task_force_id].organisation_id)
            for post in TaskForcePost._base_manager.filter(task_force__in=disbanded).order_by("pk")
        ]
        posts: dict[int, dict] = {}
        moves, left = [], []
        for post, organisation in ending:
            last = ended[organisation].effective_on - timedelta(days=1)
            if post.end is None or post.end > last:
                posts.setdefault(post.task_force_id, {})[str(post.pk)] = post.end.isoformat() if post.end else None
                left.append((post, None, {"end": post.end}))
                post.end = max(last, post.start)
        rows = []
        for force in forces:
            change = ended[force.organisation_id]
            facts = {"organisation_before": change.organisation, "organisation_after": change.merged_into}
            move = cls(task_force=force, change=change, effective_on=change.effective_on, **facts)
            move.posts = posts.get(force.pk, {})
            moves.append((move, None))
            rows.append((force, None, {"organisation": force.organisation_id, "disbanded_on": force.disbanded_on}))
            move._tell_force()
        saver.create(cls, moves)
        saver.update(TaskForce, rows)
        saver.update(TaskForcePost, left)

    def take_back(self, *, by):
        """The decision was never true: the task force stands as before, unless somebody has decided otherwise since."""
        force = self.task_force
        if self.organisation_after_id and force.organisation_id == self.organisation_after_id:
            force.organisation_id = self.organisation_before_id
        elif self.organisation_after_id is None and force.disbanded_on == self.effective_on:
            force.disbanded_on = None
            self._open_posts()
        force.version += 1
        force.save()
        facts = {"organisation": str(force.organisation)}
        log(force, "portal.edit", user=by, data={"facts": facts})
        self.delete()

    def renew(self, corrected, *, by):
        """The decision was entered anew: it holds from the day that it says now."""
        if self.organisation_after_id is None and self.task_force.disbanded_on == self.effective_on:
            self._open_posts()
            self.effective_on = corrected.effective_on
            self._end_posts()
        self.change, self.effective_on = corrected, corrected.effective_on
        self.save()
        self._tell(by=by)

    def _end_posts(self):
        """Whoever holds a post in a task force that is disbanded holds it until the day before."""
        last, self.posts = self.effective_on - timedelta(days=1), {}
        for post in TaskForcePost._base_manager.filter(task_force=self.task_force):
            if post.end is None or post.end > last:
                self.posts[str(post.pk)] = post.end.isoformat() if post.end else None
                self._set_end(post, max(last, post.start))

    def _open_posts(self):
        """The posts end as they did before."""
        for post in TaskForcePost._base_manager.filter(pk__in=[int(key) for key in self.posts]):
            before = self.posts[str(post.pk)]
            self._set_end(post, date.fromisoformat(before) if before else None)

    @staticmethod
    def _set_end(post, day):
        post.end, post.version = day, post.version + 1
        post.save(update_fields=["end", "version", "updated_at"])

    def _tell_force(self):
        """The task force, not saved yet, as it is now."""
        force = self.task_force
        if self.organisation_after is not None:
            force.organisation = self.organisation_after
        else:
            force.disbanded_on = max(self.effective_on, force.formed_on or self.effective_on)
        return force

    def _tell(self, *, by):
        """The task force's own row says what holds now."""
        force = self._tell_force()
        force.version += 1
        force.save()
        after = str(self.organisation_after) if self.organisation_after else ""
        facts = {
            "organisation": after,
            "disbanded_on": str(force.disbanded_on or ""),
            "effective_on": self.effective_on,
        }
        log(force, "portal.edit", user=by, data={"facts": {name: str(value) for name, value in facts.items() if value}})
