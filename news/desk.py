"""What the CMS has waiting for an editor or a publisher, as piles on their desk."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, TaskState, WorkflowState

from branches.permissions import CMS_GROUPS
from news.drift import drifted_pages

SHOWN = 5


@dataclass(frozen=True)
class PageToDo:
    """A page of the CMS as a line of a pile; it opens in the editor."""

    pk: int
    title: str

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.pk])


def pile(label, states, why):
    """One pile of pages, by the states of their workflows."""
    states = list(states)
    pages = [state.content_object for state in states[:SHOWN]]
    return {
        "label": label,
        "count": len(states),
        "records": [PageToDo(page.pk, page.get_admin_display_title()) for page in pages if page],
        "url": reverse("wagtailadmin_home"),
        "urgent": False,
        "why": why,
    }


def waiting_pages(user):
    """Pages to review for a publisher; pages sent back for whoever handed them in."""
    # Groups follow from the appointments of today, not from the rows that the CMS was last entered with.
    groups = {CMS_GROUPS[role] for role in user.roles if role in CMS_GROUPS}
    if not groups:
        return
    tasks = GroupApprovalTask.objects.filter(groups__name__in=groups)
    to_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=tasks).order_by("started_at")
    waiting = WorkflowState.objects.filter(current_task_state__in=to_review).order_by("created_at")
    yield pile(_("Pages to review"), waiting, _("An editor has handed them in; nobody has published them yet."))
    sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    yield pile(_("Pages sent back to you"), sent_back.order_by("created_at"), _("The publisher asks for changes."))
    if drifted := drifted_pages():
        yield {
            "label": _("Articles whose figures have drifted"),
            "count": len(drifted),
            "records": [PageToDo(key, title) for key, title in list(drifted.items())[:SHOWN]],
            "url": reverse("wagtailadmin_home"),
            "urgent": False,
            "why": _("The records say otherwise today than the article does. Visitors see no mark of it."),
        }
