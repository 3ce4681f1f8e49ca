"""The catalogue of judgement standards in the CMS: the centre writes drafts there; what is published is only read.

Publishing and copying are verbs of the catalogue and stand on its page on the desk.
"""

from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from branches.choices import CatalogueState
from branches.indicator_cms import DraftDelete, DraftEdit
from branches.reference import DraftPolicy
from volunteers.forms.standards import StandardForm
from volunteers.models import Catalogue, Family, JudgementStandard
from volunteers.permissions import CATALOGUE


class CatalogueForm(WagtailAdminModelForm):
    """A new version gets the next number."""

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk:
            self.instance.number = Catalogue.next_number()
        return cleaned


class StandardsViewSet(ModelViewSet):
    """What the three lists share: drafts are edited, the rest is inspected."""

    edit_view_class = DraftEdit
    delete_view_class = DraftDelete
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self):
        """Decided by role and by the version's state."""
        return DraftPolicy(self.model, keepers=CATALOGUE["edit"])

    def formfield_for_dbfield(self, db_field, **kwargs):
        """Only drafts, and families of drafts, can be chosen."""
        drafts = {
            "catalogue": Catalogue.objects.filter(state=CatalogueState.DRAFT),
            "family": Family.objects.filter(catalogue__state=CatalogueState.DRAFT).select_related("catalogue"),
        }
        if db_field.name in drafts:
            kwargs["queryset"] = drafts[db_field.name]
        return super().formfield_for_dbfield(db_field, **kwargs)


class CatalogueViewSet(StandardsViewSet):
    """The versions."""

    model = Catalogue
    icon = "folder-open-1"
    menu_label = _("Versions of the judgement standards")
    form_fields = ["title", "title_en", "effective_from", "note"]
    list_display = ["title", "number", "effective_from", "effective_to", "state"]
    list_filter = ["state"]

    def get_form_class(self, for_update=False):
        """The form that gives the number which nobody types."""
        return modelform_factory(
            self.model, CatalogueForm, fields=self.form_fields, formfield_callback=self.formfield_for_dbfield
        )


class FamilyViewSet(StandardsViewSet):
    """The families."""

    model = Family
    icon = "list-ul"
    menu_label = _("Families")
    form_fields = ["catalogue", "code", "title", "title_en", "basis", "basis_en", "order"]
    list_display = ["code", "title", "catalogue"]
    list_filter = ["catalogue"]


class JudgementStandardViewSet(StandardsViewSet):
    """The clauses."""

    model = JudgementStandard
    icon = "tasks"
    menu_label = _("Clauses")
    list_display = ["code", "text", "default_level", "verification", "family"]
    list_filter = {"family__catalogue": ["exact"], "verification": ["exact"], "default_level": ["exact"]}
    search_fields = ["code", "text", "text_en", "plain"]

    def get_form_class(self, for_update=False):
        """With an example photo; families of drafts only."""
        return modelform_factory(
            self.model, StandardForm, fields=StandardForm.Meta.fields, formfield_callback=self.formfield_for_dbfield
        )


class JudgementGroup(ViewSetGroup):
    """The menu under which the judgement standards stand."""

    menu_label = _("Judgement standards")
    menu_icon = "warning"
    items = (CatalogueViewSet, FamilyViewSet, JudgementStandardViewSet)
