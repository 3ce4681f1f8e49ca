"""What is known of a branch already, offered as evidence: meetings, members, elections, rooms, honours and the like."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from branches.choices import ItemVerdict, SiteCheckState
from branches.models import (
    Election,
    Honour,
    Meeting,
    MeetingPhoto,
    Member,
    Organisation,
    Pairing,
    Pledge,
    Roster,
    Site,
    SitePhoto,
)
from branches.models.member_questions import REACHED_ON
from branches.models.members import with_members_on
from portal.evidence import Offer, Source


def site_photos(rows, question):
    """Photos of items found good, in accepted inspections of the rooms that the organisation uses; newest first."""
    rows = rows.filter(
        answer__verdict=ItemVerdict.GOOD,
        answer__site_check__state=SiteCheckState.ACCEPTED,
        answer__site_check__accepted_on__lte=question.end,
        answer__site_check__site__in=Site.objects.used_by(question.organisation),
    ).select_related("answer__item", "answer__site_check")
    return rows.order_by("-answer__site_check__accepted_on", "answer__item__order", "pk")


def elections(rows, question):
    """The elections of the organisation up to the end of the period: the last one answers for the whole term."""
    return rows.filter(organisation=question.organisation, held_on__lte=question.end).order_by("-held_on", "-pk")


def meetings(rows, question):
    """Meetings of the period that the organisation has held, alone or with others, and recorded."""
    photos = MeetingPhoto.objects.filter(meeting=OuterRef("pk"))
    rows = rows.recorded().held_between(question.start, question.end).of(question.organisation)
    return rows.annotate(has_photos=Exists(photos)).order_by("-held_on", "-pk")


def rolls(rows, question):
    """The organisation itself where its members are counted from a roster, with their numbers on the last day."""
    rows = rows.filter(pk=question.organisation.pk, pk__in=Roster.objects.values("organisation"))
    return with_members_on(rows, question.end)


def developments(rows, question):
    """People of the organisation who reached a stage of admission in the period, the latest first."""
    reached = Q(pk__in=[])
    for name in REACHED_ON.values():
        reached |= Q(**{f"{name}__range": (question.start, question.end)})
    return rows.filter(reached, organisation=question.organisation).order_by("-pk")


def latest_stage(member):
    """(stage, day) of the last stage that a person has reached."""
    found = [(getattr(member, name), stage) for stage, name in REACHED_ON.items() if getattr(member, name)]
    day, stage = max(found, key=lambda pair: pair[0])
    return stage, day


def roll_offer(organisation):
    """The numbers of a roster as an offer."""
    text = _("Roll of members: %(full)d full, %(probationary)d probationary members")
    numbers = {"full": organisation.full_then, "probationary": organisation.probationary_then}
    return Offer(organisation, text % numbers)


def development_offer(member):
    """A step of development as an offer, without the name."""
    stage, day = latest_stage(member)
    return Offer(member, f"{member} · {stage.label}", day)


def honours(rows, question):
    """Honours of the organisation that stood as named at the end of the period."""
    return rows.named_by(question.end).filter(organisation=question.organisation).select_related("kind", "organisation")


def pledges(rows, question):
    """Pledges for a year of the period."""
    years = range(question.start.year, question.end.year + 1)
    return rows.filter(organisation=question.organisation, year__in=years).order_by("-pk")


def pairings(rows, question):
    """Pairings in force at the end of the period."""
    return rows.in_force_on(question.end).filter(organisation=question.organisation).select_related("partner")


Source(
    kind="site",
    model=SitePhoto,
    rows=site_photos,
    offer=lambda row: Offer(row, str(row.answer.item), row.answer.site_check.accepted_on, has_photos=True),
)
Source(kind="honour", model=Honour, rows=honours, offer=lambda row: Offer(row, str(row), row.named_on))
Source(kind="pledge", model=Pledge, rows=pledges, offer=lambda row: Offer(row, str(row)))
Source(kind="pairing", model=Pairing, rows=pairings, offer=lambda row: Offer(row, str(row), row.start))
Source(kind="election", model=Election, rows=elections, offer=lambda row: Offer(row, str(row), row.held_on))
Source(kind="member", model=Organisation, rows=rolls, offer=roll_offer)
Source(kind="member", model=Member, rows=developments, offer=development_offer)
Source(
    kind="meeting",
    model=Meeting,
    rows=meetings,
    offer=lambda row: Offer(row, f"{row.get_kind_display()} · {row.topic}", row.held_on, row.has_photos),
)
