"""The site's addresses, and one for each error page."""

from django.shortcuts import render
from django.urls import path

from portal.urls import handler404
from portal.urls import urlpatterns as site_urls

__all__ = ["handler404", "urlpatterns"]


def error_page(request, name):
    templates = {
        "400": "400.html",
        "403": "403.html",
        "csrf": "403_csrf.html",
        "413": "413.html",
        "429": "429.html",
        "500": "500.html",
        "503": "503.html",
    }
    return render(request, templates[name])


urlpatterns = [path("fehler/<name>/", error_page), *site_urls]
