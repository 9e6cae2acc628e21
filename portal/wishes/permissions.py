"""Who judges the answers to a city's request; the rest is in `portal.cities.permissions`."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from portal.cities.permissions import may_answer_for

from .models import CityRequest


def may_judge(user, request: CityRequest) -> bool:
    """Whether the user speaks for the asking city."""
    return may_answer_for(user, request.city)


def require_asker(user, request: CityRequest) -> None:
    if not may_judge(user, request):
        raise PermissionDenied(
            _("Ob etwas geholfen hat, sagt nur die Redaktion von %(city)s.")
            % {"city": request.city.title}
        )
