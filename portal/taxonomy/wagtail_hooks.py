from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import models
from .columns import RETIRED


class TermViewSet(SnippetViewSet):
    icon = "list-ul"
    list_display = ["title", "title_en", "key", "position", RETIRED]
    list_filter = ["retired"]
    search_fields = ["title", "key"]
    ordering = ["position", "title"]


def _viewset(model: type[models.Term]) -> type[TermViewSet]:
    return type(f"{model.__name__}ViewSet", (TermViewSet,), {"model": model})


class KeywordViewSet(SnippetViewSet):
    model = models.Keyword
    icon = "tag"
    panels = ["name", "name_en"]
    list_display = ["name", "slug"]
    search_fields = ["name"]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vokabulare")
    menu_icon = "list-ul"
    menu_order = 700
    items = [
        *(
            _viewset(model)
            for model in (
                models.ContractGoal,
                models.FieldOfAction,
                models.TargetGroup,
                models.PracticeStatus,
                models.Transferability,
                models.CostLevel,
                models.Competence,
                models.ModuleLevel,
                models.ModuleFormat,
                models.Licence,
            )
        ),
        KeywordViewSet,
    ]


register_snippet(VocabularyGroup)
