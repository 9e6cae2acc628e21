from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..wagtail_hooks import SEARCH_MENU_HOOK
from .models import Concept, WordSplit


def _in_a_line(field: str):
    return lambda concept: ", ".join(getattr(concept, field).splitlines())


class ConceptViewSet(SnippetViewSet):
    model = Concept
    icon = "list-ul"
    menu_hook = SEARCH_MENU_HOOK
    menu_label = _("Thesaurus")
    menu_order = 20
    list_display = [
        "label",
        Column("synonyms", label=_("Synonyme"), accessor=_in_a_line("synonyms")),
        Column("near", label=_("Verwandte Begriffe"), accessor=_in_a_line("near")),
        Column("english", label=_("Englisch"), accessor=_in_a_line("english")),
    ]
    list_export = ["label", "synonyms", "near", "broader", "narrower", "english", "never", "note"]
    export_filename = "thesaurus"
    search_fields = ["label", "synonyms", "near", "broader", "narrower", "english", "never"]
    ordering = ["label"]
    list_per_page = 100


class WordSplitIndexView(SnippetViewSet.index_view_class):
    add_item_label = _("Neues Wort")


class WordSplitViewSet(SnippetViewSet):
    model = WordSplit
    index_view_class = WordSplitIndexView
    icon = "cut"
    menu_hook = SEARCH_MENU_HOOK
    menu_label = _("Zerlegung und Ortsnamen")
    menu_order = 30
    list_display = ["word", "kind"]
    list_filter = ["kind"]
    list_export = ["word", "kind"]
    export_filename = "zerlegung"
    search_fields = ["word"]
    ordering = ["word"]
    list_per_page = 100


register_snippet(ConceptViewSet)
register_snippet(WordSplitViewSet)
