"""All enumerations of the task forces, their activities and the hazards they find."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "planned")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CONFIRMED = "confirmed", _("confirmed")
    CALLED_OFF = "called_off", _("called off")
    MERGED = "merged", pgettext_lazy("activity", "merged")


class Presence(models.TextChoices):
    """How somebody stands on the list of an activity."""

    PLANNED = "planned", pgettext_lazy("presence", "planned")
    PRESENT = "present", pgettext_lazy("presence", "present")
    LATE = "late", pgettext_lazy("presence", "late")
    EXTRA = "extra", pgettext_lazy("presence", "extra")
    ABSENT = "absent", _("absent")


class OffWork(models.TextChoices):
    """When an activity was held, seen from working life; derived from day, hour and the calendar of special days."""

    DAY_OFF = "day_off", _("on a day off")
    AFTER_WORK = "after_work", _("after work")
    WORKING_HOURS = "working_hours", _("in working hours")
    UNKNOWN = "unknown", _("on a working day, the hour is not known")
    NO_CALENDAR = "no_calendar", _("no calendar of this year is entered")


class KindIcon(models.TextChoices):
    """The icons among which a kind of activity has one."""

    BROOM = "brush-cleaning", _("broom")
    LEAF = "leaf", _("leaf")
    WARNING = "triangle-alert", _("warning sign")
    SEARCH = "search", _("magnifying glass")
    FLAME = "flame", _("flame")
    EXTINGUISHER = "fire-extinguisher", _("fire extinguisher")
    MEGAPHONE = "megaphone", _("megaphone")
    FOOTPRINTS = "footprints", _("footprints")
    SHIELD = "shield-check", _("shield")
    TRAFFIC = "traffic-cone", _("traffic cone")
    WATER = "droplets", _("water")
    HANDS = "hand-heart", _("helping hand")
    PEOPLE = "users", _("people")
    CALENDAR = "calendar-check", _("calendar sheet")


class HazardState(models.TextChoices):
    REGISTERED = "registered", _("registered")
    GRADED = "graded", _("graded")
    RECTIFYING = "rectifying", _("rectifying")
    AWAITING_RECHECK = "awaiting_recheck", _("awaiting re-check")
    VERIFIED = "verified", _("verified")
    CLOSED = "closed", _("closed")
    VOID = "void", _("void")


class HazardLevel(models.TextChoices):
    """The two levels of law: general, and major (any item of the judgement standards, domain.md 2.1)."""

    GENERAL = "general", _("general")
    MAJOR = "major", _("major")


class HazardSource(models.TextChoices):
    """Who found it, frozen at registration (domain.md 2.5)."""

    TASK_FORCE = "task_force", _("task force")
    SELF_CHECK = "self_check", _("enterprise self-check")
    GRID = "grid", _("grid worker")
    LINKED_CADRE = "linked_cadre", _("linked cadre")
    DEPARTMENT = "department", _("department")
    EXPERT = "expert", _("expert")
    REPORT = "report", _("reported by a citizen")
    SUPERIOR = "superior", _("inspection from above")


class PhotoMoment(models.TextChoices):
    BEFORE = "before", _("before")
    AFTER = "after", _("after")
    RECHECK = "recheck", _("at the re-check")
    AGAIN = "again", _("at the re-inspection")


class Age(models.TextChoices):
    """For how many days a hazard has been open."""

    WEEK = "0-7", _("up to 7 days")
    FORTNIGHT = "8-15", _("8 to 15 days")
    MONTH = "16-30", _("16 to 30 days")
    LONGER = "31", _("more than 30 days")

    @property
    def days(self):
        """(fewest, most) days; most is None where there is no end."""
        first, _dash, last = self.value.partition("-")
        return int(first), int(last) if last else None


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("waiting for an answer")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class ReinspectionState(models.TextChoices):
    DRAWN = "drawn", _("to be looked at again")
    HOLDS = "holds", _("holds")
    FAILED = "failed", _("does not hold")


class CampaignState(models.TextChoices):
    """What people have decided about a campaign; which phase it is in, the date says (`Phase`)."""

    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", pgettext_lazy("campaign", "announced")
    CLOSED = "closed", pgettext_lazy("campaign", "closed")


class Phase(models.TextChoices):
    """Where a campaign stands on a day. It decides what a finding leads to (domain.md 0)."""

    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", pgettext_lazy("campaign", "announced")
    SELF_CHECK = "self_check", _("self-check window")
    STRICT = "strict", _("strict phase")
    CLOSED = "closed", pgettext_lazy("campaign", "closed")


class SelfCheckState(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("self-check", "issued")
    OPENED = "opened", pgettext_lazy("self-check", "opened")
    RETURNED = "returned", pgettext_lazy("self-check", "returned")
    RECEIVED = "received", pgettext_lazy("self-check", "received")
    SENT_BACK = "sent_back", pgettext_lazy("self-check", "sent back")


class Channel(models.TextChoices):
    """The way on which a self-check came back."""

    ACCOUNT = "account", _("by account")
    LINK = "link", _("by link")
    PAPER = "paper", _("on paper")


class Answer(models.TextChoices):
    """An answer to one item. Article 14 of order No. 10: what is installed but failed counts like what is missing."""

    NOT_PRESENT = "not_present", _("not present")
    NOT_INSTALLED = "not_installed", _("present: not installed")
    FAILED = "failed", _("present: installed but failed")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


# Judgement standards
class StandardLevel(models.TextChoices):
    """What a hazard under a clause is by default; the centre decides."""

    MAJOR = "major", _("major")
    POSSIBLY_MAJOR = "possibly_major", _("possibly major")
    GENERAL = "general", _("general")
    ELSEWHERE = "elsewhere", _("by other rules (special equipment, dangerous chemicals)")


class Verification(models.TextChoices):
    """How far the text of a clause has been compared with the promulgated one."""

    FOUND = "found", _("wording found")
    PARTLY = "partly", _("partly found")
    UNVERIFIED = "unverified", _("not verified yet")


class Circumstance(models.TextChoices):
    """Where a clause applies only in certain premises."""

    ALWAYS = "", _("always")
    DORMITORY = "dormitory", _("people live on the premises")
    LETTING = "letting", _("rooms are let or rented")


# Inspections
class InspectionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("inspection", "planned")
    HELD = "held", pgettext_lazy("inspection", "held")
    CALLED_OFF = "called_off", pgettext_lazy("inspection", "called off")


class Capacity(models.TextChoices):
    """In which capacity somebody goes to an enterprise."""

    LEADER = "leader", _("leader of the sector")
    CADRE = "cadre", _("linked cadre")
    INSPECTOR = "inspector", _("inspector of the centre")
    GRID = "grid", _("grid worker")
    EXPERT = "expert", pgettext_lazy("capacity", "expert")
    TASK_FORCE = "task_force", _("task force")


class ItemFinding(models.TextChoices):
    FINE = "fine", pgettext_lazy("inspection", "fine")
    FAILS = "fails", pgettext_lazy("inspection", "fails")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class ProposalState(models.TextChoices):
    """What became of a proposed level."""

    MADE = "made", _("waiting for the centre")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    DECLINED = "declined", pgettext_lazy("proposal", "not accepted")


class PlanState(models.TextChoices):
    """Where a plan of treatment stands."""

    HANDED_IN = "handed_in", pgettext_lazy("plan", "handed in")
    ACCEPTED = "accepted", pgettext_lazy("plan", "accepted")
    SENT_BACK = "sent_back", pgettext_lazy("plan", "sent back")


class StopKind(models.TextChoices):
    """Who has production stopped: the enterprise itself, or an authority by its document. Never the zone."""

    VOLUNTARY = "voluntary", _("voluntary, by the enterprise")
    ORDERED = "ordered", _("ordered by an authority")


class StopState(models.TextChoices):
    STANDING = "standing", _("production stopped")
    LIFTED = "lifted", _("production resumed")


class ListingState(models.TextChoices):
    LISTED = "listed", _("listed for supervision")
    RELEASED = "released", _("released from supervision")


class TransferState(models.TextChoices):
    """Where a lead stands that the zone hands to the authority in charge."""

    PREPARED = "prepared", pgettext_lazy("transfer", "prepared")
    DROPPED = "dropped", _("not transferred")
    SENT = "sent", pgettext_lazy("transfer", "sent")
    RECEIVED = "received", _("receipt registered")
    FILED = "filed", _("case filed")
    NOT_FILED = "not_filed", _("no case filed")
    CONCLUDED = "concluded", _("outcome registered")


class PackState(models.TextChoices):
    """Whether the file with everything about a transfer is there."""

    MAKING = "making", _("being made")
    READY = "ready", pgettext_lazy("pack", "ready")
    FAILED = "failed", pgettext_lazy("pack", "could not be made")


class Cooperation(models.TextChoices):
    """How the enterprise cooperated, as the head judges it; the record of what it did stands beside."""

    FULL = "full", _("cooperated")
    PARTLY = "partly", _("cooperated in part")
    NONE = "none", _("did not cooperate")


class DocumentKind(models.TextChoices):
    """Documents about a hazard: the zone's own, the enterprise's, and those of authorities (domain.md 2.4)."""

    INSPECTION = "inspection", _("record of the on-site inspection")
    ORDER = "order", _("order to rectify by a deadline")
    MEASURES = "measures", _("decision on on-site measures")
    COERCION = "coercion", _("decision on coercive measures")
    RECHECK = "recheck", _("opinion at the authority's re-check")
    REPORT = "report", _("report upward of a major hazard")
    LISTING = "listing", _("notice of listing for supervision")
    ACCEPTANCE = "acceptance", _("acceptance report of the enterprise")
    CONSENT = "consent", _("consent of the authority after review")
    RELEASE = "release", _("notice of release from supervision")
    LETTER = "letter", _("letter of transfer")
    RECEIPT = "receipt", _("receipt of the transfer")
    FILING = "filing", _("notice that a case is filed")
    NO_FILING = "no_filing", _("notice that no case is filed")
    PENALTY_NOTICE = "penalty_notice", _("notice of an intended penalty")
    PENALTY = "penalty", _("decision on a penalty")
    CASE_END = "case_end", _("closing of the case")
