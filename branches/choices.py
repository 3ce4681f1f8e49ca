"""All enumerations of the party organisations. Values are stored; labels are the field's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Stands among the roles of a grant for "the persons whom the row itself names" (finder, oneself).
OWN = "own"


class Role(models.TextChoices):
    """What somebody is appointed to be. Where each may be held: `branches.permissions.PLACES`."""

    SECRETARY = "secretary", _("branch secretary")
    ADVISER = "adviser", _("party-building adviser")
    COMMISSIONER = "commissioner", _("organisation commissioner")
    ASSESSOR = "assessor", _("assessor")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    CENTRE_HEAD = "centre_head", _("head of the emergency centre")
    CENTRE_REVIEWER = "centre_reviewer", _("reviewer of the emergency centre")
    GRID_WORKER = "grid_worker", _("grid worker")
    GRID_HEAD = "grid_head", _("grid head")
    SECTOR_LEADER = "sector_leader", _("leader of a sector")
    LINKED_CADRE = "linked_cadre", _("linked cadre")
    SAFETY_OFFICER = "safety_officer", _("safety officer")
    EXPERT = "expert", _("safety expert")
    TASK_FORCE_LEADER = "task_force_leader", _("task-force leader")
    TASK_FORCE_MEMBER = "task_force_member", _("task-force member")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("system administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("security administrator")
    AUDIT_ADMINISTRATOR = "audit_administrator", _("audit administrator")


class OrganisationKind(models.TextChoices):
    OFFICE = "office", _("working committee")
    COMMITTEE = "committee", _("party committee")
    GENERAL_BRANCH = "general_branch", _("general branch")
    BRANCH = "branch", _("branch")
    JOINT_BRANCH = "joint_branch", _("joint branch")


class Standing(models.TextChoices):
    IN_FORCE = "in_force", _("in force")
    DISSOLVED = "dissolved", _("dissolved")


class StandardizationLevel(models.TextChoices):
    """Levels by points, 90/80/70/60 (domain.md 3.2, a proposal; the cycle that awards them comes later)."""

    UNRATED = "unrated", _("not rated")
    FIVE_STAR = "five_star", _("five stars")
    FOUR_STAR = "four_star", _("four stars")
    THREE_STAR = "three_star", _("three stars")
    TWO_STAR = "two_star", _("two stars")
    ONE_STAR = "one_star", _("one star")
    NOT_REACHED = "not_reached", _("not reached")


class SiteState(models.TextChoices):
    NOT_STARTED = "not_started", _("not started")
    UNDER_CONSTRUCTION = "under_construction", _("under construction")
    COMPLETED = "completed", _("completed")


class ChangeKind(models.TextChoices):
    ESTABLISHED = "established", _("established")
    RENAMED = "renamed", _("renamed")
    DOWNGRADED = "downgraded", _("downgraded")
    UPGRADED = "upgraded", _("upgraded")
    DISSOLVED = "dissolved", pgettext_lazy("change", "dissolved")
    MERGED = "merged", _("merged")
    MOVED = "moved", _("moved")
    ADJUSTED = "adjusted", _("committee adjusted")
    REHOSTED = "rehosted", _("host enterprise changed")


class Trade(models.TextChoices):
    """Trades as order No. 10 of the Ministry of Emergency Management divides them (articles 4 to 10), and others."""

    METALLURGY = "metallurgy", _("metallurgy")
    NON_FERROUS = "non_ferrous", _("non-ferrous metals")
    BUILDING_MATERIALS = "building_materials", _("building materials")
    MACHINERY = "machinery", _("machinery")
    LIGHT_INDUSTRY = "light_industry", _("light industry")
    TEXTILE = "textile", _("textile")
    TOBACCO = "tobacco", _("tobacco")
    COMMERCE = "commerce", _("commerce and trade")
    OTHER = "other", _("other trade")


class Gap(models.TextChoices):
    """What the risk profile of an enterprise may lack: who answers for it, and what it is."""

    GRID = "grid", _("grid")
    GRID_WORKER = "grid_worker", _("grid worker")
    GRID_HEAD = "grid_head", _("grid head")
    LINKED_CADRE = "linked_cadre", _("linked cadre")
    SECTOR = "sector", _("sector")
    SECTOR_LEADER = "sector_leader", _("leader of a sector")
    SAFETY_OFFICER = "safety_officer", _("safety officer")
    PROCESSES = "processes", _("processes")
    EMPLOYEES = "employees", _("employees")
    DORMITORY = "has_dormitory", _("whether people live there")


# Standardization (indicators, cycles, branches in a cycle)
class CatalogueKind(models.TextChoices):
    """For what sort of organisations a catalogue of indicators is written; each sort has one in force at a time."""

    ENTERPRISES = "enterprises", _("organisations in enterprises")
    SOCIAL = "social", _("organisations in social organisations")


class CatalogueState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")


class EvidenceSource(models.TextChoices):
    """Which records of the portal answer a clause (the keys of `portal.evidence`)."""

    ELECTION = "election", _("elections and committee")
    MEMBER = "member", _("roll of members")
    MEETING = "meeting", _("meetings and lessons")
    ACTIVITY = "activity", _("activities of the task force")
    HAZARD = "hazard", _("hazards rectified")
    SITE = "site", _("accepted items of the site")
    HONOUR = "honour", _("honours")
    PLEDGE = "pledge", _("members' pledges")
    PAIRING = "pairing", _("paired organisations")


class CycleState(models.TextChoices):
    DRAFT = "draft", _("draft")
    OPEN = "open", pgettext_lazy("cycle", "open")
    CLOSED = "closed", pgettext_lazy("cycle", "closed")


class StandardState(models.TextChoices):
    OPEN = "open", _("to be self-scored")
    SELF_SCORED = "self_scored", _("self-scored")
    REVIEWED = "reviewed", _("reviewed")
    REACHED = "reached", _("reached")
    NOT_REACHED = "not_reached", _("not reached")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class HonourState(models.TextChoices):
    APPLIED = "applied", _("applied for")
    RECOMMENDED = "recommended", _("recommended")
    ON_NOTICE = "on_notice", _("on public notice")
    NAMED = "named", _("named")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECLINED = "declined", _("declined")


class Lack(models.TextChoices):
    """What a clause lacks before its points count; derived, never stored."""

    UNANSWERED = "unanswered", _("no answer yet")
    EVIDENCE = "evidence", _("evidence missing")
    PHOTO = "photo", _("photo missing")
    SENT_BACK = "sent_back", _("sent back")
    VETO = "veto", _("veto: it happened")


# Sites: checklists, rooms, inspections
class SiteUse(models.TextChoices):
    IN_USE = "in_use", _("in use")
    GIVEN_UP = "given_up", _("given up")


class SiteOccasion(models.TextChoices):
    ACCEPTANCE = "acceptance", _("first acceptance")
    RECHECK = "recheck", _("yearly re-check")


class SiteCheckState(models.TextChoices):
    """The way of an inspection; two people sign on the spot, one after the other."""

    OPEN = "open", _("self-check running")
    SELF_CHECKED = "self_checked", _("self-checked")
    APPLIED = "applied", _("applied for acceptance")
    LOOKED_AT = "looked_at", _("looked at by the adviser")
    SIGNED = "signed", _("signed by one")
    ACCEPTED = "accepted", _("accepted by two")
    FAILED = "failed", _("re-check not passed")
    CALLED_OFF = "called_off", _("inspection called off")


class ItemVerdict(models.TextChoices):
    MISSING = "missing", _("not there")
    FAULTY = "faulty", _("there, not up to the rule")
    GOOD = "good", _("good")


# Organisational changes and what they leave to be done.
class ChangeState(models.TextChoices):
    """A change is in effect, waits for its day, or is kept only because it was once believed."""

    PLANNED = "planned", _("planned")
    APPLIED = "applied", _("in effect")
    CALLED_OFF = "called_off", _("called off")
    CORRECTED = "corrected", _("corrected by another entry")
    WITHDRAWN = "withdrawn", _("withdrawn")


class BranchesBelow(models.TextChoices):
    """What becomes of the branches below an organisation that can hold none any more."""

    MERGE = "merge", _("they merge into it")
    MOVE = "move", _("they are moved on as they are")


class FollowUpKind(models.TextChoices):
    """What a decision leaves to be done (domain.md 4.4)."""

    MEMBERS = "members", _("members' transfer, one by one")
    SEAL = "seal", _("seal handed in or renewed")
    ARCHIVE = "archive", _("archive handed over")
    DUES = "dues", _("dues settled")
    ENTERPRISES = "enterprises", _("enterprises assigned to another organisation")
    ACCOUNTS = "accounts", _("appointments ended, accounts closed")
    ELECTION = "election", _("election held")


class FollowUpState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    NOT_NEEDED = "not_needed", _("not needed")


# Committees and terms.
class Position(models.TextChoices):
    """What a member of a branch's committee answers for."""

    SECRETARY = "secretary", _("secretary")
    DEPUTY = "deputy", _("deputy secretary")
    ORGANISATION = "organisation", _("member for organisation")
    PUBLICITY = "publicity", _("member for publicity")
    DISCIPLINE = "discipline", _("member for discipline")
    MEMBER = "member", _("committee member")


