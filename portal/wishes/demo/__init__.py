"""What the demo's cities look for, and answers by demo entries."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from portal.cities.models import CityPage
from portal.demo.loading import Loader, import_key, register
from portal.people.roles import editors_of
from portal.shortlist.selectors import entry_models
from portal.taxonomy.models import FieldOfAction, TargetGroup
from portal.wishes.models import CityRequest, RequestAnswer

CONTENT = Path(__file__).with_name("requests.toml")


def make() -> Iterator[str]:
    """Makes the requests that do not exist yet; no city is told of an answer by mail."""
    cities = {city.key: city for city in CityPage.originals.all()}
    known = set(CityRequest.objects.values_list("city_id", "title"))
    for data in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["request"]:
        city = cities[data["city"]]
        if (city.pk, data["title"]) not in known:
            yield _make_request(city, data, cities)


@transaction.atomic
def _make_request(city: CityPage, data: Mapping, cities: Mapping[str, CityPage]) -> str:
    made_at = timezone.now() - timedelta(days=data["days_ago"])
    contact = city.contacts.first()
    request = CityRequest(
        city=city,
        title=data["title"],
        sought=data["sought"],
        purpose=data["purpose"],
        contact_role=contact.role,
        contact_email=contact.email,
        until=timezone.localdate() + timedelta(days=data["days_left"]),
        created_at=made_at,
        updated_at=made_at,
    )
    request.full_clean()
    request.save()
    request.fields_of_action.set(FieldOfAction.objects.filter(key__in=data["fields"]))
    request.target_groups.set(TargetGroup.objects.filter(key__in=data["audiences"]))
    _note(request, "request.create", city, made_at)
    for answer in data.get("answer", ()):
        answering, day = cities[answer["by"]], made_at + timedelta(days=3)
        RequestAnswer.objects.create(
            request=request,
            page=_entry(answer["entry"]),
            city=answering,
            note=answer["note"],
            helpful=answer["helpful"],
            created_at=day,
            notified_at=day,
        )
        _note(request, "request.answer", answering, day)
    return request.title


def _entry(slug: str) -> Page:
    for model in entry_models():
        if page := model.objects.filter(import_key=import_key(slug)).first():
            return page
    raise LookupError(f"There is no demo entry {slug!r}.")


def _note(request: CityRequest, action: str, city: CityPage, moment) -> None:
    """In the history, as if the city's editors had done it on that day."""
    log(
        instance=request,
        action=action,
        timestamp=moment,
        data={"function": editors_of(city.title)},
    )


register(Loader(70, "Gesuche", make))
