"""Below `/konto/suchen/` and `/feeds/`; `portal/urls.py` says so."""

from django.urls import path

from . import feeds, views

account = (
    [
        path("", views.saved_searches, name="list"),
        path("neu/", views.create, name="create"),
        path("abbestellen/<str:signed>/", views.unsubscribe, name="unsubscribe"),
        path("<int:pk>/", views.edit, name="edit"),
        path("<int:pk>/loeschen/", views.delete, name="delete"),
        path("<int:pk>/feed-adresse/", views.renew_feed_address, name="renew_feed_address"),
    ],
    "search_saved",
)
feed_addresses = [
    path("suche/", feeds.search_feed, name="search_feed"),
    path("suche/<str:token>/", feeds.saved_search_feed, name="saved_search_feed"),
]
