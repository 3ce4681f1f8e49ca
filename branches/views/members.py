"""Pages of the members: counts first, names of one branch, a person's record and the steps of admission."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import MemberStage, Standing
from branches.filters.members import MemberFilter
from branches.filters.organisations import OrganisationFilter
from branches.forms.members import EndOfMembershipForm, MemberForm, StepForm, nameable_organisations
from branches.models import Member, Organisation, Roster, TransferOfMembership
from branches.models.member_questions import ENDED, PRESENT, REACHED_ON
from branches.models.members import with_stages
from branches.scoping import may
from branches.tables.members import STAGE_TONES, MemberCountTable, MembershipTable, MemberTable, TransferTable
from branches.views.terms import positions_panel
from portal.choosers import suggestions
from portal.columns import masked_phone
from portal.deeds import log
from portal.generic.choosers import ChooseView
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


def rosters_for(user, verb="view"):
    """The organisations at which `user` may do `verb` to members."""
    rows = Organisation.objects.visible_to(user)
    reached = Organisation.scope.reach(Organisation, user, Member.grants[verb])
    return rows if reached is None else rows.filter(reached)


class MemberCounts(ListView):
    """How many members each organisation in force has: what an official sees before any name."""

    model = Organisation
    table_class = MemberCountTable
    filterset_class = OrganisationFilter
    order = ("path",)
    template_name = "branches/member_counts.html"
    empty_text = gettext_lazy("No organisation yet. Enter one, or import the roster.")
    saved_filters = (
        (gettext_lazy("In force"), {"standing": "in_force"}),
        (gettext_lazy("All"), {}),
    )

    def check_door(self):
        if not Member.grants["view"] & self.request.user.roles:
            raise PermissionDenied

    def get_queryset(self):
        return with_stages(rosters_for(self.request.user).counted())

    def context(self, page):
        return super().context(page) | {"heading": _("Members by organisation")}


class MemberList(ListView):
    """The people on the lists. Whoever does not work with the names sees them masked, and may ask for one branch's."""

    model = Member
    table_class = MemberTable
    filterset_class = MemberFilter
    related = ("organisation",)
    order = ("organisation_id", "pk")
    add_url = "member_add"
    add_label = gettext_lazy("Enter a member")
    empty_text = gettext_lazy("Nobody here yet. Enter a member, or import the roster of members.")
    template_name = "branches/member_list.html"
    names_shown = False
    saved_filters = (
        (gettext_lazy("All who belong here"), {"show": "present"}),
        (gettext_lazy("Full members"), {"stage": MemberStage.FULL.value}),
        (gettext_lazy("In development"), {"show": "in_development"}),
        (gettext_lazy("Floating members"), {"show": "floating"}),
        (gettext_lazy("Behind with the dues"), {"show": "dues"}),
        (gettext_lazy("Year of probation over"), {"show": "probation"}),
        (gettext_lazy("With those who have left"), {}),
    )

    def get_queryset(self):
        return super().get_queryset().naming(self.request.user)

    def post(self, request, **kwargs):
        """Show the names of one branch, and write down who looked."""
        branch = self.branch
        if request.POST.get("reveal") != "names" or branch is None:
            raise Http404
        if not rosters_for(request.user, "reveal").filter(pk=branch.pk).exists():
            raise PermissionDenied
        log(branch, "portal.reveal", user=request.user, data={"field": "members"})
        self.names_shown = True
        return self.get(request, **kwargs)

    @cached_property
    def branch(self):
        """The one branch whose list is open, or None."""
        wanted, own = self.request.GET.get("branch", ""), rosters_for(self.request.user)
        if wanted:
            return own.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
        # Who looks after one branch has that one open.
        only = list(own[:2])
        return only[0] if len(only) == 1 else None

    def shown_columns(self):
        """The branch is not repeated in each row of its own list; a workbook is read elsewhere, and names it."""
        names = super().shown_columns()
        asked = {"columns", "export"} & set(self.request.GET)
        return names if asked or not self.branch else [name for name in names if name != "organisation"]

    def saved(self):
        branch = self.branch
        chips = super().saved()
        if branch:
            for chip, (_label, query) in zip(chips, self.saved_filters, strict=True):
                chip["url"] = self.address(**dict.fromkeys(("show", "stage", "below", "q", "as_of")) | query)
                chip["current"] = all(
                    self.request.GET.get(word, "") == query.get(word, "") for word in ("show", "stage")
                )
        return chips

    def context(self, page):
        branch, user = self.branch, self.request.user
        masked = not self.names_shown and any(not row.is_named for row in page.rows)
        may_export = branch is not None and rosters_for(user, "export_roster").filter(pk=branch.pk).exists()
        return super().context(page) | {
            "branch": branch,
            "roster": Roster.of(branch) if branch else None,
            "counts_url": reverse("member_counts") if Member.grants["view"] & user.roles else "",
            "may_reveal": masked and branch is not None,
            "roster_url": reverse("roster_export", args=[branch.pk]) if may_export else "",
        }

    def get_add_url(self):
        url, branch = super().get_add_url(), self.branch
        return f"{url}?organisation={branch.pk}" if url and branch else url


