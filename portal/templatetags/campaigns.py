"""The campaigns that run today, for the front page; which apps make the front page knows nothing of campaigns."""

from django import template

from portal.kept import kept
from volunteers.campaign_charts import in_words
from volunteers.models import Campaign

register = template.Library()
MOST = 2


def newest_running():
    """The running campaigns, newest first, with their rounds."""
    return list(Campaign.objects.running().prefetch_related("rounds").order_by("-pk")[:MOST])


@register.inclusion_tag("portal/_running_campaigns.html")
def running_campaigns():
    """Each running campaign with where it stands in words; what has been announced stands here within a minute."""
    rows = kept("running campaigns", "", newest_running)
    return {"campaigns": [{"campaign": one, "words": in_words(one), "phase": one.phase_on()} for one in rows]}
