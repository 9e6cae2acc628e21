import datetime

import pytest
from django.utils import timezone

from portal.cities.services import create_city
from portal.people.roles import editors_of
from portal.taxonomy.models import FieldOfAction, TargetGroup
from portal.wishes import services
from portal.wishes.models import CityRequest
from tests.cast import make_user
from tests.factories import GoodPracticeFactory


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def details(
    title="Mentoring für Quereinsteigende", fields=("personalgewinnung",), **values
) -> services.RequestDetails:
    return services.RequestDetails(
        title=title,
        **{
            "sought": "Ein Konzept, das eine Stadt erprobt hat.",
            "purpose": "Für unser Programm im Herbst.",
            "contact_role": "Koordination Vielfalt",
            "contact_email": "vielfalt@herne.example",
            "until": in_days(60),
            "fields_of_action": list(FieldOfAction.objects.filter(key__in=fields)),
            "target_groups": list(TargetGroup.objects.filter(key="beschaeftigte")),
        }
        | values,
    )


def form_fields(**values) -> dict:
    """What the form sends for `details()`."""
    asked = details()
    return {
        "title": asked.title,
        "sought": asked.sought,
        "purpose": asked.purpose,
        "contact_role": asked.contact_role,
        "contact_email": asked.contact_email,
        "until": asked.until.isoformat(),
        "fields_of_action": [term.pk for term in asked.fields_of_action],
        "target_groups": [term.pk for term in asked.target_groups],
        "version": "1",
    } | values


def requested(cast, **values) -> CityRequest:
    """Herne looks for something."""
    return services.create(city=cast.herne, user=cast.editor_herne, details=details(**values))


@pytest.fixture
def asked(cast) -> CityRequest:
    return requested(cast)


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")


@pytest.fixture
def given(cast, asked, practice):
    """Bochum has answered."""
    return services.answer(
        request=asked,
        page=practice,
        city=cast.bochum,
        user=cast.editor_bochum,
        note="Läuft seit drei Jahren.",
    )


@pytest.fixture
def essen(cast):
    """A third city and its editor."""
    city = create_city(name="Essen", key="essen", publish=True)
    return city, make_user("redaktion@essen.example", city, editors_of("Essen"))
