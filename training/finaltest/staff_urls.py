from django.urls import path

from .staff_views import change, create, listing, take_back

app_name = "staff_extensions"
urlpatterns = [
    path("", listing, name="list"),
    path("neu/", create, name="create"),
    path("<int:pk>/", change, name="change"),
    path("<int:pk>/loeschen/", take_back, name="delete"),
]
