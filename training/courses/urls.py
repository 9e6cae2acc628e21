from django.urls import path

from training.progress.answering import note, question

from .views import lesson, newest_version, overview

app_name = "courses"
urlpatterns = [
    path("<int:pk>/", overview, name="overview"),
    path("<int:pk>/neue-fassung/", newest_version, name="newest_version"),
    path("<int:pk>/lektion/<int:lesson_pk>/", lesson, name="lesson"),
    path("<int:pk>/frage/<str:block_id>/", question, name="question"),
    path("<int:pk>/notiz/<str:block_id>/", note, name="note"),
]
