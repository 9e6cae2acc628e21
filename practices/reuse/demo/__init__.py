"""Reuses between the demo's cities."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction
from wagtail.log_actions import log

from portal.cities.models import CityPage
from portal.demo.loading import Loader, import_key, register
from portal.people.roles import editors_of
from practices.models import GoodPracticePage
from practices.reuse import evidence
from practices.reuse.models import Reuse

CONTENT = Path(__file__).with_name("reuses.toml")


def make() -> Iterator[str]:
    """Makes the reuses that do not exist yet; no city is told of them by mail."""
    practices = {page.import_key: page for page in GoodPracticePage.objects.exclude(import_key="")}
    cities = {city.key: city for city in CityPage.originals.all()}
    known = set(Reuse.objects.values_list("practice_id", "city_id"))
    for data in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["reuse"]:
        practice, city = practices[import_key(data["practice"])], cities[data["by"]]
        if (practice.pk, city.pk) not in known:
            yield _make_reuse(practice, city, data)


@transaction.atomic
def _make_reuse(practice: GoodPracticePage, city: CityPage, data: Mapping) -> str:
    declared = _moment(data["since"])
    confirmed_on = data.get("confirmed_on")
    reuse = Reuse(
        practice=practice,
        city=city,
        status=data["status"],
        since=data["since"],
        adaptation=data["adaptation"],
        result=data["result"],
        declared_at=declared,
        notified_at=declared,
        confirmed_at=_moment(confirmed_on) if confirmed_on else None,
        confirmed_by=editors_of(practice.city.title) if confirmed_on else "",
    )
    reuse.full_clean()
    reuse.save()
    _note(reuse, "reuse.declare", city, declared)
    if confirmed_on:
        _note(reuse, "reuse.confirm", practice.city, reuse.confirmed_at)
    evidence.refresh([practice.pk])
    return str(reuse)


def _note(reuse: Reuse, action: str, city: CityPage, moment: datetime) -> None:
    """In the history, as if the city's editors had done it on that day."""
    log(
        instance=reuse,
        action=action,
        timestamp=moment,
        data={"function": editors_of(city.title), "status": reuse.status},
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


register(Loader(60, "Nachnutzungen", make))
