from django.contrib.auth.models import Permission
from wagtail import hooks


@hooks.register("register_permissions")
def register_permissions():
    """So that administrators see in a group's form what HR developers may do."""
    return Permission.objects.filter(content_type__app_label="people", codename="support_staff")
