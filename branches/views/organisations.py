"""Pages of the organisations: list, tree, record."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import OrganisationKind, Standing
from branches.filters.organisations import OrganisationFilter
from branches.forms.organisations import NewOrganisationForm, OrganisationForm
from branches.models import Appointment, Enterprise, Organisation, OrganisationalChange
from branches.models.hints import hints_of
from branches.models.members import with_members_on
from branches.scoping import may
from branches.tables.changes import ChangeTable
from branches.tables.enterprises import CoveredTable
from branches.tables.organisations import STANDING_TONES, ChildTable, OrganisationTable
from branches.tables.people import HolderTable
from branches.views import assessments, meetings, members, sites, standards
from branches.views.spells import life_panel
from branches.views.terms import committee_panel, election_panel, hint_panel, unit_panel
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView

SHOWN = 20
# A tree of this many rows is read whole; a larger one is opened level by level, each with at most LEVEL rows.
WHOLE_TREE, LEVEL = 300, 500


class OrganisationList(ListView):
    """The organisations in the order of the tree, without the working committee's own office."""

    model = Organisation
    table_class = OrganisationTable
    filterset_class = OrganisationFilter
    related = ("enterprise",)
    order = ("path",)
    add_url = "organisation_add"
    add_label = gettext_lazy("New organisation")
    empty_text = gettext_lazy("No organisation yet. Enter one, or import the roster.")
    template_name = "branches/organisation_list.html"
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("In force"), {"standing": "in_force"}),
        (gettext_lazy("Dissolved"), {"standing": "dissolved"}),
        (gettext_lazy("Site not completed"), {"standing": "in_force", "site": "open"}),
        (gettext_lazy("Not rated"), {"standing": "in_force", "level": "unrated"}),
        (gettext_lazy("Joint branches"), {"standing": "in_force", "kind": "joint_branch"}),
    )

    def get_queryset(self):
        return with_members_on(super().get_queryset().counted().as_shown_on(), timezone.localdate())


def covered_table(enterprises):
    """The first enterprises of a record's panel."""
    return CoveredTable(enterprises.prefetch_related("processes").order_by("name", "pk")[:SHOWN])