# Training
class TrainingKind(models.TextChoices):
    PARTY = "party", _("party work")
    SAFETY = "safety", _("safety")
    VISIT = "visit", _("visit on the spot")
    LESSON = "lesson", _("party lesson")


class TrainingState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    HELD = "held", _("held")
    CLOSED = "closed", _("attendance closed")
    CALLED_OFF = "called_off", _("training called off")


class Reply(models.TextChoices):
    OPEN = "open", pgettext_lazy("training", "no answer yet")
    COMING = "coming", _("will come")
    NOT_COMING = "not_coming", _("cannot come")


class Attended(models.TextChoices):
    """Whether somebody was there: a record, from which no score follows."""

    PRESENT = "present", pgettext_lazy("training", "present")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("excused")


# Members: their stages, their transfers.


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class MemberStage(models.TextChoices):
    """The five stages of admission (domain.md 3.2), and how a membership ends."""

    APPLICANT = "applicant", _("applicant")
    ACTIVIST = "activist", _("activist")
    CANDIDATE = "candidate", _("candidate for development")
    PROBATIONARY = "probationary", _("probationary member")
    FULL = "full", _("full member")
    TRANSFERRED = "transferred", _("transferred out")
    LEFT = "left", _("left the Party or the list")
    EXPELLED = "expelled", _("expelled")
    DIED = "died", _("died")


