from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from .choosing import choosable
from .models import CityPage
from .pages import OwnPagesViewSet
from .panels import CityStartPanel
from .reports import WHOLE_SITE, edits_whole_site
from .views import NewCityView


@hooks.register("register_admin_urls")
def city_urls():
    return [path("staedte/neu/", NewCityView.as_view(), name="cities_new")]


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
