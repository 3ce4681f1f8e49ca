"""What the registry keeps beside the organisations: filings, follow-ups, committees, terms, units, a plan to come."""

import random
from datetime import timedelta

from branches.choices import ChangeKind, FollowUpKind, FollowUpState, OrganisationKind, Position
from branches.models import (
    CommitteeMember,
    Election,
    Enterprise,
    FollowUp,
    JointUnit,
    Organisation,
    OrganisationalChange,
)
from branches.models.terms import term_end
from branches.reminders import TERM
from portal.demo import people
from portal.demo.entries import working_day

SEATS = (Position.DEPUTY, Position.ORGANISATION, Position.PUBLICITY, Position.DISCIPLINE)
WORK = {
    Position.SECRETARY: "主持全面工作",
    Position.DEPUTY: "协助书记，分管突击队",
    Position.ORGANISATION: "发展党员、组织生活",
    Position.PUBLICITY: "宣传、阵地",
    Position.DISCIPLINE: "纪律监督、党费",
}
# How many days ago those elected last whose term is over, ends within weeks, or was put off.
OVER, SOON, EXTENDED = (1168, 1131, 1102), (1080, 1040, 1020), 1200


def keep_registry(zone):
    """Everything that follows from decisions and elections; what is drawn here changes nothing elsewhere."""
    lots = random.Random("committees of the zone")
    file_decisions(zone)
    hold_elections(zone)
    seat_committees(zone, lots)
    cover_units(zone)
    coming = next(one for one in reversed(zone.branches) if one.kind == OrganisationKind.BRANCH)
    OrganisationalChange.plan(
        ChangeKind.RENAMED,
        coming,
        by=zone.logins["commissioner"],
        effective_on=zone.today + timedelta(days=12),
        name=coming.name.replace("党支部", "第一党支部"),
        meeting="党工委会议",
        document_number=f"云高党〔{zone.today.year}〕33号",
        reason="企业设立第二党支部，名称随之调整",
    )
    TERM.run(zone.today)


def file_decisions(zone):
    """Decisions have their numbers and were filed, but for the two latest; of these something is left to be done."""
    by, ended = zone.logins["commissioner"], []
    for change in OrganisationalChange.objects.order_by("effective_on", "pk"):
        if change.kind == ChangeKind.ESTABLISHED:
            change.document_number = f"云组〔{change.effective_on.year}〕{change.pk % 90 + 1}号"
        elif change.kind == ChangeKind.DISSOLVED:
            change.basis = f"能力评估报告第{change.pk % 60 + 1}号"
            ended.append(change)
        day = working_day(change.effective_on + timedelta(days=16))
        change.filed_on = day if change.effective_on <= day <= zone.today else None
        change.save(update_fields=["document_number", "basis", "filed_on"])
    latest = ended[-2:]
    OrganisationalChange.objects.filter(pk__in=[one.pk for one in latest]).update(filed_on=None)
    left = (FollowUpKind.MEMBERS, FollowUpKind.ARCHIVE)
    for one in FollowUp.objects.select_related("change"):
        if one.change in latest and one.kind in left:
            continue
        one.state, one.done_by = FollowUpState.DONE, by
        one.done_on = min(one.change.effective_on + timedelta(days=20), zone.today)
        one.save(update_fields=["state", "done_by", "done_on"])


def hold_elections(zone):
    """Each organisation has its election; three terms are over, three end soon, one was put off."""
    others = [one for one in zone.branches if one.kind == OrganisationKind.BRANCH and one.pk != zone.home.branch.pk]
    days = dict(zip((one.pk for one in others[5:]), (*OVER, *SOON[1:], EXTENDED), strict=False))
    days[zone.home.branch.pk] = SOON[0]
    elections = []
    for branch in zone.branches:
        held_on = zone.ago(days[branch.pk]) if branch.pk in days else branch.last_election_on
        election = Election(organisation=branch, held_on=held_on, recorded_by=zone.logins["commissioner"])
        branch.last_election_on, branch.term_ends_on = held_on, term_end(branch.kind, held_on)
        if days.get(branch.pk) == EXTENDED:
            election.extended_until = branch.term_ends_on = term_end(branch.kind, held_on) + timedelta(days=330)
            election.extension_reason, election.extension_approval = "企业搬迁，党员外出较多", "云组〔2026〕8号"
        elections.append(election)
    Election.objects.bulk_create(elections)
    Organisation.objects.bulk_update(zone.branches, ["last_election_on", "term_ends_on"], batch_size=100)


def seat_committees(zone, lots):
    """The secretary everywhere, and a committee of three to five where there are seven full members."""
    seated = []
    for branch in zone.branches:
        seats = [(Position.SECRETARY, branch.secretary_name)]
        if branch.full_members >= 7 and lots.random() < 0.9:
            seats += [(position, people.name(lots)) for position in SEATS[: lots.randint(2, 4)]]
        seated += [
            CommitteeMember(
                organisation=branch,
                position=position,
                name=name,
                division=WORK[position],
                start=branch.last_election_on,
            )
            for position, name in seats
        ]
    CommitteeMember.objects.bulk_create(seated)


def cover_units(zone):
    """The joint branches cover the enterprises that belong to them."""
    covered = Enterprise.objects.filter(organisation__kind=OrganisationKind.JOINT_BRANCH).select_related("organisation")
    JointUnit.objects.bulk_create(
        [JointUnit(organisation=one.organisation, enterprise=one, start=one.organisation.founded_on) for one in covered]
    )
