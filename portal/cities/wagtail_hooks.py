from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from .approval import CHOSEN, cities_to_choose_for
from .choosing import choosable
from .merging import LOG_ACTION
from .models import CityPage
from .pages import OwnPagesViewSet
from .panels import CityStartPanel
from .reports import WHOLE_SITE, edits_whole_site
from .views import ApprovalView, NewCityView


@hooks.register("register_admin_urls")
def city_urls():
    return [
        path("staedte/neu/", NewCityView.as_view(), name="cities_new"),
        path("staedte/freigabe/", ApprovalView.as_view(), name="cities_approval"),
    ]


class ApprovalMenuItem(MenuItem):
    """For those who write for a city."""

    def is_shown(self, request):
        return cities_to_choose_for(request.user).exists()


@hooks.register("register_settings_menu_item")
def register_approval_menu_item():
    return ApprovalMenuItem(
        _("Freigabe eigener Seiten"),
        reverse_lazy("cities_approval"),
        name="cities-approval",
        icon_name="check",
        order=650,
    )


@hooks.register("register_log_actions")
def register_approval_action(actions):
    @actions.register_action(CHOSEN)
    class ApprovalFormatter(LogFormatter):
        label = _("Freigabe eigener Seiten geändert")

        def format_message(self, log_entry):
            if log_entry.data["itself"]:
                return gettext("Eigene Seiten gibt jetzt die Redaktion der Stadt frei")
            return gettext("Eigene Seiten gibt jetzt die Projektgruppe frei")


@hooks.register("before_create_page")
def cities_come_with_everything(request, parent_page, page_class):
    """A city is more than its page, so the form that makes all of it takes over."""
    if page_class is CityPage:
        return redirect("cities_new")
    return None


@hooks.register("construct_page_chooser_queryset")
def drafts_of_others_are_nobodys_business(pages, request):
    """Links may lead to every public page; drafts are offered to those who may edit them."""
    return choosable(pages, request.user)


@hooks.register("register_admin_viewset")
def pages_of_the_own_city():
    return OwnPagesViewSet()


@hooks.register("before_move_page")
def moving_is_for_those_who_may(request, page, destination):
    """Wagtail asks when the move is confirmed; the question would tell the draft's title."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("construct_reports_menu")
def reports_of_the_own_city(request, menu_items):
    """Who may not open a report is not invited to."""
    if not edits_whole_site(request):
        menu_items[:] = [item for item in menu_items if item.name not in WHOLE_SITE]


@hooks.register("construct_homepage_panels")
def start_with_an_entry(request, panels):
    panels.append(CityStartPanel())


@hooks.register("insert_global_admin_css")
def portal_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))


@hooks.register("register_log_actions")
def register_mergers(actions):
    @actions.register_action(LOG_ACTION)
    class MergerFormatter(LogFormatter):
        label = _("Städte zusammengeführt")

        def format_message(self, log_entry):
            return gettext("%(source)s ist in dieser Stadt aufgegangen") % log_entry.data
