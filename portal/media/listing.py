"""Wagtail's list of documents, with what the search could read of each."""

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import DocumentsFilterSet, IndexView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .models import DocumentText, PortalDocument, ReadingState

#: The parameter that narrows the list, as the report's address has it.
PARAMETER = "text"


class ReadDocumentsFilterSet(DocumentsFilterSet):
    text = django_filters.ChoiceFilter(
        label=_("Text für die Suche"), choices=ReadingState.choices, method="filter_text"
    )

    def filter_text(self, documents: QuerySet, name: str, state: str) -> QuerySet:
        # By key: the admin's search knows no other way to narrow by another table.
        return documents.filter(
            pk__in=DocumentText.objects.filter(state=state).values("document_id")
        )

    class Meta:
        model = PortalDocument
        fields = []


class DocumentsView(IndexView):
    filterset_class = ReadDocumentsFilterSet

    def get_base_queryset(self):
        # The sentence needs no text.
        return super().get_base_queryset().select_related("reading").defer("reading__text")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("reading", label=_("Text für die Suche"), accessor=_sentence, width="22%"),
        ]


def _sentence(document: PortalDocument) -> str:
    return getattr(getattr(document, "reading", None), "sentence", "")


#: They stand before Wagtail's and have its addresses; its names lead to them.
urlpatterns = decorate_urlpatterns(
    [
        path("", DocumentsView.as_view()),
        path("results/", DocumentsView.as_view(results_only=True)),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
