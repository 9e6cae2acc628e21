from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.cities.reports import edits_whole_site
from portal.content.importing.cities import CityChoice

from .overviews.views import OVERVIEWS, OverviewView
from .views import ConfirmView, TemplateView, UploadView


@hooks.register("register_admin_urls")
def register_import_urls():
    return [
        path("praxis-import/", UploadView.as_view(), name="practices_import"),
        path("praxis-import/uebernehmen/", ConfirmView.as_view(), name="practices_import_confirm"),
        path("praxis-import/vorlage/", TemplateView.as_view(), name="practices_import_template"),
    ]


class ImportMenuItem(MenuItem):
    """Shown to those who may add entries below at least one city."""

    def is_shown(self, request):
        return bool(CityChoice(user=request.user).allowed)


@hooks.register("register_admin_menu_item")
def register_import_menu_item():
    return ImportMenuItem(
        _("Praxis importieren"),
        reverse_lazy("practices_import"),
        name="practices-import",
        icon_name="table",
        order=650,
    )


@hooks.register("register_admin_urls")
def register_overview_urls():
    return [path("uebersichten/<slug:key>/", OverviewView.as_view(), name="practices_overview")]


class OverviewMenuItem(MenuItem):
    """Shown to the Projektgruppe and the administration."""

    def is_shown(self, request):
        return edits_whole_site(request)


@hooks.register("register_reports_menu_item")
def register_overview_menu_item():
    return OverviewMenuItem(
        OverviewView.page_title,
        reverse("practices_overview", args=[OVERVIEWS[0].key]),
        name="practices-overviews",
        icon_name="list-ul",
        order=100,
    )
