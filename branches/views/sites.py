"""Pages of the sites: the list, the record with its inspections, who shares the rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import SiteState, Standing
from branches.filters.sites import SiteFilter
from branches.forms.sites import EndForm, ShareForm, SiteForm
from branches.models import Organisation, Site, SiteCheck, SiteSharing
from branches.models.site_questions import RECHECK_AFTER
from branches.scoping import may
from branches.tables.sites import (
    CHECK_TONES,
    USE_TONES,
    InspectionTable,
    LapseTable,
    SharingTable,
    SiteTable,
    percent,
)
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from portal.states import WrongState

SHOWN = 20


class SiteList(ListView):
    """Sites in the order in which their organisations were entered: an index serves it, the tree's order has none."""

    model = Site
    table_class = SiteTable
    filterset_class = SiteFilter
    related = ("organisation",)
    order = ("organisation_id", "pk")
    add_url = "site_add"
    add_label = gettext_lazy("New site")
    empty_text = gettext_lazy("No site has a record yet. Enter the first one: its rooms, address and keeper.")
    template_name = "branches/site_list.html"
    saved_filters = (
        (gettext_lazy("In use"), {"use": "in_use"}),
        (gettext_lazy("Applied for acceptance"), {"check_state": "applied"}),
        (gettext_lazy("To be accepted on the spot"), {"check_state": "looked_at"}),
        (gettext_lazy("Re-check due"), {"due": "true"}),
        (gettext_lazy("Taken from the roster"), {"site": "completed", "inspected": "false"}),
        (gettext_lazy("Shared rooms"), {"shared": "true"}),
    )

    def get_queryset(self):
        return super().get_queryset().with_standing()


class SiteDetail(DetailView):
    """The record of a site."""

    model = Site
    related = ("organisation",)
    url_prefix = "site"
    edit_url = "site_edit"
    masked = ("keeper_phone",)
    field_groups = (
        (
            gettext_lazy("Rooms"),
            ("organisation", "address", "area", "keeper_name", "keeper_phone", "given_up_on", "remark"),
        ),
    )

    def subheading(self):
        return self.object.organisation

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": USE_TONES.get(self.object.state, "quiet")}

    def panels(self):
        return [self.standing(), self.inspections(), self.sharings(), *self.lapses()]

    def standing(self):
        """How the newest inspection stands, and since when the site counts as completed."""
        return Panel(_("How it stands"), "branches/_site_standing.html", standing(self.object, self.request.user))

    def inspections(self):
        rows = SiteCheck.objects.visible_to(self.request.user).filter(site=self.object).with_progress()
        table = InspectionTable(rows.select_related("first_by", "second_by")[:SHOWN])
        empty = _("No inspection yet. The branch begins one and answers item by item, with the phone in the room.")
        return Panel(_("Inspections"), "generic/_related.html", {"table": table, "empty_text": empty})

    def sharings(self):
        sharings = list(self.object.sharings.select_related("organisation"))
        may_end = bool(set(SiteSharing.grants["end"]) & self.request.user.roles)
        empty = _("Only %(organisation)s uses these rooms.") % {"organisation": self.object.organisation}
        context = {"table": SharingTable(sharings, may_end=may_end), "empty_text": empty}
        return Panel(_("Who else uses the rooms"), "generic/_related.html", context)

    def lapses(self):
        rows = self.object.lapses.select_related("organisation")
        if not rows:
            return []
        return [Panel(_("Completions that ended"), "generic/_related.html", {"table": LapseTable(rows)})]


def standing(site, user):
    """What `_site_standing.html` shows of a site: the newest inspection, its progress, acceptance and re-check."""
    row = Site.objects.visible_to(user).with_standing().get(pk=site.pk)
    check = SiteCheck.objects.visible_to(user).filter(pk=row.check_pk).select_related("first_by", "second_by").first()
    is_done = site.organisation.site_state == SiteState.COMPLETED
    was_inspected = site.checks.filter(state="accepted").exists()
    return {
        "site": site,
        "check": check,
        "tone": CHECK_TONES.get(check.state, "quiet") if check else "",
        "good": row.good or 0,
        "compulsory": row.compulsory or 0,
        "percent": percent(row.good or 0, row.compulsory or 0) or 0,
        "accepted_on": site.organisation.site_accepted_on if is_done else None,
        "from_roster": is_done and not was_inspected,
        "recheck_due_on": row.last_accepted_on + RECHECK_AFTER if is_done and row.last_accepted_on else None,
    }


def organisation_panel(view):
    """The site on an organisation's record: its own or the one it shares, or how the first record comes about."""
    user, organisation = view.request.user, view.object
    if not may(user, Site, "view") or organisation.state == Standing.DISSOLVED:
        return None
    found = Site.objects.visible_to(user).used_by(organisation).select_related("organisation").order_by("pk")
    context = {"sites": [standing(site, user) for site in found[:3]], "organisation": organisation}
    if may(user, Site, "add") and not context["sites"]:
        context["add_url"] = f"{reverse('site_add')}?organisation={organisation.pk}"
    return Panel(_("Site"), "branches/_organisation_sites.html", context)


class SiteEdit(EditView):
    """Enter the record of a site, or bring it up to date."""

    model = Site
    form_class = SiteForm
    masked = ("keeper_phone",)
    add_heading = gettext_lazy("New site")

    def initial(self):
        """The organisation named in the address, or the only one whose sites this person keeps."""
        wanted = self.request.GET.get("organisation", "")[:20]
        own = list(Organisation.objects.allowing(self.request.user, "edit").counted()[:2])
        organisation = wanted or (own[0] if len(own) == 1 else "")
        return {"initial": {"organisation": organisation, "name": _("Branch meeting room and activity room")}}


class SiteInspect(TransitionView):
    """Begin the first acceptance, or the yearly re-check."""

    model = Site
    verb = "inspect"

    def success_url(self):
        check = SiteCheck.objects.visible_to(self.request.user).filter(site=self.object).running().first()
        return check.get_absolute_url() if check else self.object.get_absolute_url()


class SiteShare(TransitionView):
    """Another organisation uses the rooms too."""

    model = Site
    verb = "share"
    form_class = ShareForm


class SiteGiveUp(TransitionView):
    """The rooms are used no more."""

    model = Site
    verb = "give_up"
    form_class = EndForm


class SiteSharingEnd(TransitionView):
    """An organisation uses the rooms no more."""

    model = SiteSharing
    verb = "end"
    form_class = EndForm
    label = gettext_lazy("End the shared use")
    tone = "danger"

    def is_open(self):
        return self.object.end is None

    def act(self, form):
        if not self.is_open():
            raise WrongState(self.verb)
        self.object.end_from(form.cleaned_data["day"], by=self.request.user, reason=form.cleaned_data["reason"])
