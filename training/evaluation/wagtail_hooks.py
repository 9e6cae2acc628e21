from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .results import CourseResultsView, ResultsMenuItem, ResultsView


@hooks.register("register_admin_urls")
def register_results_urls():
    return [
        path("rueckmeldungen/", ResultsView.as_view(), name="evaluation_results"),
        path("rueckmeldungen/<int:pk>/", CourseResultsView.as_view(), name="evaluation_course"),
    ]


@hooks.register("register_admin_menu_item")
def register_results_menu_item():
    return ResultsMenuItem(
        _("Rückmeldungen"),
        reverse_lazy("evaluation_results"),
        name="evaluation",
        icon_name="comment",
        order=666,
    )