class MemberDetail(DetailView):
    """A person's record: the stages, the branch, the transfers."""

    model = Member
    related = ("organisation", "user")
    url_prefix = "member"
    edit_url = "member_edit"
    field_groups = (
        (
            gettext_lazy("Person"),
            ("name", "sex", "birth_year", "phone", "education", "job_title", "unit", "user"),
        ),
        (
            gettext_lazy("Membership"),
            (
                "organisation",
                "state",
                "applied_on",
                "activist_on",
                "candidate_on",
                "joined_on",
                "confirmed_on",
                "is_floating",
                "floating_place",
                "ended_on",
                "end_reason",
                "remark",
            ),
        ),
    )

    def get_object(self, pk):
        rows = Member.objects.visible_to(self.request.user).naming(self.request.user)
        member = get_object_or_404(rows.select_related(*self.related), pk=pk)
        self.masked = ("phone",) if member.is_named else ("name", "phone")
        return member

    def mask(self, name, value):
        return str(self.object) if name == "name" else masked_phone(value)

    def context(self, revealed=None):
        context = super().context(revealed)
        if self.object.is_named or revealed == "name":
            context["heading"] = self.object.name
        return context

    def list_url(self):
        return f"{reverse('members')}?branch={self.object.organisation_id}&show=present"

    def subheading(self):
        return str(self.object.organisation)

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": STAGE_TONES.get(self.object.state, "quiet")}

    def stepper(self):
        """The five stages with their days; a stage whose day nobody wrote down counts as passed."""
        member, way = self.object, list(REACHED_ON)
        if member.state in ENDED:
            return []
        now = way.index(member.state)
        return [
            {
                "label": stage.label,
                "state": "done"
                if number < now or member.state == MemberStage.FULL
                else "now"
                if number == now
                else "next",
                "note": f"{day:%Y-%m-%d}" if (day := getattr(member, REACHED_ON[stage])) else "",
            }
            for number, stage in enumerate(way)
        ]

    def actions(self):
        buttons = super().actions()
        waiting = self.object.transfers.waiting().first()
        if waiting is None and self.object.state in PRESENT and self.granted("ask_transfer"):
            url = reverse("member_transfer", args=[self.object.pk])
            buttons.append({"label": _("Transfer"), "url": url, "tone": "default"})
        return buttons

    def field_panels(self, revealed):
        panels = list(super().field_panels(revealed))
        if self.object.dues_until:
            row = {"label": _("Dues paid until"), "value": self.object.dues_month, "kind": "text", "name": "dues_until"}
            panels[-1].context["rows"].append(row)
        return panels

    def panels(self):
        found = (self.cautions(), positions_panel(self), self.transfers(), self.memberships())
        return [panel for panel in found if panel]

    def cautions(self):
        cautions = self.object.cautions() if self.granted("edit") else []
        return Panel(_("Worth looking at"), "branches/_cautions.html", {"cautions": cautions}) if cautions else None

    def transfers(self):
        rows = TransferOfMembership.objects.visible_to(self.request.user).filter(member=self.object)
        rows = list(rows.select_related("member", "from_organisation", "to_organisation"))
        return Panel(_("Transfers"), "generic/_related.html", {"table": TransferTable(rows)}) if rows else None

    def memberships(self):
        """With which organisations the membership lay."""
        rows = list(self.object.memberships.select_related("organisation"))
        return Panel(_("Where the membership lay"), "generic/_related.html", {"table": MembershipTable(rows)})


