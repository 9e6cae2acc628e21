from django.urls import path

from .views import lesson, newest_version, overview

app_name = "courses"
urlpatterns = [
    path("<int:pk>/", overview, name="overview"),
    path("<int:pk>/neue-fassung/", newest_version, name="newest_version"),
    path("<int:pk>/lektion/<int:lesson_pk>/", lesson, name="lesson"),
]
