"""The story of a campaign on the public site: no enterprise is named in it."""

from django.urls import path

from volunteers.views.campaign_story import CampaignStory

urlpatterns = [path("<int:pk>/", CampaignStory.as_view(), name="campaign_story")]
