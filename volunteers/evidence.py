"""What task forces did, offered as evidence: confirmed activities, and hazards that were rectified and re-checked."""

from django.db.models import Exists, OuterRef

from portal.evidence import Offer, Source
from volunteers.models import Activity, ActivityPhoto, Hazard, HazardPhoto


def activities(rows, question):
    """Activities of the organisation that it has confirmed, held in the period."""
    photos = ActivityPhoto.objects.filter(activity=OuterRef("pk"))
    rows = rows.counted().held_between(question.start, question.end).filter(organisation=question.organisation)
    return rows.select_related("task_force", "kind").annotate(has_photos=Exists(photos)).order_by("-held_on", "-pk")


def hazards(rows, question):
    """Hazards that the organisation's task force found and that were seen rectified in the period."""
    photos = HazardPhoto.objects.filter(hazard=OuterRef("pk"))
    rows = rows.rectified_between(question.start, None).filter(organisation=question.organisation)
    rows = rows if question.end is None else rows.filter(rechecked_on__lte=question.end)
    return rows.annotate(has_photos=Exists(photos)).order_by("-rechecked_on", "-pk")


Source(
    kind="activity",
    model=Activity,
    rows=activities,
    offer=lambda row: Offer(row, f"{row.kind} · {row.place}", row.held_on, row.has_photos),
)
Source(
    kind="hazard",
    model=Hazard,
    rows=hazards,
    offer=lambda row: Offer(row, f"{row.number} {row.description}", row.rechecked_on, row.has_photos),
)
