"""Below `/praxis-einreichen/`; `portal/urls.py` says so."""

from django.urls import path

from . import discarding, handing_over, views

app_name = "submission"
urlpatterns = [
    path("", views.start, name="start"),
    path("neu/", views.new, name="new"),
    path("aehnliches/", views.near, name="near"),
    path("<uuid:key>/", views.overview, name="overview"),
    path("<uuid:key>/vorschau/", views.preview, name="preview"),
    path("<uuid:key>/abgeben/", handing_over.hand_over, name="hand_over"),
    path("<uuid:key>/zurueckgeben/", handing_over.send_back, name="send_back"),
    path("<uuid:key>/loeschen/", discarding.discard, name="discard"),
    path("<uuid:key>/<slug:slug>/", views.step, name="step"),
]
