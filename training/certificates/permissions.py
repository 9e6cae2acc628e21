"""Who revokes certificates: those who write for the city of the course."""

from portal.cities.permissions import may_write_for, writes_for_all
from portal.cities.selectors import city_of


def may_revoke(user, certificate) -> bool:
    """Where the course is gone, or belongs to no city, those who write for all cities."""
    city = city_of(certificate.course) if certificate.course else None
    return may_write_for(user, city) if city else writes_for_all(user)
