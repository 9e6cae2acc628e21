"""What is asked for: every public address, and what the Projektgruppe looks at in the admin."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Page

from portal.cities.models import CityIndexPage, CityPage
from portal.home.models import HomePage
from portal.monitoring.pages import MonitoringPage
from portal.wishes.models import CityRequest
from practices.models import GoodPracticePage
from practices.reuse.models import Reuse
from search.models import SearchPage
from training.models import TrainingModulePage


@dataclass(frozen=True, slots=True)
class Address:
    """`admin`: as the Projektgruppe. `status` is what it answers."""

    name: str
    path: str
    admin: bool = False
    status: int = 200


def addresses() -> list[Address]:
    """In the order in which they are reported."""
    return [*_pages(), *_for_machines(), *_admin()]


def _pages() -> list[Address]:
    search = {page.kind: page.url for page in SearchPage.objects.all()}
    practices = GoodPracticePage.objects.order_by("pk")
    pks = list(practices.values_list("pk", flat=True)[:4])
    reused = Reuse.objects.shown().order_by("pk").first().practice
    city = CityPage.objects.get(key="bochum")
    request = CityRequest.objects.running().order_by("pk").first()
    everything = f"{search['']}?q=Ausbildung"
    return [
        Address("home", HomePage.objects.get().url),
        Address("practices", search["praxis"]),
        Address("practices, filtered", f"{search['praxis']}?stadt=bochum&thema=sprache"),
        Address("practices, page 500", f"{search['praxis']}?seite=500"),
        Address("modules", search["training"]),
        Address("search", everything),
        Address("search, filtered", f"{everything}&stadt=herne&art=praxis"),
        Address("search, page 10", f"{everything}&seite=10"),
        Address("suggestions", f"{reverse('search_suggestions')}?q=ausb"),
        Address("practice", practices.last().url),
        Address("practice, reused", reused.url),
        Address("module", TrainingModulePage.objects.order_by("pk").first().url),
        Address("cities", CityIndexPage.objects.get().url),
        Address("city", city.url),
        Address("monitoring", MonitoringPage.objects.get().url),
        Address("reuses", reverse("reuse:overview")),
        Address("reuses, page 5", f"{reverse('reuse:overview')}?seite=5"),
        Address("reuses of a city", f"{reverse('reuse:overview')}?stadt=bochum"),
        Address("requests", reverse("requests:list")),
        Address("request", request.get_absolute_url()),
        Address("submission", reverse("submission:start"), status=302),
        Address(
            "comparison",
            f"{reverse('practices_comparison')}?{urlencode({'eintrag': pks}, doseq=True)}",
        ),
        Address("shortlist", reverse("shortlist")),
        Address("embedding, how to", reverse("embed:city_how_to", args=["bochum"])),
        Address("open data", reverse("opendata:index")),
        Address("terms", reverse("opendata:terms")),
        Address("not found", "/gibt-es-nicht/", status=404),
    ]


def _for_machines() -> list[Address]:
    practice = GoodPracticePage.objects.order_by("pk").last()
    return [
        Address("embedding", reverse("embed:city", args=["bochum"])),
        Address("feed of practices", reverse("entry_feeds:practices")),
        Address("feed of a city", reverse("entry_feeds:city", args=["bochum"])),
        Address("feed of a field", reverse("entry_feeds:field", args=["sprache"])),
        Address("sitemap", reverse("sitemap")),
        Address("sitemap, a file", reverse("sitemap_file", args=["pages"])),
        Address("API, pages", "/api/v3/pages/"),
        Address("API, practices", "/api/v3/pages/?type=practices.GoodPracticePage&fields=*"),
        Address("API, a page", f"/api/v3/pages/{practice.pk}/"),
        Address("API of the search", "/api/search/?q=Ausbildung"),
        Address("stock, jsonl", reverse("opendata:download", args=["jsonl"])),
        Address("stock, xlsx", reverse("opendata:download", args=["xlsx"])),
    ]


def _admin() -> list[Address]:
    practice = GoodPracticePage.objects.order_by("pk").last()
    city = Page.objects.get(pk=CityPage.objects.get(key="bochum").pk)
    overviews = [
        Address(f"overview {key}{name}", path + query, admin=True)
        for key in ("wartet", "altert", "luecken", "bestaetigungen")
        for path in [reverse("practices_overview", args=[key])]
        for name, query in (("", ""), (", xlsx", "?export=xlsx"))
    ]
    return [
        *overviews,
        Address("admin", reverse("wagtailadmin_home"), admin=True),
        Address("explorer", reverse("wagtailadmin_explore", args=[city.pk]), admin=True),
        Address("explorer, p 20", f"{reverse('wagtailadmin_explore', args=[city.pk])}?p=20", True),
        Address("edit", reverse("wagtailadmin_pages:edit", args=[practice.pk]), admin=True),
        Address("history", reverse("wagtailadmin_pages:history", args=[practice.pk]), admin=True),
    ]
