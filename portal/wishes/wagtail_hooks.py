from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Wish


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
