"""Addresses of the public site in each language; all other pages come from the CMS's tree."""

from django.urls import path

from news import feeds, views
from news.honours import HonoursView, HonourView

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("honours/", HonoursView.as_view(), name="public_honours"),
    path("honours/<int:pk>/", HonourView.as_view(), name="public_honour"),
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
    path("feeds/notices.xml", feeds.NoticeFeed(), name="notice_feed"),
]
