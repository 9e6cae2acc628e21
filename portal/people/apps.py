from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = _("Menschen")


class AccountsAdminConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with our form for the home city."""

    user_viewset = "portal.people.viewsets.UserViewSet"
