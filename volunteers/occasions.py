"""Activities and re-checks at enterprises, for whoever plans something there."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.occasions import Occasion, register
from volunteers.models import Activity, Hazard, Inspection


@register
def activities(enterprises, start, end):
    """Activities of task forces at the enterprise."""
    rows = (
        Activity.objects.standing()
        .filter(enterprise__in=enterprises, held_on__range=(start, end))
        .select_related("kind")
    )
    for one in rows:
        yield Occasion(one.enterprise_id, one.held_on, str(one.kind), "activity", one.pk)


@register
def re_checks(enterprises, start, end):
    """Days by which hazards have to be put right, when somebody comes to see."""
    rows = Hazard.objects.open_on(timezone.localdate()).filter(enterprise__in=enterprises, due_on__range=(start, end))
    for one in rows:
        text = _("re-check of hazard %(number)s") % {"number": one.number}
        yield Occasion(one.enterprise_id, one.due_on, text, "hazard", one.pk)


@register
def inspections(enterprises, start, end):
    """Inspections planned or held at the enterprise."""
    for one in Inspection.objects.standing().between(start, end).filter(enterprise__in=enterprises):
        yield Occasion(one.enterprise_id, one.day, _("inspection"), "inspection", one.pk)
