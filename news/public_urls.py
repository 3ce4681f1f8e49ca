"""Addresses of the public site in each language; all other pages come from the CMS's tree."""

from django.urls import path

from news import feeds, views

urlpatterns = [
    path("search/", views.SearchView.as_view(), name="search"),
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
    path("feeds/notices.xml", feeds.NoticeFeed(), name="notice_feed"),
]
