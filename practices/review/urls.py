"""Below `/praxis-pruefen/`; `portal/urls.py` says so."""

from django.urls import path

from . import views

app_name = "practices_review"
urlpatterns = [path("<str:signed>/", views.answer, name="answer")]
