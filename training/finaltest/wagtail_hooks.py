from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry, register_permission_policy

from .forms import ExtensionForm
from .models import TestExtension
from .permissions import ExtensionPermissionPolicy

register_permission_policy(TestExtension, ExtensionPermissionPolicy(TestExtension))


def _given_by(user):
    policy = policy_registry.get_by_type(TestExtension)
    return policy.instances_user_has_permission_for(user, "change")


class OwnIndexView(ModelViewSet.index_view_class):
    """What was given in courses that the person may change; nothing else exists here."""

    add_item_label = _("Neue Erleichterung")

    def get_base_queryset(self):
        return (super().get_base_queryset() & _given_by(self.request.user)).select_related(
            "course", "user"
        )


def _of_own(view):
    """The view of one entry, which must be of a course that the person may change."""

    def get_object(self, queryset=None):
        return get_object_or_404(_given_by(self.request.user), pk=self.kwargs["pk"])

    return type(f"Own{view.__name__}", (view,), {"get_object": get_object})


class ExtensionViewSet(ModelViewSet):
    model = TestExtension
    name = "test-extensions"
    icon = "time"
    menu_label = _("Testerleichterungen")
    menu_order = 655
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("user", label=_("Person"), accessor="user.email"),
        "extra_minutes",
        "extra_attempts",
    ]
    ordering = ["course__title", "user__email"]
    index_view_class = OwnIndexView
    edit_view_class = _of_own(ModelViewSet.edit_view_class)
    delete_view_class = _of_own(ModelViewSet.delete_view_class)
    history_view_class = _of_own(ModelViewSet.history_view_class)
    usage_view_class = _of_own(ModelViewSet.usage_view_class)
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("course"), FieldPanel("email")], heading=_("Für wen?")),
            FieldRowPanel([FieldPanel("extra_minutes"), FieldPanel("extra_attempts")]),
            FieldPanel("reason"),
        ],
        base_form_class=ExtensionForm,
    )


@hooks.register("register_admin_viewset")
def register_extensions():
    return ExtensionViewSet()
