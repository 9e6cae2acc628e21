"""`/sitemap.xml` and `/robots.txt`: what search engines may list, with the days that are true."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from portal.wishes.models import CityRequest
from search.mailing import absolute
from search.sources import public_pages

#: Public pages of the site that are no pages of Wagtail's.
VIEWS = ("reuse:overview", "requests:list", "opendata:index", "opendata:terms")
#: Addresses that lead nowhere without an account, or count something.
CLOSED = ("/admin/", "/konto/", "/suche/vorschlaege/", "/suche/zaehlen/", "/merkliste/geteilt/")
CACHED_SECONDS = 3600


class PageSitemap(WagtailSitemap):
    """The public pages. Each says in `get_sitemap_urls` whether it is listed, and since when.

    Archived practices keep their address, and are not listed: nobody is led to them anew.
    """

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = public_pages().descendant_of(root, inclusive=True)
        return pages.order_by("path").defer_streamfields().specific()


class ViewSitemap(Sitemap):
    def items(self):
        return VIEWS

    def location(self, name):
        return reverse(name)


class RequestSitemap(Sitemap):
    """What cities look for now."""

    def items(self):
        return CityRequest.objects.shown().running().order_by("pk")

    def lastmod(self, request: CityRequest):
        return request.updated_at


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """A query for each page type and a few more, however many pages."""
    sitemaps = {"pages": PageSitemap(request), "views": ViewSitemap(), "requests": RequestSitemap()}
    response = django_sitemap(request, sitemaps)
    response["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is not to be indexed says so itself: a robot must be able to read that."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
