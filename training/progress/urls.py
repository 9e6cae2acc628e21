from django.urls import path

from .views import addresses, record_batch

app_name = "progress"
urlpatterns = [
    path("", addresses, name="addresses"),
    path("<str:token>/", record_batch, name="record"),
]
