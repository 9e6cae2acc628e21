"""Who gives whom more time or attempts: whoever may change the course, for anybody; and HR
developers in every course, for the staff of their home city.

Each sees what they have given, and nothing else about the person: no enrolment, no attempt, no
result, and not what the other has given.
"""

from django.contrib.auth import get_user_model
from wagtail.models import Page
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry

from portal.cities.models import CityPage
from portal.people.roles import SUPPORT_STAFF
from training.courses.models import CoursePage


def courses_to_give_for(user):
    """The courses that the user may change, by title; none for whoever may change no page."""
    if not user.is_authenticated or not user.is_active:
        return CoursePage.objects.none()
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return CoursePage.objects.filter(pk__in=pages.values("pk")).order_by("title")


def city_to_support(user) -> CityPage | None:
    """The city for whose staff the user may give something; None for most people."""
    if not user.is_authenticated or not user.has_perm(SUPPORT_STAFF):
        return None
    return user.home_city


class ExtensionPermissionPolicy(BasePermissionPolicy):
    """Every action alike: who gives also corrects and takes back."""

    def user_has_permission(self, user, action):
        return courses_to_give_for(user).exists()

    def user_has_any_permission(self, user, actions):
        return courses_to_give_for(user).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        mine = courses_to_give_for(user).filter(pk=instance.course_id)
        return instance.city_id is None and mine.exists()

    def instances_user_has_any_permission_for(self, user, actions):
        return self.model.objects.filter(
            city=None, course__in=courses_to_give_for(user).values("pk")
        )

    def users_with_any_permission(self, actions):
        users = get_user_model().objects.filter(is_active=True)
        allowed = [user.pk for user in users if self.user_has_any_permission(user, actions)]
        return users.filter(pk__in=allowed)