class TransferState(models.TextChoices):
    ASKED = "asked", _("asked for")
    RECEIVED = "received", _("received")
    RETURNED = "returned", _("returned")


# Organisational life: what meetings there are, how they stand, how often each is due.


class MeetingKind(models.TextChoices):
    """Three meetings and one lesson, and what else belongs to organisational life (domain.md 4.3)."""

    MEMBERS_MEETING = "members_meeting", _("members' meeting")
    COMMITTEE_MEETING = "committee_meeting", _("committee meeting")
    GROUP_MEETING = "group_meeting", _("group meeting")
    PARTY_LESSON = "party_lesson", _("Party lesson")
    THEME_DAY = "theme_day", _("theme Party day")
    ORGANISATIONAL_LIFE = "organisational_life", _("organisational-life meeting")
    APPRAISAL = "appraisal", _("democratic appraisal of members")
    HEART_TO_HEART = "heart_to_heart", _("heart-to-heart talks")


class MeetingState(models.TextChoices):
    DRAFT = "draft", _("planned or draft")
    RECORDED = "recorded", _("recorded")


class Period(models.TextChoices):
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


# Tallies that can be defended
class TokenState(models.TextChoices):
    ISSUED = "issued", _("not collected yet")
    IN_USE = "in_use", pgettext_lazy("token", "in use")
    REVOKED = "revoked", _("revoked")


class FrozenKind(models.TextChoices):
    FIGURE = "figure", _("figure")
    TALLY = "tally", _("tally")


class PackState(models.TextChoices):
    WAITING = "waiting", _("waiting for the worker")
    MAKING = "making", _("being made")
    DONE = "done", pgettext_lazy("pack", "finished")
    FAILED = "failed", _("broke off")


class DataRequestState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("request for data", "being drawn up")
    ISSUED = "issued", pgettext_lazy("request for data", "issued")
    CALLED_OFF = "called_off", pgettext_lazy("request for data", "called off")
