"""Visits of assessment teams, for whoever plans something at the same enterprise."""

from django.utils.translation import gettext as _

from branches.assessment_choices import AssessmentState
from branches.models import Assessment
from portal.occasions import Occasion, register


@register
def visits(enterprises, start, end):
    """Planned visits of assessment teams."""
    rows = Assessment.objects.filter(
        organisation__enterprise__in=enterprises, visit_on__range=(start, end), state=AssessmentState.PLANNED
    ).select_related("organisation", "team")
    for one in rows:
        text = _("assessment of %(branch)s") % {"branch": one.organisation}
        yield Occasion(one.organisation.enterprise_id, one.visit_on, text, "assessment", one.pk)
