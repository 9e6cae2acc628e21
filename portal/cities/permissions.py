"""What ties a person to a city: belonging to it, speaking for it, writing for it.

A city's editors speak for it by a grant on its very page. The Projektgruppe may write for all
cities from above: it corrects what a city says of itself, but does not confirm in the name of a
city; two roles of one person would otherwise make evidence.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.permissions import policy_registry

from portal.people.roles import PROJECT_GROUP, editors_of

from .models import CityIndexPage, CityPage


def cities_of_user(user) -> list[CityPage]:
    """The cities that a person works for: the home city, and those below which they may write.

    This is the wide meaning, for who must stay out of it: nobody reviews for the own city.
    Rights on the whole site make nobody a member of a city. Two queries.
    """
    rights = GroupPagePermission.objects.filter(group__user=user)
    paths = list(rights.values_list("page__path", flat=True).distinct())
    return [
        city
        for city in CityPage.originals.all()
        if city.pk == user.home_city_id or any(path.startswith(city.path) for path in paths)
    ]


def belongs_to_city(user, city: CityPage | None) -> bool:
    """Whether a person works for the city; see `cities_of_user`."""
    return city is not None and city.pk in {own.pk for own in cities_of_user(user)}


def own_cities(user):
    """The cities whose editor the user is, by name."""
    if not user.is_authenticated or not user.is_active:
        return CityPage.originals.none()
    return (
        CityPage.originals.filter(
            group_permissions__group__user=user,
            group_permissions__permission__codename="change_page",
        )
        .distinct()
        .order_by("title")
    )


def editable_cities(user):
    """The cities for which the user may write, by name: the own ones, or all from above."""
    if not user.is_authenticated or not user.is_active:
        return CityPage.originals.none()
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return CityPage.originals.filter(pk__in=editable.values("pk")).order_by("title")


def writes_for_all(user) -> bool:
    """Whether the user may change the page above the cities, and with it all of them."""
    if not user.is_authenticated or not user.is_active:
        return False
    index = CityIndexPage.originals.first()
    policy = policy_registry.get_by_type(Page)
    return index is not None and policy.user_has_permission_for_instance(user, "change", index)


def may_write_for(user, city) -> bool:
    return editable_cities(user).filter(pk=city.pk).exists()


def may_answer_for(user, city) -> bool:
    return city is not None and own_cities(user).filter(pk=city.pk).exists()


class CityPermissionTester(PagePermissionTester):
    """A city is made by `create_city`, with its key, groups and collection: no copy is one.

    Nobody deletes one by the way that visitors read: it is merged into another, or unpublished
    first. Administrators may, for what cannot wait.
    """

    def can_copy(self):
        return False

    def can_delete(self, ignore_bulk=False):
        if self.page.live and not self.user.is_superuser:
            return False
        return super().can_delete(ignore_bulk)


def require_writer(user, city) -> None:
    if not may_write_for(user, city):
        raise PermissionDenied(
            _("Das kann nur die Redaktion von %(city)s. Fragen Sie dort nach.")
            % {"city": city.title}
        )


def function_of(user, city) -> str:
    """What stands for the user in a history that other cities read: a function, no name."""
    if may_answer_for(user, city):
        return editors_of(city.title)
    return _("Administration") if user.is_superuser else PROJECT_GROUP
