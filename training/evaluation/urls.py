from django.urls import path

from .views import feedback

app_name = "evaluation"
urlpatterns = [path("<int:pk>/rueckmeldung/", feedback, name="feedback")]
