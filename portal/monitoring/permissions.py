"""Who may enter whose figures: the rule of the cities' pages, for records that are no pages.

A city's editors enter those of their city; who writes for all cities (the Projektgruppe) those
of all, and those of places elsewhere. Nobody else sees what has been entered: it has the numbers
that are not shown.
"""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy

from portal.cities.permissions import editable_cities, writes_for_all


def may_enter_for(user, city) -> bool:
    """Whether the user may enter figures of the city, or with None those of places elsewhere."""
    if city is None:
        return writes_for_all(user)
    return editable_cities(user).filter(pk=city.pk).exists()


class FigurePermissionPolicy(BasePermissionPolicy):
    """Every action alike: who enters a city's figures also sees, corrects and deletes them."""

    def user_has_permission(self, user, action):
        return editable_cities(user).exists()

    def user_has_any_permission(self, user, actions):
        return editable_cities(user).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        return may_enter_for(user, instance.city)

    def instances_user_has_any_permission_for(self, user, actions):
        figures = self.model.objects.all()
        own = figures.filter(city__in=editable_cities(user).values("pk"))
        return own | figures.filter(city=None) if writes_for_all(user) else own

    def users_with_any_permission(self, actions):
        users = get_user_model().objects.filter(is_active=True)
        allowed = [user.pk for user in users if self.user_has_any_permission(user, actions)]
        return users.filter(pk__in=allowed)
