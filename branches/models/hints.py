"""Hints: what the rules of party organisation would have otherwise. They warn and never block; the committee decides.

Each rule is a condition that the database judges, so that the list for the official costs the same for ten and for a
hundred thousand organisations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from branches.choices import ChangeState, FollowUpState, OrganisationKind, Position, Standing
from branches.models.change_kinds import UNDECIDED
from branches.models.changes import OrganisationalChange
from branches.models.enterprises import Enterprise
from branches.models.follow_ups import FollowUp
from branches.models.frequencies import Frequency, missed, missed_kinds, with_missed
from branches.models.organisations import Organisation
from branches.models.terms import CommitteeMember, JointUnit
from portal.reminders import months_later

BRANCHES = (OrganisationKind.BRANCH, OrganisationKind.JOINT_BRANCH)
WORK_RULES = _("Regulations of the Communist Party of China on the Work of Party Branches (trial), 2018")
SETUP_RULES = _("Regulations of the Communist Party of China on the Work of Party Branches (trial), 2018, chapter 2")
COMMITTEE_RULES = _(
    "Regulations of the Communist Party of China on the Work of Party Branches (trial), 2018, chapter 6"
)
TERM_RULES = _("Opinion on the terms of grass-roots Party organisations, 2018")
VACANCY_RULES = _("Standard for weak and lax organisations in villages and communities")
DECISION_RULES = _("Usual practice of working committees; no regulation is known for it")
# Said beside a source that nobody has compared with the official text yet.
UNCOMPARED = _("Taken from published summaries; compare it with the official text before you cite it.")
UNVERIFIED = _("Not verified: the number was entered from memory. Compare it with the official text.")
BORROWED = _("A proposal: the standard was written for others and is only borrowed here.")
PROPOSED = _("A proposal: the working committee decides whether it holds here.")
# Where members come from: the counters of the record. A roll of members takes its place here and nowhere else.
FULL = "full_members"
MEMBERS = F("full_members") + F("probationary_members")


@dataclass(frozen=True)
class Hint:
    """A rule: what it says of an organisation, where the rule stands, and what to do. `condition(today)` is a Q."""

    code: str
    label: Any
    sentence: Any
    rule: Any
    source: Any
    advice: Any
    condition: Callable[[date], Q]
    tone: str = "warn"
    # How far the source can be relied on.
    caveat: Any = UNCOMPARED
    # What it comes to in one organisation, as sentences: (organisation, today) -> list.
    details: Callable | None = None

    def __post_init__(self):
        REGISTRY[self.code] = self

    def details_of(self, organisation, today=None):
        """What the rule comes to in this organisation, as sentences; none where the rule says it all."""
        return self.details(organisation, today or timezone.localdate()) if self.details else []


REGISTRY: dict[str, Hint] = {}


def is_in_force(*kinds, **conditions):
    """In force, of one of the kinds if any are given, and as the conditions say."""
    found = Q(state=Standing.IN_FORCE, **conditions)
    return found & Q(kind__in=kinds) if kinds else found & ~Q(kind=OrganisationKind.OFFICE)


def decided():
    """Decisions in effect about the organisation."""
    return OrganisationalChange.objects.filter(organisation=OuterRef("pk"), state=ChangeState.APPLIED).exclude(
        kind__in=UNDECIDED
    )


def no_committee(today):
    """Seven full members or more, and fewer than three people on the committee."""
    sitting = CommitteeMember.objects.in_force(today).order_by().values("organisation").annotate(n=Count("pk"))
    complete = sitting.filter(n__gte=3).values("organisation")
    return is_in_force(*BRANCHES, **{f"{FULL}__gte": 7}) & ~Q(pk__in=complete)


def members_below(kind, **limits):
    """In force, of a kind that stands above branches, with its own members and those below it within the limits."""
    # A range of paths, not a pattern: each organisation finds what hangs below it by the index.
    inside = Organisation._base_manager.filter(
        path__gte=OuterRef("path"), path__lt=Concat(OuterRef("path"), Value("zzzz")), state=Standing.IN_FORCE
    )
    total = inside.order_by().annotate(one=Value(1)).values("one").annotate(n=Sum(MEMBERS)).values("n")
    rows = Organisation._base_manager.filter(kind=kind, state=Standing.IN_FORCE).annotate(total=Subquery(total))
    return Q(pk__in=rows.filter(**{f"total__{word}": value for word, value in limits.items()}).values("pk"))


def long_vacant(today):
    """Nobody is named as secretary, and nobody has been for three months."""
    since = months_later(today, -3)
    lately = CommitteeMember.objects.filter(organisation=OuterRef("pk"), position=Position.SECRETARY, end__gte=since)
    settled = Q(founded_on=None) | Q(founded_on__lte=since)
    return is_in_force(secretary_name="") & settled & ~Exists(lately)


def extended_too_long(today):
    """The term in force has been put off by more than a year; a leap day more or less is let pass."""
    found = Q(pk__in=[])
    for years, kinds in ((5, [OrganisationKind.COMMITTEE]), (3, [OrganisationKind.GENERAL_BRANCH, *BRANCHES])):
        latest = F("last_election_on") + timedelta(days=366 * (years + 1))
        found |= is_in_force(*kinds, term_ends_on__gt=latest)
    return found


def no_place(today):
    """Without a host enterprise, and covering none."""
    covered = Enterprise._base_manager.filter(organisation=OuterRef("pk"))
    return is_in_force(*BRANCHES, enterprise=None) & ~Exists(covered)


def many_units(today):
    """A joint branch with more than five units."""
    units = JointUnit.objects.in_force(today).values("organisation").annotate(n=Count("pk")).filter(n__gt=5)
    return is_in_force(OrganisationKind.JOINT_BRANCH, pk__in=units.order_by().values("organisation"))


def missed_a_meeting(today):
    """Nothing was recorded in the last whole period of a kind of meeting that the rules ask for."""
    behind = Q(pk__in=[])
    for frequency in Frequency.rules():
        behind |= missed(frequency, today)
    return is_in_force(*BRANCHES) & behind


def meetings_missed(organisation, today):
    """Which kinds of meeting were missed in which period, each with where the rule stands."""
    frequencies = Frequency.rules()
    row = with_missed(Organisation._base_manager.filter(pk=organisation.pk), today, frequencies).get()
    text = _t("%(kind)s: nothing recorded from %(start)s to %(end)s (%(source)s).")
    return [
        text
        % {
            "kind": one.get_kind_display(),
            "start": one.last_period(today)[0],
            "end": one.last_period(today)[1],
            "source": one.source_label or _t("no source given"),
        }
        for one in missed_kinds(row, frequencies)
    ]


Hint(
    "few_members",
    _("Fewer than three full members"),
    _("It has fewer than three full members."),
    _("A branch is set up where there are three full members or more."),
    SETUP_RULES,
    _("Join it with a neighbouring branch as a joint branch, or transfer its members and dissolve it."),
    lambda today: is_in_force(*BRANCHES, **{f"{FULL}__lt": 3}),
)
Hint(
    "no_committee",
    _("Seven or more full members, no committee"),
    _("It has seven or more full members and no committee of three to five is recorded."),
    _("A branch with seven full members or more elects a committee of three to five, seven at most."),
    COMMITTEE_RULES,
    _("Hold an election, or record who sits on the committee."),
    no_committee,
)
Hint(
    "large_branch",
    _("Branch of more than fifty members"),
    _("It has more than fifty members."),
    _("A branch usually has at most fifty members; more than fifty may form a general branch."),
    SETUP_RULES,
    _("Consider a general branch with several branches below it."),
    lambda today: is_in_force(*BRANCHES, **{f"{FULL}__gt": 50 - F("probationary_members")}),
)
Hint(
    "small_general_branch",
    _("General branch below fifty members"),
    _("It is a general branch of fewer than fifty members."),
    _("A general branch has fifty to a hundred members; with fewer only where the work needs it and it is approved."),
    WORK_RULES,
    _("See whether it was approved, or let it go on as a branch."),
    lambda today: members_below(OrganisationKind.GENERAL_BRANCH, lt=50),
)
Hint(
    "large_general_branch",
    _("General branch over a hundred members"),
    _("It is a general branch of more than a hundred members."),
    _("With more than a hundred members a committee may be set up."),
    WORK_RULES,
    _("Consider a party committee."),
    lambda today: members_below(OrganisationKind.GENERAL_BRANCH, gt=100),
)
Hint(
    "small_committee",
    _("Committee below a hundred members"),
    _("It is a party committee of fewer than a hundred members."),
    _("A grass-roots committee has a hundred members or more; with fewer only where the work needs it."),
    WORK_RULES,
    _("See whether it was approved, or let it go on as a general branch."),
    lambda today: members_below(OrganisationKind.COMMITTEE, lt=100),
)
Hint(
    "many_units",
    _("Joint branch of more than five units"),
    _("It covers more than five units."),
    _("A joint branch usually covers at most five units."),
    SETUP_RULES,
    _("Let some of the units form a branch of their own."),
    many_units,
)
Hint(
    "term_overdue",
    _("Term over"),
    _("The term of its committee is over and no election is recorded."),
    _("Branches and general branches elect every three years, committees every five."),
    TERM_RULES,
    _("Hold the election and record it, or have the term extended by the superior."),
    lambda today: is_in_force(term_ends_on__lt=today),
    tone="error",
    caveat=UNVERIFIED,
)
Hint(
    "extended_too_long",
    _("Term extended by more than a year"),
    _("Its term has been extended by more than a year."),
    _("An election may be put off with the superior's approval, usually by at most a year."),
    COMMITTEE_RULES,
    _("Set a day for the election."),
    extended_too_long,
)
Hint(
    "secretary_vacant",
    _("No secretary for three months"),
    _("No secretary has been recorded for more than three months."),
    _("A branch has a secretary; a vacancy is filled in time."),
    VACANCY_RULES,
    _("Elect or appoint a secretary and record it."),
    long_vacant,
    caveat=BORROWED,
)
Hint(
    "frequency_missed",
    _("Frequency missed"),
    _("It missed a meeting that the rules ask for."),
    _("Members meet once a quarter, the committee once a month; a lesson once a quarter, a theme day once a month …"),
    WORK_RULES,
    _("Hold the meeting, or write down and sign what was held: the grid of organisational life shows the gaps."),
    missed_a_meeting,
    details=meetings_missed,
)
Hint(
    "no_enterprise",
    _("No host enterprise"),
    _("No host enterprise is recorded, and it covers none."),
    _("An organisation is set up in an enterprise or a social organisation."),
    SETUP_RULES,
    _("Name its host on the record; for one in a social organisation this hint may stand."),
    no_place,
    tone="info",
)
Hint(
    "open_follow_ups",
    _("Ended with open follow-ups"),
    _("It has ended, and something that has to follow is still open."),
    _("After a dissolution or merger members, seal, archive, dues and accounts are settled."),
    DECISION_RULES,
    _("See the follow-ups on the record of the decision and tick what is done."),
    lambda today: (  # type: ignore[arg-type]
        Q(state=Standing.DISSOLVED)  # type: ignore[return-value]
        & Exists(FollowUp.objects.filter(change__organisation=OuterRef("pk"), state=FollowUpState.OPEN))
    ),
    caveat=PROPOSED,
)
Hint(
    "no_document",
    _("Decision without document number"),
    _("A decision about it has no document number."),
    _("Each decision has its meeting, document number, basis and effective day."),
    DECISION_RULES,
    _("Add the number by correcting the decision."),
    lambda today: ~Q(kind=OrganisationKind.OFFICE) & Exists(decided().filter(document_number="")),  # type: ignore[arg-type, return-value]
    tone="info",
    caveat=PROPOSED,
)
Hint(
    "not_filed",
    _("Decision not filed"),
    _("A decision about it has not been filed for more than a month."),
    _("Set-ups, changes and ends are filed with the superior's organisation department; the month is a proposal."),
    WORK_RULES,
    _("File it, and enter the day on the record of the decision."),
    lambda today: (  # type: ignore[arg-type]
        ~Q(kind=OrganisationKind.OFFICE)  # type: ignore[return-value]
        & Exists(decided().filter(filed_on=None, effective_on__lt=today - timedelta(days=31)))
    ),
)


def hint_choices():
    """(code, label) of every rule, for a filter."""
    return [(hint.code, hint.label) for hint in REGISTRY.values()]


def hinted(rows, *codes, today=None):
    """Those of `rows` (organisations) about which the rules (all, or those of these codes) have something to say."""
    today = today or timezone.localdate()
    found = Q(pk__in=[])
    for code in codes or REGISTRY:
        found |= REGISTRY[code].condition(today)
    return rows.filter(found)


def with_hints(rows, today=None):
    """Each of `rows` with `hint_<code>`: whether the rule has something to say about it."""
    today = today or timezone.localdate()
    return rows.annotate(
        **{
            f"hint_{code}": Case(
                When(hint.condition(today), then=Value(True)), default=Value(False), output_field=BooleanField()
            )
            for code, hint in REGISTRY.items()
        }
    )


def hints_of(organisation, today=None):
    """The hints about one organisation, in the order of the rules; it takes two questions, however many rules."""
    rows = with_hints(Organisation._base_manager.filter(pk=organisation.pk), today)
    row = rows.values(*(f"hint_{code}" for code in REGISTRY)).first()
    return [hint for code, hint in REGISTRY.items() if row and row[f"hint_{code}"]]
