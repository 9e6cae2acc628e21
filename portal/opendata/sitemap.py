"""`/sitemap.xml` and `/robots.txt`: what search engines may list, with the days that are true.

The first is a list of files, each short enough to be made while somebody waits for it.
"""

from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import get_page_models

from portal.wishes.models import CityRequest
from search.mailing import absolute
from search.sources import public_pages

#: Public pages of the site that are no pages of Wagtail's.
VIEWS = ("reuse:overview", "requests:list", "opendata:index", "opendata:terms")
#: Addresses that lead nowhere without an account, or count something.
CLOSED = ("/admin/", "/konto/", "/suche/vorschlaege/", "/suche/zaehlen/", "/merkliste/geteilt/")
CACHED_SECONDS = 3600
#: Addresses in one file; the standard allows 50,000, but whole pages are read for them.
PER_FILE = 500


class PageSitemap(WagtailSitemap):
    """The public pages. Each says in `get_sitemap_urls` whether it is listed, and since when.

    Archived practices keep their address, and are not listed: nobody is led to them anew.
    """

    @property
    def limit(self):
        return PER_FILE

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = public_pages().descendant_of(root, inclusive=True)
        # What is new comes into the last file, and leaves the others as they are.
        return pages.order_by("pk").defer_streamfields().specific()


class PartSitemap(Sitemap):
    """What has an address of its own below a page's. A query for each page type with such parts."""

    def __init__(self, request: HttpRequest):
        super().__init__()
        self.request = request

    def items(self):
        parts = []
        for model in get_page_models():
            if hasattr(model, "with_parts"):
                pages = model.with_parts(public_pages()).order_by("pk")
                parts += [part for page in pages for part in page.part_addresses(self.request)]
        return parts

    def location(self, part):
        return urlsplit(part[0]).path

    def lastmod(self, part):
        return part[1]


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
    """The files, without days: what moves from one into another has not changed. Few queries."""
    files = []
    for section, of_section in _sections(request).items():
        address = absolute(reverse("sitemap_file", args=[section]))
        files.append(SitemapIndexItem(address))
        further = range(2, of_section.paginator.num_pages + 1)
        files += [SitemapIndexItem(f"{address}?p={number}") for number in further]
    response = TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml"
    )
    return _cached(response)


@require_safe
def sitemap_file(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-pages.xml?p=2` and the like; a query for each page type and a few more."""
    return _cached(django_sitemap(request, _sections(request), section=section))


def _sections(request: HttpRequest) -> dict[str, Sitemap]:
    return {
        "pages": PageSitemap(request),
        "parts": PartSitemap(request),
        "views": ViewSitemap(),
        "requests": RequestSitemap(),
    }


def _cached(response: HttpResponse) -> HttpResponse:
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
