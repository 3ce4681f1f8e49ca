"""What is known of a branch already, offered as evidence: the photos of accepted items of its rooms, honours, pledges,
pairings.
"""

from branches.choices import ItemVerdict, SiteCheckState
from branches.models import Election, Honour, Pairing, Pledge, Site, SitePhoto
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
