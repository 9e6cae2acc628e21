"""Who takes which step of a reuse, and for which function."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.permissions import may_answer_for, may_write_for
from portal.cities.selectors import city_of
from portal.people.roles import PROJECT_GROUP, editors_of


def require_writer(user, city) -> None:
    if not may_write_for(user, city):
        raise PermissionDenied(
            _("Das kann nur die Redaktion von %(city)s. Fragen Sie dort nach.")
            % {"city": city.title}
        )


def require_source(user, reuse) -> CityPage:
    """The source's city, for which the user speaks; nobody answers the own city."""
    city = city_of(reuse.practice)
    if not may_answer_for(user, city) or may_answer_for(user, reuse.city):
        raise PermissionDenied(
            _("Bestätigen oder zurückweisen kann das nur die Redaktion von %(city)s.")
            % {"city": city.title if city else "–"}
        )
    return city


def function_of(user, city) -> str:
    """What stands for the user in a history that other cities read: a function, no name."""
    if may_answer_for(user, city):
        return editors_of(city.title)
    return _("Administration") if user.is_superuser else PROJECT_GROUP
