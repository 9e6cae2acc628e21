"""Who may speak for which city: Wagtail's permissions on its page, asked in this one place.

A city's editors have the right to change its page by a grant on that page. The Projektgruppe has
it from above, for all cities: it may correct what a city says of itself, but not confirm in
the name of a city; two roles of one person would otherwise make evidence.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.cities.models import CityPage
from portal.cities.selectors import city_of
from portal.people.roles import PROJECT_GROUP, editors_of


def own_cities(user):
    """The cities whose editor the user is, by name."""
    if not user.is_authenticated or not user.is_active:
        return CityPage.objects.none()
    return (
        CityPage.objects.filter(
            group_permissions__group__user=user,
            group_permissions__permission__codename="change_page",
        )
        .distinct()
        .order_by("title")
    )


def editable_cities(user):
    """The cities for which the user may write, by name: the own ones, or all from above."""
    if not user.is_authenticated or not user.is_active:
        return CityPage.objects.none()
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return CityPage.objects.filter(pk__in=editable.values("pk")).order_by("title")


def may_write_for(user, city) -> bool:
    return editable_cities(user).filter(pk=city.pk).exists()


def may_answer_for(user, city) -> bool:
    return city is not None and own_cities(user).filter(pk=city.pk).exists()


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