class OrganisationDetail(DetailView):
    """The record of an organisation."""

    model = Organisation
    related = ("enterprise",)
    url_prefix = "organisation"
    edit_url = "organisation_edit"
    masked = ("secretary_phone",)
    field_groups = (
        (gettext_lazy("Organisation"), ("kind", "enterprise", "founded_on", "dissolved_on", "remark")),
        (
            gettext_lazy("Secretary"),
            ("secretary_name", "secretary_phone", "last_election_on", "term_ends_on"),
        ),
        (gettext_lazy("Standardization and site"), ("level", "site_state", "site_accepted_on")),
    )

    def subheading(self):
        above = " › ".join(node.name for node in self.object.get_ancestors())
        return above or self.object.get_kind_display()

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": STANDING_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        if (
            self.object.state == Standing.IN_FORCE
            and self.object.kind != OrganisationKind.OFFICE
            and self.granted("elect")
        ):
            url = reverse("organisation_elect", args=[self.object.pk])
            buttons.append({"label": _("Record an election"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        found = [
            hint_panel(self),
            members.organisation_panel(self),
            meetings.organisation_panel(self),
            standards.organisation_panel(self),
            sites.organisation_panel(self),
            self.children(),
            committee_panel(self),
            election_panel(self),
            unit_panel(self),
            self.enterprises(),
            self.holders(),
            self.changes(),
            assessments.organisation_panel(self),
            life_panel(self),
        ]
        return [panel for panel in found if panel]

    def children(self):
        """What hangs directly below."""
        if self.object.is_leaf():
            return None
        below = Organisation.objects.visible_to(self.request.user).below(self.object)
        rows = list(below.filter(depth=self.object.depth + 1)[: SHOWN + 1])
        context = {
            "table": ChildTable(rows[:SHOWN]),
            "link_url": reverse("organisation_subtree", args=[self.object.pk]),
            "link_label": _("As a tree"),
        }
        if len(rows) > SHOWN:
            context["more_url"] = f"{reverse('organisations')}?below={self.object.pk}"
        return Panel(_("Below it"), "generic/_related.html", context)

    def enterprises(self):
        """The enterprises it covers."""
        if not may(self.request.user, Enterprise, "view"):
            return None
        covered = Enterprise.objects.visible_to(self.request.user).filter(organisation=self.object)
        context = {
            "table": covered_table(covered),
            "more_url": f"{reverse('enterprises')}?below={self.object.pk}",
            "empty_text": _("No enterprise names it as its party organisation yet."),
        }
        return Panel(_("Enterprises covered"), "generic/_related.html", context)

    def holders(self):
        """Who is appointed here today, as far as this person sees appointments."""
        rows = Appointment.objects.visible_to(self.request.user).filter(organisation=self.object).in_force()
        context = {
            "table": HolderTable(rows.select_related("user").order_by("role", "start")[:SHOWN]),
            "empty_text": _("Nobody is appointed here at present."),
        }
        return Panel(_("Appointments"), "generic/_related.html", context) if rows.exists() else None

    def changes(self):
        """The decisions that made it what it is."""
        rows = OrganisationalChange.objects.visible_to(self.request.user).filter(organisation=self.object)
        context = {
            "table": ChangeTable(rows.select_related("parent_before", "parent_after", "merged_into")),
            "empty_text": _("No decision has changed it yet."),
        }
        return Panel(_("Organisational changes"), "generic/_related.html", context)


class OrganisationEdit(EditView):
    """Bring an organisation's record up to date."""

    model = Organisation
    form_class = OrganisationForm
    masked = ("secretary_phone",)

    def store(self, record, form):
        # Only what the form asked for: the tree's own columns may have moved on since the row was read.
        before = record.locked()
        names = [name for name in form._meta.fields if name in form.fields]
        record.save(update_fields=[*names, "version", "updated_at"])
        record.amended(before, by=self.request.user)

    def answer(self, record):
        for hint in hints_of(record):
            messages.warning(self.request, hint.sentence)
        return super().answer(record)


class OrganisationAdd(OrganisationEdit):
    """Set up a new organisation below another one."""

    form_class = NewOrganisationForm
    add_heading = gettext_lazy("New organisation")

    def initial(self):
        return {"initial": {"parent": self.request.GET.get("parent", "")[:20]}}

    def store(self, record, form):
        facts = form.cleaned_data
        record.establish_below(
            facts["parent"],
            by=self.request.user,
            meeting=facts["meeting"],
            document_number=facts["document_number"],
            basis=facts["basis"],
        )


class OrganisationTree(LoginRequiredMixin, View):
    """The organisations as a tree: whole where it is small, else opened level by level.

    Each fold is a link, so it opens without script too; htmx fetches its inside alone.
    """

    def get(self, request, pk=None):
        rows = Organisation.objects.visible_to(request.user)
        top = get_object_or_404(rows, pk=pk) if pk else None
        if not may(request.user, Organisation, "view"):
            raise PermissionDenied
        starts = [top] if top else list(rows.tops(request.user))
        nodes = tree(rows, starts)
        if request.htmx and top:
            return render(request, "branches/_tree.html", {"nodes": nodes[0]["children"], "top": nodes[0]})
        context = {"nodes": nodes, "top": top, "above": top.get_ancestors() & rows if top else []}
        return render(request, "branches/organisation_tree.html", context)


def tree(rows, starts):
    """The nodes from `starts` downwards, nested: {"row", "children", "missing": how many children are not in it}."""
    inside = Q(pk__in=[])
    level = Q(pk__in=[])
    for start in starts:
        inside |= Q(path__startswith=start.path)
        level |= Q(path__startswith=start.path, depth__lte=start.depth + 1)
    found = list(rows.filter(inside)[: WHOLE_TREE + 1])
    if len(found) > WHOLE_TREE:
        found = list(rows.filter(level)[:LEVEL])
    roots, line = [], []
    for row in found:
        node = {"row": row, "children": []}
        while line and not row.path.startswith(line[-1]["row"].path):
            line.pop()
        (line[-1]["children"] if line else roots).append(node)
        line.append(node)
    return [counted(node) for node in roots]


def counted(node):
    """The node with the number of its children that were not fetched, and its inside likewise."""
    node["missing"] = node["row"].numchild - len(node["children"])
    for child in node["children"]:
        counted(child)
    return node
