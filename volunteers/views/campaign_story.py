"""The story of a campaign for everybody: its days, what it is about, how far it has come; no enterprise is named."""

from django.conf import settings
from django.core.cache import caches
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from portal.figures import Asked, figure
from volunteers.campaign_charts import clock, in_words
from volunteers.choices import CampaignState
from volunteers.models import Campaign
from volunteers.self_found import percent

# The figures that the story tells, by the words under which they are kept when the campaign closes.
TOLD = {
    "returned": "self_checks.returned",
    "nil": "self_checks.nil",
    "hazards": "hazards.found",
    "rectified": "hazards.rectified",
}


def counted(campaign):
    """The figures of a running campaign, asked for it as of today."""
    asked = Asked(timezone.localdate(), campaign=campaign)
    numbers = {word: figure(key).answer(asked).value for word, key in TOLD.items()}
    share = figure("self_checks.returned_share").answer(asked)
    own = figure("hazards.self_found_share").answer(asked)
    return numbers | {"issued": share.denominator, "self_found": own.numerator} | texts(share.text, own.text)


def texts(returned_share, share):
    """The shares as the story prints them."""
    return {"returned_share": returned_share, "share": share}


def told(campaign):
    """The numbers of the story, at most settings.PUBLIC_CACHE_SECONDS old; those of the closing once it is closed."""
    if campaign.state == CampaignState.CLOSED:
        kept = campaign.closing_figures
        return kept | texts(percent(kept["returned"], kept["issued"]), percent(kept["self_found"], kept["hazards"]))
    name = f"campaign:{campaign.pk}:{timezone.localdate()}"
    return caches["pages"].get_or_set(name, lambda: counted(campaign), settings.PUBLIC_CACHE_SECONDS)


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
