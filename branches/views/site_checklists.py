"""Pages of the checklist of sites: its editions, and what each asks for. Drafts are written in the CMS."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.filters.sites import SiteChecklistFilter
from branches.models import SiteChecklist
from branches.models.site_lines import Line
from branches.tables.sites import CHECKLIST_TONES, SiteChecklistTable
from branches.views.site_checks import item_card
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class SiteChecklistList(ListView):
    """The editions, newest first."""

    model = SiteChecklist
    table_class = SiteChecklistTable
    filterset_class = SiteChecklistFilter
    order = ("-edition",)
    saved_filters = ((gettext_lazy("All"), {}), (pgettext_lazy("edition", "In force"), {"state": "published"}))


class SiteChecklistDetail(DetailView):
    """One edition with its items."""

    model = SiteChecklist
    related = ("published_by",)
    url_prefix = "site_checklist"
    field_groups = ((gettext_lazy("Edition"), ("edition", "published_at", "published_by", "note")),)

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CHECKLIST_TONES.get(self.object.state, "quiet")}

    def actions(self):
        buttons = super().actions()
        key = [self.object.pk]
        if not self.object.is_draft and self.granted("copy"):
            url = reverse("site_checklist_copy", args=key)
            buttons.append({"label": _("New edition as a copy"), "url": url, "tone": "default"})
        if self.object.is_draft and self.granted("edit") and self.request.user.has_perm("wagtailadmin.access_admin"):
            url = f"{reverse('siteitem:index')}?checklist={self.object.pk}"
            buttons.append({"label": _("Change its items (CMS)"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        items = self.object.items.select_related("example")
        cards = [item_card(Line(item)) for item in items]
        return [Panel(_("Items"), "branches/_site_items.html", {"cards": cards})]


class SiteChecklistPublish(TransitionView):
    """The edition takes force."""

    model = SiteChecklist
    verb = "publish"


class SiteChecklistCopy(TransitionView):
    """A new draft with the same items."""

    model = SiteChecklist
    verb = "copy"
    label = gettext_lazy("New edition as a copy")
    tone = "primary"

    def is_open(self):
        return not self.object.is_draft

    def act(self, form):
        self.made = self.object.copy(by=self.request.user)

    def success_url(self):
        return self.made.get_absolute_url()
