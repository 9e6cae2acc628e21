"""Cities and what they say of a practice of Bochum, in one line each."""

import datetime

from portal.cities.services import create_city
from portal.people.roles import editors_of
from practices.reuse import services
from practices.reuse.models import Reuse
from practices.reuse.services import ReuseDetails
from tests.cast import make_user

SINCE = datetime.date(2026, 3, 2)


def details(status="uebernommen", **changes) -> ReuseDetails:
    values = {"since": SINCE, "adaptation": "Ohne Alter.", "result": "Drei Verfahren."}
    return ReuseDetails(status=status, **values | changes)


def another_city(name: str):
    """A public city with an editor: (city, editor)."""
    key = name.lower()
    city = create_city(name=name, key=key, publish=True)
    return city, make_user(f"redaktion@{key}.example", city, editors_of(name))


def declared(practice, city, editor, status="uebernommen", **changes) -> Reuse:
    return services.declare(
        practice=practice, city=city, user=editor, details=details(status, **changes)
    )


def confirmed(practice, city, editor, source_editor, status="uebernommen") -> Reuse:
    reuse = declared(practice, city, editor, status)
    return services.confirm(reuse=reuse, user=source_editor, version=reuse.version)
