"""The story of a campaign for everybody: its days, what it is about, how far it has come; no enterprise is named."""

from django.conf import settings
from django.core.cache import caches
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from volunteers.campaign_charts import clock, in_words
from volunteers.choices import CampaignState
from volunteers.models import Campaign
from volunteers.self_found import percent


def told(campaign):
    """The numbers of the story, at most settings.PUBLIC_CACHE_SECONDS old; those of the closing once it is closed."""
    counts = campaign.closing_figures
    if campaign.state != CampaignState.CLOSED:
        name = f"campaign:{campaign.pk}:{timezone.localdate()}"
        counts = caches["pages"].get_or_set(name, campaign.counts, settings.PUBLIC_CACHE_SECONDS)
    shares = {"share": percent(counts["self_found"], counts["hazards"])}
    return counts | shares | {"returned_share": percent(counts["returned"], counts["issued"])}


class CampaignStory(View):
    """The public page of an announced or closed campaign; a draft does not exist for visitors."""

    def get(self, request, pk):
        campaign = Campaign.told_of(pk)
        if campaign is None:
            raise Http404
        context = {
            "campaign": campaign,
            "phase": campaign.phase_on(),
            "words": in_words(campaign),
            "chart": clock(campaign),
            "counts": told(campaign),
            "notice": campaign.shown_notice(),
            "as_of": timezone.localtime(),
        }
        return render(request, "volunteers/campaign_story.html", context)
