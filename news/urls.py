"""Addresses that are the same in every language: what machines ask for."""

from django.urls import path

from news import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