class MemberEdit(EditView):
    """Enter a person, or bring the record up to date."""

    model = Member
    form_class = MemberForm
    add_heading = gettext_lazy("Enter a member")

    @property
    def masked(self):
        """Opening the form shows the whole number, and to an official also the name: both are logged as looks."""
        return ("phone",) if self.is_named else ("name", "phone")

    @property
    def is_named(self):
        return self.object is None or Member.objects.allowing(self.request.user, "name").contains(self.object)

    def initial(self):
        own = list(rosters_for(self.request.user, "add").counted().filter(state=Standing.IN_FORCE)[:2])
        wanted = self.request.GET.get("organisation", "")[:18]
        return {"initial": {"organisation": wanted or (own[0] if len(own) == 1 else "")}}

    def heading(self):
        return self.object.name if self.object else self.add_heading

    def store(self, record, form):
        if self.object is not None:
            record.save()
            return
        facts, user = form.cleaned_data, self.request.user
        record.enter(by=user, since=facts["since"])
        if facts["from_name"]:
            day = facts["since"] or timezone.localdate()
            number = facts["letter_number"]
            TransferOfMembership.arrived(record, by=user, from_name=facts["from_name"], on=day, letter_number=number)

    def answer(self, record):
        for caution in record.cautions():
            messages.warning(self.request, caution)
        return super().answer(record)


class MemberStep(TransitionView):
    """A step of admission; what the rules would have otherwise is said afterwards, it does not stop anybody."""

    model = Member
    form_class = StepForm

    def act(self, form):
        super().act(form)
        for caution in self.object.cautions():
            messages.warning(self.request, caution)


class MemberMakeActivist(MemberStep):
    """Name an applicant an activist."""

    verb = "make_activist"


class MemberMakeCandidate(MemberStep):
    """Choose an activist as a candidate."""

    verb = "make_candidate"


class MemberAdmit(MemberStep):
    """Admit a candidate on probation."""

    verb = "admit"


class MemberConfirm(MemberStep):
    """Confirm a probationary member."""

    verb = "confirm"


class MemberLeave(MemberStep):
    """Take somebody off the list."""

    verb = "leave"
    form_class = EndOfMembershipForm


class MemberExpel(MemberStep):
    """Record that a member was expelled."""

    verb = "expel"
    form_class = EndOfMembershipForm


class MemberRecordDeath(MemberStep):
    """Record that somebody has died."""

    verb = "record_death"


class NameableOrganisations(ChooseView):
    """Organisations to which a membership may go, for those who write such letters."""

    def get(self, request):
        if not may(request.user, Member, "ask_transfer"):
            raise PermissionDenied
        typed = self.typed()[:100]
        found = suggestions(nameable_organisations(), typed) if typed.strip() else []
        return self.answer(found)


def organisation_panel(view):
    """How many members the organisation has, and from where the number comes; None for the office itself."""
    organisation, user = view.object, view.request.user
    if organisation.is_root():
        return None
    roster = Roster.of(organisation)
    sees = rosters_for(user).filter(pk=organisation.pk).exists()
    rows = [
        ("full_members", _("Full members"), organisation.full_members),
        ("probationary_members", _("Probationary members"), organisation.probationary_members),
    ]
    if sees:
        counted = with_stages(Organisation.objects.visible_to(user)).get(pk=organisation.pk)
        rows += [
            (name, label, getattr(counted, name))
            for name, label in (
                ("candidates", _("Candidates for development")),
                ("activists", _("Activists")),
                ("applicants", _("Applicants")),
                ("floating", _("Floating members")),
            )
        ]
    source = (
        _("the roster kept here since %(day)s") % {"day": roster.since}
        if roster
        else _("what the branch wrote down; no roster is kept here yet")
    )
    rows.append(("source", _("Counted from"), source))
    context = {"rows": [{"name": name, "label": label, "value": value, "kind": "text"} for name, label, value in rows]}
    if sees:
        context |= {
            "link_url": f"{reverse('members')}?branch={organisation.pk}&show=present",
            "link_label": _("Who they are"),
        }
    return Panel(_("Members"), "generic/_fields.html", context)
