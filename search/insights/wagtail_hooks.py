from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reports import PERMISSION, InsightsView


class InsightsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def insights_urls():
    return [path("suche/auswertung/", InsightsView.as_view(), name="search_insights")]


@hooks.register("register_search_menu_item")
def insights_menu_item():
    return InsightsMenuItem(
        _("Was gesucht wird"),
        reverse("search_insights"),
        name="search-insights",
        icon_name="view",
        order=300,
    )
