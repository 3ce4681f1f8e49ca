"""The story of a campaign for everybody: its days, what it is about, how far it has come; no enterprise is named."""

from django.conf import settings
from django.core.cache import caches
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from volunteers.campaign_charts import clock, in_words
from volunteers.choices import CampaignState
from volunteers.models import Campaign, Hazard
from volunteers.self_found import percent, share_line


def told(campaign):
    """The numbers of the story, at most settings.PUBLIC_CACHE_SECONDS old; those of the closing once it is closed."""
    if campaign.state == CampaignState.CLOSED:
        counts = campaign.closing_figures
        shares = {"share": percent(counts["self_found"], counts["hazards"])}
        return counts | shares | {"returned_share": percent(counts["returned"], counts["issued"])}
    name = f"campaign:{campaign.pk}:{timezone.localdate()}"
    kept = caches["pages"].get(name)
    if kept is None:
        kept = campaign.counts() | {"share": share_line(Hazard.objects.in_campaign(campaign))["share"]}
        kept["returned_share"] = percent(kept["returned"], kept["issued"])
        caches["pages"].set(name, kept, settings.PUBLIC_CACHE_SECONDS)
    return kept


class CampaignStory(View):
    """The public page of an announced or closed campaign; a draft does not exist for visitors."""

    def get(self, request, pk):
        campaign = Campaign.objects.exclude(state=CampaignState.DRAFT).filter(pk=pk).first()
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
