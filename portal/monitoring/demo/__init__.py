"""The published figures that the demo shows, and no others: figures are not made up."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from portal.cities.models import CityPage
from portal.content.richtext import from_plain_text
from portal.demo.loading import Loader, publish, register
from portal.monitoring.models import Definition, Figure, MonitoringPage, StaffGroup

CONTENT = Path(__file__).with_name("figures.toml")


def make() -> Iterator[str]:
    """Makes the figures that do not exist yet, and the page's introduction where it is empty."""
    data = tomllib.loads(CONTENT.read_text(encoding="utf-8"), parse_float=Decimal)
    page = MonitoringPage.objects.first()
    if page and not page.intro:
        page.intro = from_plain_text(data["intro"])
        publish(page)
    cities = {city.key: city for city in CityPage.originals.all()}
    definitions = {definition.key: definition for definition in Definition.objects.all()}
    groups = {group.key: group for group in StaffGroup.objects.all()}
    for row in data["figure"]:
        place = {"city": cities.get(row.get("city")), "elsewhere": row.get("elsewhere", "")}
        kept = {"definition": definitions[row["definition"]], "group": groups[row["group"]]}
        known = {**place, **kept, "year": row.get("year")}
        if not Figure.objects.filter(**known).exists():
            yield _make_figure(known, row)


@transaction.atomic
def _make_figure(known: Mapping, row: Mapping) -> str:
    values = ("not_surveyed", "reason", "base", "count", "share", "response_rate", "source")
    figure = Figure(**known, **{name: row[name] for name in values if name in row})
    figure.full_clean()
    figure.save()
    return str(figure)


register(Loader(25, "Kennzahlen", make))
