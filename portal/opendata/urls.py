"""Addresses for machines, at the top of the site, and the pages that explain them."""

from django.urls import include, path

from . import sitemap, views

open_data = [
    path("", views.index, name="index"),
    path("begriffe/", views.terms, name="terms"),
]
urlpatterns = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("offene-daten/", include((open_data, "opendata"))),
]
