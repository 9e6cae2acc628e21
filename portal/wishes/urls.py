"""Below `/wir-suchen/`; `portal/urls.py` says so."""

from django.urls import path

from . import request_views as views

app_name = "requests"
urlpatterns = [
    path("", views.listing, name="list"),
    path("neu/", views.create, name="create"),
    path("<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("<int:pk>/aendern/", views.change, name="change"),
    path("<int:pk>/schliessen/", views.close, name="close"),
    path("<int:pk>/loeschen/", views.delete, name="delete"),
    path("<int:pk>/antworten/", views.answer, name="answer"),
    path("antwort/<int:pk>/", views.judge, name="judge"),
]
