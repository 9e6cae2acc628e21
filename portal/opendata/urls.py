"""Addresses for machines, at the top of the site, and the pages that explain them."""

from django.urls import include, path

from . import embed_views, feeds, sitemap, views

open_data = [
    path("", views.index, name="index"),
    path("begriffe/", views.terms, name="terms"),
    path("bestand.<str:name>", views.download, name="download"),
]
entry_feeds = [
    path("praxis/", feeds.kind_feed, {"kind": "praxis"}, name="practices"),
    path("training/", feeds.kind_feed, {"kind": "training"}, name="modules"),
    path("gesuche/", feeds.kind_feed, {"kind": "gesuch"}, name="requests"),
    path("stadt/<slug:key>/", feeds.city_feed, name="city"),
    path("handlungsfeld/<str:key>/", feeds.field_feed, name="field"),
]
embedding = [
    path("stadt/<slug:key>/", embed_views.city_fragment, name="city"),
    path("stadt/<slug:key>/anleitung/", embed_views.city_how_to, name="city_how_to"),
]
urlpatterns = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.sitemap_file, name="sitemap_file"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("offene-daten/", include((open_data, "opendata"))),
    path("einbetten/", include((embedding, "embed"))),
    path("feeds/", include((entry_feeds, "entry_feeds"))),
]
