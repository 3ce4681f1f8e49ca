"""The catalogue of indicators in the CMS: the commissioner writes drafts there; what is published is only read. Beside
it the kinds of honour.

Publishing and copying are verbs of the catalogue and stand on its page on the desk.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import modelform_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from branches.choices import CatalogueState
from branches.models import Grade, HonourKind, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.permissions import HONOUR_KIND, INDICATOR_CATALOGUE
from branches.reference import DraftPolicy


class DraftOnly:
    """Changing what belongs to a version, as long as that is a draft: asked again under the version's lock."""

    def get_object(self, queryset=None):
        record = super().get_object(queryset)
        if not record.version_of.is_draft:
            raise PermissionDenied(_("A published version never changes. Make a new version on its page on the desk."))
        return record

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            if not self.get_object().version_of.locked().is_draft:
                raise PermissionDenied(_("It has been published in the meantime."))
            return super().post(request, *args, **kwargs)


class DraftEdit(DraftOnly, generic.EditView):
    """Changing a draft or a part of it."""


class DraftDelete(DraftOnly, generic.DeleteView):
    """Taking a draft or a part of it away."""


class CatalogueForm(WagtailAdminModelForm):
    """A new catalogue gets the next number of its kind."""

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and (not self.instance.pk or "kind" in self.changed_data):
            self.instance.number = IndicatorCatalogue.next_number(kind)
        return cleaned


class IndicatorViewSet(ModelViewSet):
    """What all four lists share: drafts are edited, the rest is inspected."""

    edit_view_class = DraftEdit
    delete_view_class = DraftDelete
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self):
        """Decided by role and by the version's state."""
        return DraftPolicy(self.model, keepers=INDICATOR_CATALOGUE["edit"])

    def formfield_for_dbfield(self, db_field, **kwargs):
        """Only drafts, and groups of drafts, can be chosen."""
        drafts = {
            "catalogue": IndicatorCatalogue.objects.filter(state=CatalogueState.DRAFT),
            "group": IndicatorGroup.objects.filter(catalogue__state=CatalogueState.DRAFT).select_related("catalogue"),
        }
        if db_field.name in drafts:
            kwargs["queryset"] = drafts[db_field.name]
        return super().formfield_for_dbfield(db_field, **kwargs)


class CatalogueViewSet(IndicatorViewSet):
    """The versions."""

    model = IndicatorCatalogue
    icon = "folder-open-1"
    menu_label = gettext_lazy("Versions of the catalogue")
    form_fields = ["kind", "year", "title", "title_en", "is_proposal", "basis", "basis_en", "bonus_ceiling"]
    list_display = ["title", "kind", "number", "year", "state"]
    list_filter = ["kind", "state"]

    def get_form_class(self, for_update=False):
        """The form that gives the number which nobody types."""
        return modelform_factory(
            self.model, CatalogueForm, fields=self.form_fields, formfield_callback=self.formfield_for_dbfield
        )


class GroupViewSet(IndicatorViewSet):
    """The groups."""

    model = IndicatorGroup
    icon = "list-ul"
    menu_label = gettext_lazy("Groups")
    form_fields = ["catalogue", "code", "title", "title_en", "points", "order"]
    list_display = ["code", "title", "points", "catalogue"]
    list_filter = ["catalogue"]


class ClauseViewSet(IndicatorViewSet):
    """The clauses."""

    model = Indicator
    icon = "tasks"
    menu_label = gettext_lazy("Clauses")
    form_fields = [
        "group",
        "code",
        "title",
        "title_en",
        "requirement",
        "requirement_en",
        "points",
        "method",
        "method_en",
        "scoring",
        "scoring_en",
        "is_veto",
        "is_bonus",
        "evidence_source",
        "needs_photo",
        "order",
    ]
    list_display = ["code", "title", "points", "group"]
    list_filter = {"group__catalogue": ["exact"], "is_veto": ["exact"], "is_bonus": ["exact"]}
    search_fields = ["code", "title", "title_en", "requirement"]


class GradeViewSet(IndicatorViewSet):
    """The grades."""

    model = Grade
    icon = "order"
    menu_label = gettext_lazy("Grades")
    form_fields = ["catalogue", "title", "title_en", "lower_bound", "level"]
    list_display = ["title", "lower_bound", "level", "catalogue"]
    list_filter = ["catalogue"]


class HonourKindPolicy(ModelPermissionPolicy):
    """Whoever keeps the honours keeps their kinds."""

    def user_has_permission(self, user, action):
        """The role decides, for every action alike."""
        return user.is_active and bool(HONOUR_KIND["edit"] & user.roles)

    def user_has_any_permission(self, user, actions):
        """As for a single action."""
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user, action, instance):
        """Every kind alike."""
        return self.user_has_permission(user, action)


class HonourKindViewSet(ModelViewSet):
    """What can be awarded, its criteria, and how long its public notice lasts."""

    model = HonourKind
    permission_policy = HonourKindPolicy(HonourKind)
    icon = "pick"
    menu_label = gettext_lazy("Kinds of honour")
    form_fields = [
        "title",
        "title_en",
        "level",
        "level_en",
        "criteria",
        "criteria_en",
        "notice_days",
        "is_for_post",
        "order",
    ]
    list_display = ["title", "level", "notice_days", "is_for_post"]
    search_fields = ["title", "title_en"]
    copy_view_enabled = False
    add_to_reference_index = False


class StandardizationGroup(ViewSetGroup):
    """The menu under which the indicators stand."""

    menu_label = gettext_lazy("Standardization")
    menu_icon = "tasks"
    items = (CatalogueViewSet, GroupViewSet, ClauseViewSet, GradeViewSet, HonourKindViewSet)
