from django.urls import path

from .views import record_batch

app_name = "progress"
urlpatterns = [path("<str:token>/", record_batch, name="record")]
