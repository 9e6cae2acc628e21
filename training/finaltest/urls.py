from django.urls import path

from .views import check, question, result, start, time_left

app_name = "finaltest"
urlpatterns = [
    path("<int:pk>/test/", start, name="start"),
    path("<int:pk>/test/<int:attempt>/", result, name="result"),
    path("<int:pk>/test/<int:attempt>/frage/<int:number>/", question, name="question"),
    path("<int:pk>/test/<int:attempt>/abgabe/", check, name="check"),
    path("<int:pk>/test/<int:attempt>/zeit/", time_left, name="time"),
]
