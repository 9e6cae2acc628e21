from django.db.models import Q
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .models import CityPage
from .panels import CityStartPanel
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
    editable = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        request.user, ["change", "publish"]
    )
    return pages.filter(Q(live=True) | Q(pk__in=editable.values("pk")))


@hooks.register("construct_homepage_panels")
def start_with_an_entry(request, panels):
    panels.append(CityStartPanel())


@hooks.register("insert_global_admin_css")
def portal_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/admin.css"))
