"""Reference data of the party organisations, kept in the CMS by its administrators."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from branches.indicator_cms import StandardizationGroup
from branches.models import Process
from branches.reference import ReferencePolicy


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


class ReferenceData(ViewSetGroup):
    """The menu under which reference data stand."""

    menu_label = _("Reference data")
    menu_icon = "list-ul"
    items = (ProcessViewSet,)


@hooks.register("register_admin_viewset")
def register_reference_data():
    """Put the reference data into the CMS's menu."""
    return ReferenceData()


@hooks.register("register_admin_viewset")
def register_indicators():
    """Put the drafts of the catalogue of indicators into the CMS's menu."""
    return StandardizationGroup()
