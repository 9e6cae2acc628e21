"""Below `/kontakt/`; `portal/urls.py` says so."""

from django.urls import path

from . import views

app_name = "asking"
urlpatterns = [
    path("<int:pk>/", views.ask_about_entry, name="entry"),
    path("gesuch/<int:pk>/", views.ask_about_request, name="request"),
    path("stadt/<slug:key>/", views.ask_city, name="city"),
]
