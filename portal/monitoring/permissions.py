"""Who may enter whose figures: the rule of the cities' pages, for records that are no pages.

A city's editors enter those of their city, who writes for all cities (the Projektgruppe) those
of all and of places elsewhere.
"""

from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.cities.models import CityIndexPage
from portal.cities.permissions import editable_cities


def writes_for_all(user) -> bool:
    """Whether the user may change the page of the cities, and with it all cities."""
    index = CityIndexPage.objects.first()
    return (
        index is not None
        and user.is_active
        and policy_registry.get_by_type(Page).user_has_permission_for_instance(
            user, "change", index
        )
    )


def editable_figures(figures, user):
    own = figures.filter(city__in=editable_cities(user).values("pk"))
    return own | figures.filter(city=None) if writes_for_all(user) else own
