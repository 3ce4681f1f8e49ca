"""Addresses of the public site in each language; the last is that of the CMS's tree."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from news import feeds, views
from news.honours import HonoursView, HonourView
from news.serving import serve

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("honours/", HonoursView.as_view(), name="public_honours"),
    path("honours/<int:pk>/", HonourView.as_view(), name="public_honour"),
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
    path("feeds/notices.xml", feeds.NoticeFeed(), name="notice_feed"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
