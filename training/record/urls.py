from django.urls import path

from .views import download, leave, record

app_name = "record"
urlpatterns = [
    path("", record, name="record"),
    path("herunterladen/", download, name="download"),
    path("kurs/<int:pk>/loeschen/", leave, name="leave"),
]
