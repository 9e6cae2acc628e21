"""Below `/nachnutzung/`; `portal/urls.py` says so."""

from django.urls import path

from . import views

app_name = "reuse"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("eintragen/<int:practice_pk>/", views.declare, name="declare"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/aendern/", views.change, name="change"),
    path("<int:pk>/antwort/", views.answer, name="answer"),
    path("<int:pk>/zurueckziehen/", views.withdraw, name="withdraw"),
]
