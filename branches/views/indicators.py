"""Pages of the catalogue of indicators: its versions, one version with all clauses, publishing and copying it."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.choices import CatalogueState
from branches.filters.indicators import CatalogueFilter
from branches.forms.indicators import CopyForm
from branches.models import IndicatorCatalogue
from branches.tables.indicators import CATALOGUE_TONES, CatalogueTable, GradeTable
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class CatalogueList(ListView):
    """The versions of the catalogue; drafts are shown to those who write them."""

    model = IndicatorCatalogue
    table_class = CatalogueTable
    filterset_class = CatalogueFilter
    order = ("kind", "-number", "pk")
    empty_text = gettext_lazy("No catalogue of indicators has been published yet.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (pgettext_lazy("edition", "In force"), {"state": CatalogueState.PUBLISHED.value}),
    )

    def get_queryset(self):
        return super().get_queryset().with_sizes()


class CatalogueDetail(DetailView):
    """One version: what it is, its groups and clauses, its grades."""

    model = IndicatorCatalogue
    related = ("copied_from", "published_by")
    url_prefix = "indicator_catalogue"
    field_groups = (
        (
            gettext_lazy("This version"),
            ("kind", "number", "year", "bonus_ceiling", "is_proposal", "copied_from", "published_at", "published_by"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CATALOGUE_TONES.get(self.object.state, "quiet")}

    def subheading(self):
        return self.object.basis_shown

    def actions(self):
        buttons = super().actions()
        if self.granted("copy") and not self.object.is_draft:
            url = reverse("indicator_catalogue_copy", args=[self.object.pk])
            buttons.append({"label": _("New version"), "url": url, "tone": "default"})
        if self.granted("edit") and self.object.is_draft:
            url = f"{reverse('indicator:index')}?group__catalogue={self.object.pk}"
            buttons.append({"label": _("Edit in the CMS"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        groups = self.object.groups.prefetch_related("indicators")
        found = [
            Panel(_("Clauses"), "branches/_indicators.html", {"groups": groups, "catalogue": self.object}),
            Panel(_("Grades"), "generic/_related.html", {"table": GradeTable(self.object.grades.all())}),
        ]
        faults = self.object.faults() if self.object.is_draft else []
        if faults:
            panel = Panel(
                _("To be put right before it can be published"), "branches/_cautions.html", {"cautions": faults}
            )
            found.insert(0, panel)
        return found


class CataloguePublish(TransitionView):
    """Put a version in force."""

    model = IndicatorCatalogue
    verb = "publish"


class CatalogueCopy(TransitionView):
    """Begin a new version as a copy of this one."""

    model = IndicatorCatalogue
    verb = "copy"
    form_class = CopyForm
    label = gettext_lazy("New version")
    tone = "primary"

    def is_open(self):
        return True

    def post(self, request, **kwargs):
        answer = super().post(request, **kwargs)
        # The way leads to the copy, not back to the version it was made from.
        return HttpResponseRedirect(self.made.get_absolute_url()) if hasattr(self, "made") else answer

    def act(self, form):
        self.made = self.object.copy(by=self.request.user, **form.cleaned_data)
