from django.core.exceptions import PermissionDenied
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.cities.permissions import editable_cities

from .models import Wish
from .selectors import requests_for_editor


class WishViewSet(SnippetViewSet):
    model = Wish
    icon = "help"
    menu_label = Wish._meta.verbose_name_plural
    menu_hook = "register_search_menu_item"
    menu_order = 400
    list_display = ["__str__", "city", "state", "created_on"]
    list_filter = ["state", "city"]
    search_fields = ["text", "answer_note"]


register_snippet(WishViewSet)


class RequestListView(WagtailAdminTemplateMixin, View):
    """Wishes that the editor can publish, the requests of the own city, and those of others."""

    page_title = _("Gesuche")
    header_icon = "help"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("requests_admin"), "label": page_title},
    ]
    template_name = "wishes/admin_list.html"

    def get(self, request):
        shown = requests_for_editor(request.user)
        if not shown["cities"]:
            raise PermissionDenied
        return self.render_to_response(self.get_context_data(**shown))


class RequestMenuItem(MenuItem):
    def is_shown(self, request):
        return editable_cities(request.user).exists()


@hooks.register("register_admin_urls")
def register_request_urls():
    return [path("gesuche/", RequestListView.as_view(), name="requests_admin")]


@hooks.register("register_admin_menu_item")
def register_request_menu_item():
    return RequestMenuItem(
        _("Gesuche"),
        reverse_lazy("requests_admin"),
        name="requests",
        icon_name="help",
        order=645,
    )


@hooks.register("register_log_actions")
def register_request_actions(actions):
    for action, label in {
        "request.create": _("Gesuch veröffentlicht"),
        "request.change": _("Gesuch geändert"),
        "request.close": _("Gesuch geschlossen"),
        "request.reopen": _("Gesuch wieder geöffnet"),
        "request.expire": _("Gesuch abgelaufen"),
        "request.delete": _("Gesuch gelöscht"),
        "request.answer": _("Gesuch beantwortet"),
        "request.withdraw": _("Antwort zurückgezogen"),
        "request.helpful": _("Antwort hat geholfen"),
        "request.unhelpful": _("Antwort hat doch nicht geholfen"),
    }.items():
        formatter = type("RequestFormatter", (LogFormatter,), {"label": label, "message": label})
        actions.register_action(action)(formatter)
