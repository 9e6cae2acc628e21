"""What a city looks for, for machines: a demand in the words of schema.org."""

from portal.opendata import linked
from search.mailing import absolute

from .models import CityRequest


def request_data(request: CityRequest) -> dict[str, object]:
    """While the city looks for it. One does not learn from it: it has no AMB record."""
    address = absolute(request.get_absolute_url())
    return {
        "@context": linked.SCHEMA,
        **linked.city(request.city),
        "contactPoint": linked.contact(role=request.contact_role, email=request.contact_email),
        "seeks": {
            "@type": "Demand",
            "@id": address,
            "url": address,
            "name": request.title,
            "description": request.sought,
            "validFrom": linked.moment(request.created_at),
            "validThrough": linked.moment(request.until),
        },
    }
