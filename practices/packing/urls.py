from django.urls import path

from .views import pack, progress

app_name = "packing"
urlpatterns = [
    path("<int:pk>/vorlagen/", pack, name="pack"),
    path("<int:pk>/vorlagen/stand/", progress, name="progress"),
]
