"""Reference data of the party organisations, kept in the CMS by its administrators."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from branches.forms.site_items import SiteItemForm
from branches.indicator_cms import StandardizationGroup
from branches.models import Frequency, Process, SiteChecklist, SiteItem
from branches.permissions import REFERENCE, SITE_CHECKLIST
from branches.reference import DraftPolicy, ReferencePolicy

# The commissioner writes them, and whoever keeps the reference data may help.
SITE_KEEPERS = REFERENCE["edit"] | SITE_CHECKLIST["edit"]


class ProcessViewSet(ModelViewSet):
    """The dangerous processes by which enterprises are marked."""

    model = Process
    permission_policy = ReferencePolicy(Process)
    icon = "warning"
    menu_label = _("Dangerous processes")
    form_fields = ["title", "title_en", "order"]
    list_display = ["title", "title_en", "order"]
    search_fields = ["title", "title_en"]
    copy_view_enabled = False


class SiteChecklistViewSet(ModelViewSet):
    """The head of a draft of the checklist of sites; new editions are begun as copies, on the desk."""

    model = SiteChecklist
    permission_policy = DraftPolicy(SiteChecklist, keepers=SITE_KEEPERS, only_copies=True)
    icon = "list-ul"
    menu_label = _("Checklists of sites")
    form_fields = ["title", "title_en", "note"]
    list_display = ["title", "edition", "state"]
    search_fields = ["title", "title_en"]
    copy_view_enabled = False


class SiteItemViewSet(ModelViewSet):
    """The items of the drafts; those of published editions do not change."""

    model = SiteItem
    permission_policy = DraftPolicy(SiteItem, keepers=SITE_KEEPERS)
    icon = "tick"
    menu_label = _("Items of sites")
    list_display = ["code", "title", "checklist", "is_compulsory", "photos_needed"]
    list_filter = ["checklist", "is_compulsory"]
    search_fields = ["code", "title", "title_en"]
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        """With an example photo."""
        return SiteItemForm


class FrequencyViewSet(ModelViewSet):
    """How often each kind of meeting is due."""

    model = Frequency
    permission_policy = ReferencePolicy(Frequency)
    icon = "date"
    menu_label = _("Frequencies of meetings")
    form_fields = ["kind", "period", "fewest_members", "is_watched", "source", "source_en", "order"]
    list_display = ["kind", "period", "is_watched", "source"]
    copy_view_enabled = False


class ReferenceData(ViewSetGroup):
    """The menu under which reference data stand."""

    menu_label = _("Reference data")
    menu_icon = "list-ul"
    items = (ProcessViewSet, FrequencyViewSet, SiteChecklistViewSet, SiteItemViewSet)


@hooks.register("register_admin_viewset")
def register_reference_data():
    """Put the reference data into the CMS's menu."""
    return ReferenceData()


@hooks.register("register_admin_viewset")
def register_indicators():
    """Put the drafts of the catalogue of indicators into the CMS's menu."""
    return StandardizationGroup()


DEEDS = {
    "branches.election": _("Election recorded"),
    "branches.term_extended": _("Term extended"),
    "branches.committee": _("Committee changed"),
    "branches.joint_unit": _("Units of the joint branch changed"),
}


@hooks.register("register_log_actions")
def register_deeds(actions):
    """Name the deeds at an organisation that are no transitions."""
    for action, label in DEEDS.items():
        actions.register_action(action, label, label)
