from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Pin


class PinViewSet(SnippetViewSet):
    model = Pin
    icon = "thumbtack"
    menu_label = _("Empfehlungen")
    menu_hook = "register_search_menu_item"
    menu_order = 200
    list_display = [
        "__str__",
        Column("state", label=_("Stand")),
        "starts",
        "ends",
    ]
    search_fields = ["phrases", "note"]
    ordering = ["-ends"]


register_snippet(PinViewSet)
