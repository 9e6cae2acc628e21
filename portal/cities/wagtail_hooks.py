from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks

from .models import CityPage
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
