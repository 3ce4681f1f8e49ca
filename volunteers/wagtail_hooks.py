"""Reference data that the zone may add to in the CMS: kinds of activity, categories of hazard, the calendar of work."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from branches.reference import ReferencePolicy
from volunteers.models import ActivityKind, HazardCategory, SpecialDay, WorkingHours
from volunteers.standard_cms import JudgementGroup


class ActivityKindViewSet(ModelViewSet):
    """What sorts of activity there are, and which count as clean-ups."""

    model = ActivityKind
    permission_policy = ReferencePolicy(ActivityKind)
    icon = "tag"
    form_fields = ["title", "title_en", "text", "text_en", "icon", "is_cleanup", "order"]
    list_display = ["title", "title_en", "is_cleanup", "order"]
    search_fields = ["title", "title_en"]
    inspect_view_enabled = False
    copy_view_enabled = False


class HazardCategoryViewSet(ModelViewSet):
    """What sorts of hazard there are."""

    model = HazardCategory
    permission_policy = ReferencePolicy(HazardCategory)
    icon = "warning"
    form_fields = ["title", "title_en", "order"]
    list_display = ["title", "title_en", "order"]
    search_fields = ["title", "title_en"]
    copy_view_enabled = False


class SpecialDayViewSet(ModelViewSet):
    """Public holidays and weekends worked; entered each autumn for the year to come, and checked by the office."""

    model = SpecialDay
    permission_policy = ReferencePolicy(SpecialDay)
    icon = "date"
    form_fields = ["day", "is_off", "title", "title_en", "is_checked"]
    list_display = ["day", "is_off", "title", "title_en", "is_checked"]
    list_filter = ["is_checked", "is_off"]
    search_fields = ["title", "title_en"]
    copy_view_enabled = False


class OneRowPolicy(ReferencePolicy):
    """Reference data of one row, which is there from the beginning: it is changed, never added nor removed."""

    def user_has_permission(self, user, action):
        """Everything but adding and removing."""
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class WorkingHoursViewSet(ModelViewSet):
    """Between which hours people are at work: what is done before or after is done in one's free time."""

    model = WorkingHours
    permission_policy = OneRowPolicy(WorkingHours)
    icon = "time"
    form_fields = ["begins", "ends"]
    list_display = ["begins", "ends"]
    inspect_view_enabled = False
    copy_view_enabled = False


class FieldWorkGroup(ViewSetGroup):
    """One entry of the CMS's menu for all of them."""

    menu_label = _("Task forces and safety")
    menu_icon = "group"
    items = (ActivityKindViewSet, HazardCategoryViewSet, SpecialDayViewSet, WorkingHoursViewSet)


@hooks.register("register_admin_viewset")
def register_reference_data():
    """Let the CMS look after the reference data."""
    return FieldWorkGroup()


@hooks.register("register_admin_viewset")
def register_standards():
    """Put the drafts of the judgement standards into the CMS's menu."""
    return JudgementGroup()


DEEDS = {
    "volunteers.joined_visit": _("Joined the visit"),
    "volunteers.opinion": _("Expert's opinion attached"),
    "volunteers.lesson": _("Lesson named"),
    "volunteers.lesson_withdrawn": _("Lesson withdrawn"),
}


@hooks.register("register_log_actions")
def register_deeds(actions):
    """Name the deeds that are no transitions."""
    for action, label in DEEDS.items():
        actions.register_action(action, label, label)
