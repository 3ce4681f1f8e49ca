"""The campaigns that run today, for the front page; which apps make the front page knows nothing of campaigns."""

from django import template

from volunteers.campaign_charts import in_words
from volunteers.models import Campaign

register = template.Library()
MOST = 2


@register.inclusion_tag("portal/_running_campaigns.html")
def running_campaigns():
    """The running campaigns, newest first, each with where it stands in words."""
    rows = Campaign.objects.running().prefetch_related("rounds").order_by("-pk")[:MOST]
    return {"campaigns": [{"campaign": one, "words": in_words(one), "phase": one.phase_on()} for one in rows]}
