from django.core.exceptions import PermissionDenied
from django.urls import path, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter

from portal.cities.permissions import editable_cities, own_cities

from .evidence import LOST, REACHED
from .selectors import concerning, lines_of, listed, waiting_for


class ReuseListView(WagtailAdminTemplateMixin, View):
    """What waits for the editor's cities, and all else that concerns them."""

    page_title = _("Nachnutzung")
    header_icon = "resubmit"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("reuse_admin"), "label": page_title},
    ]
    template_name = "practices/reuse/admin_list.html"

    def get(self, request):
        cities = list(editable_cities(request.user).values_list("pk", flat=True))
        if not cities:
            raise PermissionDenied
        waiting = waiting_for(request.user)
        others = concerning(request.user).exclude(pk__in=waiting.values("pk"))
        return self.render_to_response(
            self.get_context_data(
                # The Projektgruppe writes for all cities, and confirms for none.
                answers=own_cities(request.user).exists(),
                waiting=lines_of(waiting, request, editable=cities, all_public=False),
                others=lines_of(others, request, editable=cities, all_public=False),
            )
        )


class ReuseMenuItem(MenuItem):
    """With the number of what waits; one query more for each page of the admin."""

    def is_shown(self, request):
        return editable_cities(request.user).exists()

    def render_component(self, request):
        component = super().render_component(request)
        if waiting := waiting_for(request.user).count():
            component.label = gettext("Nachnutzung (%(count)d)") % {"count": waiting}
        return component


@hooks.register("register_admin_urls")
def register_reuse_urls():
    return [path("nachnutzung/", ReuseListView.as_view(), name="reuse_admin")]


@hooks.register("register_admin_menu_item")
def register_reuse_menu_item():
    return ReuseMenuItem(
        _("Nachnutzung"),
        reverse_lazy("reuse_admin"),
        name="reuse",
        icon_name="resubmit",
        order=640,
    )


@hooks.register("register_log_actions")
def register_reuse_actions(actions):
    for action, label in {
        "reuse.declare": _("Nachnutzung eingetragen"),
        "reuse.change": _("Nachnutzung geändert"),
        "reuse.withdraw": _("Nachnutzung zurückgezogen"),
        "reuse.confirm": _("Nachnutzung bestätigt"),
        "reuse.reject": _("Nachnutzung zurückgewiesen"),
        "reuse.merge": _("Nachnutzung entfallen, weil zwei Städte eine wurden"),
        LOST: _("Evidenzstufe 4 entfallen: nicht mehr in zwei Städten bestätigt"),
    }.items():
        formatter = type("ReuseFormatter", (LogFormatter,), {"label": label, "message": label})
        actions.register_action(action)(formatter)

    @actions.register_action(REACHED)
    class ReachedFormatter(LogFormatter):
        label = _("Evidenzstufe 4 erreicht")

        def format_message(self, log_entry):
            return gettext("Evidenzstufe 4: nachgenutzt und bestätigt in %(cities)s") % {
                "cities": listed(log_entry.data["cities"])
            }
