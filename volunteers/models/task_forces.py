"""Party-member task forces and the people who hold a post in them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.models import Holding
from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Record, Refused
from volunteers import permissions


class TaskForceQuerySet(ScopedQuerySet):
    """Questions about task forces."""

    def in_force(self, day):
        """Formed by `day` and not disbanded by then."""
        formed = Q(formed_on=None) | Q(formed_on__lte=day)
        return self.filter(formed).filter(Q(disbanded_on=None) | Q(disbanded_on__gt=day))


class TaskForce(Record):
    """Party members of a branch, or of several, who give evenings and days off to clean-ups and safety work.

    `organisation` is the branch to which its deeds are credited; the further branches see and look after it too.
    """

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(_("name for comparison"), max_length=120, unique=True, editable=False)
    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("branch"), related_name="task_forces"
    )
    further_branches = models.ManyToManyField(
        "branches.Organisation", verbose_name=_("together with"), related_name="shared_task_forces", blank=True
    )
    formed_on = models.DateField(_("formed on"), null=True, blank=True)
    disbanded_on = models.DateField(_("disbanded on"), null=True, blank=True)
    slogan = models.CharField(_("purpose"), max_length=200, blank=True)

    scope = Scope(organisations=("organisation", "further_branches"), posts=("",), many=("further_branches",))
    grants = permissions.TASK_FORCE_GRANTS
    fact_labels = {"people": _("people"), "effective_on": _("effective on")}
    objects = TaskForceQuerySet.as_manager()

    class Meta:
        verbose_name = _("task force")
        verbose_name_plural = _("task forces")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_force_disbanded_after_formed",
                condition=Q(disbanded_on=None) | Q(formed_on=None) | Q(disbanded_on__gte=F("formed_on")),
                violation_error_message=_("A task force cannot be disbanded before it was formed."),
            )
        ]
        indexes = [models.Index(fields=["name", "id"], name="task_force_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_url("task_force", self.pk)

    def stands_on(self, day):
        """Whether it was formed by `day` and not disbanded by then."""
        is_formed = self.formed_on is None or self.formed_on <= day
        return is_formed and (self.disbanded_on is None or self.disbanded_on > day)

    def belonged_to(self, day):
        """The key of the organisation to which it belonged on `day`."""
        if day >= timezone.localdate():
            # No decision takes effect before its day.
            return self.organisation_id
        later = self.moves.filter(effective_on__gt=day, organisation_after__isnull=False)
        move = later.order_by("effective_on", "pk").first()
        return move.organisation_before_id if move else self.organisation_id


class TaskForcePost(Holding):
    """A person leads or belongs to a task force, from when to when: the appointment at a task force."""

    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("person"), related_name="posts")
    task_force = models.ForeignKey(TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="posts")

    scope = Scope(
        organisations=("task_force__organisation", "task_force__further_branches"),
        posts=("task_force",),
        persons=("user",),
        many=("task_force__further_branches",),
    )
    grants = permissions.TASK_FORCE_GRANTS

    class Meta:
        verbose_name = _("task-force post")
        verbose_name_plural = _("task-force posts")
        ordering = ["role", "-start", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_force_post_role",
                condition=Q(role__in=[Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER]),
                violation_error_message=_("In a task force one is leader or member."),
            ),
            models.CheckConstraint(
                name="task_force_post_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("A post cannot end before it began."),
            ),
            models.UniqueConstraint(
                name="task_force_post_once",
                fields=["user", "task_force", "role", "start"],
                violation_error_message=_("This person holds this post already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.task_force}"

    @property
    def place(self):
        """The task force at which the post is held."""
        return self.task_force

    def get_absolute_url(self):
        return self.task_force.get_absolute_url()

    @classmethod
    def appoint(cls, user, role, task_force, *, by, start=None, end=None):
        """Give `user` a post in `task_force`; refuses any other role than leader or member."""
        if role not in (Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER):
            raise Refused(_("In a task force one is leader or member."))
        post = cls(user=user, role=role, task_force=task_force, end=end)
        post.start = start or post.start
        post.full_clean()
        post.save()
        log(post, "portal.create", user=by)
        return post
