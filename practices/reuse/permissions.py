"""Who answers a reuse; the rest is in `portal.cities.permissions`."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.permissions import may_answer_for
from portal.cities.selectors import city_of


def require_source(user, reuse) -> CityPage:
    """The source's city, for which the user speaks; nobody answers the own city."""
    city = city_of(reuse.practice)
    if not may_answer_for(user, city) or may_answer_for(user, reuse.city):
        raise PermissionDenied(
            _("Bestätigen oder zurückweisen kann das nur die Redaktion von %(city)s.")
            % {"city": city.title if city else "–"}
        )
    return city
