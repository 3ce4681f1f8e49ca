"""What is said under training material of the public site: how often the clauses it teaches failed before and since."""

from django.utils.translation import gettext as _

from portal.remarks import register
from volunteers.models import JudgementStandard, Lesson


@register
def failures(page):
    """A sentence for each clause of which the page is a lesson."""
    lessons = Lesson.taught_by(page)
    if not lessons:
        return
    rows = JudgementStandard.objects.in_force().filter(code__in=[one.clause for one in lessons])
    clauses = {one.code: one for one in rows}
    text = _(
        "%(clause)s: found %(before)s times in the %(days)s days before this lesson, %(after)s times in the "
        "%(days)s days since."
    )
    for lesson in lessons:
        clause = clauses.get(lesson.clause)
        if clause is not None and lesson.days:
            facts = {"before": lesson.before, "after": lesson.after, "days": lesson.days}
            yield text % ({"clause": f"{clause.text_shown} ({clause.code})"} | facts)
