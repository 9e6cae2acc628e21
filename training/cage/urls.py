"""The addresses of content hosts; none of them exists on the site's own."""

from django.urls import path

from .views import content_file, keep_state, run

app_name = "cage"
urlpatterns = [
    path("<str:token>/", run, name="run"),
    path("<str:token>/stand/", keep_state, name="keep_state"),
    path("<str:token>/inhalt/<path:path>", content_file, name="file"),
    path(
        "<str:token>/geliehen/<path:path>",
        content_file,
        {"lends_storage": True},
        name="file_with_storage",
    ),
]
