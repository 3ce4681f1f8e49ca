"""Pages of committees and terms: elections, extensions, committee members, units; terms that end; hints."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import OrganisationKind, Standing
from branches.filters.terms import HintFilter, TermFilter
from branches.forms import terms as forms
from branches.models import CommitteeMember, Election, JointUnit, Member, Organisation
from branches.models.hints import REGISTRY, hinted, hints_of, with_hints
from branches.tables.terms import CommitteeTable, ElectionTable, HintTable, PositionTable, TermTable, UnitTable
from portal.generic.details import Panel
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from portal.states import WrongState


class TermList(ListView):
    """Terms that end: organisations in force by the end of their term, the most pressing first."""

    model = Organisation
    table_class = TermTable
    filterset_class = TermFilter
    order = ("term_ends_on", "pk")
    empty_text = gettext_lazy("No term is known to end. It follows from the last election of an organisation.")
    saved_filters = (
        (gettext_lazy("Over already"), {"within": "0"}),
        (gettext_lazy("Within three months"), {"within": "3"}),
        (gettext_lazy("Within a year"), {"within": "12"}),
        (gettext_lazy("All"), {}),
    )

    def get_queryset(self):
        return super().get_queryset().with_term().as_shown_on()

    def context(self, page):
        return super().context(page) | {"heading": _("Terms that end")}


class HintList(ListView):
    """Organisations about which the rules of party organisation have something to say."""

    model = Organisation
    table_class = HintTable
    filterset_class = HintFilter
    order = ("path",)
    template_name = "branches/hint_list.html"
    empty_text = gettext_lazy("No rule has anything to say. Hints follow from the records by themselves.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Term over"), {"rule": "term_overdue"}),
        (gettext_lazy("Fewer than three full members"), {"rule": "few_members"}),
        (gettext_lazy("Frequency missed"), {"rule": "frequency_missed"}),
        (gettext_lazy("Ended with open follow-ups"), {"rule": "open_follow_ups"}),
        (gettext_lazy("Decision not filed"), {"rule": "not_filed"}),
    )

    def get_queryset(self):
        return with_hints(hinted(super().get_queryset().counted()).as_shown_on())

    def context(self, page):
        return super().context(page) | {"heading": _("Hints"), "rules": REGISTRY.values()}


class DeedView(TransitionView):
    """A deed at an organisation in force that is no transition; subclasses write `do` with the form's facts."""

    model = Organisation
    tone = "primary"

    def is_open(self):
        return self.object.state == Standing.IN_FORCE and self.object.kind != OrganisationKind.OFFICE

    def act(self, form):
        if not self.is_open():
            raise WrongState(self.verb)
        self.do(form)


class ElectionRecord(DeedView):
    """Record an election and who was elected."""

    verb, form_class, label = "elect", forms.ElectionForm, gettext_lazy("Record an election")

    def do(self, form):
        facts = form.cleaned_data
        Election.hold(
            self.object,
            by=self.request.user,
            held_on=facts["held_on"],
            result=facts["result"],
            committee=form.committee,
        )


class TermExtension(DeedView):
    """Record that the superior has allowed the term to go on."""

    verb, form_class, label = "extend_term", forms.ExtensionForm, gettext_lazy("Extend the term")

    def is_open(self):
        return super().is_open() and self.object.elections.exists()

    def do(self, form):
        self.object.elections.first().extend(by=self.request.user, **form.cleaned_data)


class CommitteeMemberAdd(DeedView):
    """Enter a further member of the committee."""

    verb, form_class, label = "elect", forms.CommitteeMemberForm, gettext_lazy("Add a committee member")

    def do(self, form):
        CommitteeMember.take_up(self.object.locked(), by=self.request.user, **form.cleaned_data)


class JointUnitAdd(DeedView):
    """Enter an enterprise that a joint branch covers."""

    verb, form_class, label = "cover", forms.JointUnitForm, gettext_lazy("Add a unit")

    def is_open(self):
        return super().is_open() and self.object.kind == OrganisationKind.JOINT_BRANCH

    def do(self, form):
        JointUnit.cover(self.object, by=self.request.user, **form.cleaned_data)


class EndView(TransitionView):
    """Let something end that holds from one day to another."""

    verb, form_class = "end", forms.LastDayForm
    label, tone = gettext_lazy("End"), "danger"

    def is_open(self):
        return self.object.end is None

    def act(self, form):
        if self.object.locked().end is not None:
            raise WrongState(self.verb)
        self.object.end_on(form.cleaned_data["day"], by=self.request.user)


class CommitteeMemberEnd(EndView):
    """Somebody leaves the committee."""

    model = CommitteeMember


class JointUnitEnd(EndView):
    """A joint branch covers an enterprise no more."""

    model = JointUnit


# --- panels of an organisation's record


def hint_panel(view):
    """What the rules have to say, for whoever sees the record."""
    lines = [{"hint": hint, "details": hint.details_of(view.object)} for hint in hints_of(view.object)]
    return Panel(_("Worth looking at"), "branches/_hints.html", {"lines": lines}) if lines else None


def members_behind(rows, user):
    """{key: record} of the members who hold these seats, for whoever is told their names."""
    named = Member.objects.visible_to(user).naming(user).filter(is_named=True)
    return named.in_bulk([row.member_id for row in rows if row.member_id])


def positions_panel(view):
    """On a member's record: the seats on committees, for whoever is told the name."""
    if not view.object.is_named:
        return None
    rows = CommitteeMember.seats_of(view.object)
    return Panel(_("Positions"), "generic/_related.html", {"table": PositionTable(rows)}) if rows else None


def committee_panel(view):
    """Who sits on the committee, and sat there before; each leads to the record of the member where there is one."""
    rows = CommitteeMember.objects.visible_to(view.request.user).filter(organisation=view.object)
    rows = list(rows.select_related("organisation").order_by("end", "start", "pk")[:20])
    members = members_behind(rows, view.request.user)
    for row in rows:
        row.record = members.get(row.member_id)
    context = {
        "table": CommitteeTable(rows, may_end=view.granted("elect")),
        "empty_text": _("No committee is recorded. It is entered with the election."),
    }
    if view.granted("elect") and view.object.state == Standing.IN_FORCE:
        context["link_url"] = reverse("organisation_committee_add", args=[view.object.pk])
        context["link_label"] = _("Add a committee member")
    return Panel(_("Committee"), "generic/_related.html", context)


def election_panel(view):
    """The elections recorded."""
    rows = Election.objects.visible_to(view.request.user).filter(organisation=view.object)[:10]
    if not rows:
        return None
    context = {"table": ElectionTable(rows)}
    if view.granted("extend_term") and view.object.state == Standing.IN_FORCE:
        context["link_url"] = reverse("organisation_extend_term", args=[view.object.pk])
        context["link_label"] = _("Extend the term")
    return Panel(_("Elections"), "generic/_related.html", context)


def unit_panel(view):
    """The units of a joint branch."""
    if view.object.kind != OrganisationKind.JOINT_BRANCH:
        return None
    rows = JointUnit.objects.visible_to(view.request.user).filter(organisation=view.object)
    rows = rows.select_related("enterprise", "organisation").order_by("end", "start", "pk")[:20]
    context = {
        "table": UnitTable(rows, may_end=view.granted("cover")),
        "empty_text": _("No unit is recorded yet."),
    }
    if view.granted("cover") and view.object.state == Standing.IN_FORCE:
        context["link_url"] = reverse("organisation_unit_add", args=[view.object.pk])
        context["link_label"] = _("Add a unit")
    return Panel(_("Units covered"), "generic/_related.html", context)
