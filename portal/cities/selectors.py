"""Reads across cities and their entries."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from .models import CityPage


def live_cities():
    """The public cities, by name; one query."""
    return CityPage.objects.live().public().order_by("title")


def cities_with_counts():
    """The public cities with `entry_count`, the number of their live entries; one query.

    Entries are found by the tree's path: the path of a city's entry begins with the city's
    own, which is `steplen` characters shorter.
    """
    entries = (
        Page.objects.live()
        .annotate(city_path=Substr("path", 1, Length("path") - Page.steplen))
        .filter(city_path=OuterRef("path"))
        .order_by()
        .values("city_path")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        live_cities()
        .select_related("image")
        .prefetch_related("image__renditions")
        .annotate(entry_count=Subquery(entries, output_field=IntegerField()))
    )


def city_of(page) -> CityPage | None:
    """The city that a page lies below, or is; one query."""
    return CityPage.objects.ancestor_of(page, inclusive=True).first()


def city_entries(city: CityPage):
    """The city's live entries as search documents would list them, newest first."""
    return city.get_children().live().public().order_by("-first_published_at")
