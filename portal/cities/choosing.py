"""Wagtail's page chooser, which leads to all cities, without the drafts of other cities.

Wagtail's hook filters rows. The title of a row would still be that of the draft, and two doors
have no hook: the page whose children are listed, and the titles of several chosen pages.
"""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import (
    BrowseView,
    ChosenMultipleView,
    PageTitleColumn,
    ParentPageColumn,
    SearchView,
)
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

EDITING = ("change", "publish")


def choosable(pages: QuerySet, user) -> QuerySet:
    """The public ones of `pages`, and those that the user edits."""
    editable = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        user, EDITING
    )
    return pages.filter(Q(live=True) | Q(pk__in=editable.values("pk")))


def title_for(page: Page, user) -> str:
    """The title of the draft for those who edit the page, else the public one; no queries.

    The page keeps what it was given, because Wagtail's templates ask it once more.
    """
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission_for_instance(user, EDITING, page):
        page.draft_title = page.title
    return page.get_admin_display_title()


class _TitleColumn(PageTitleColumn):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def get_value(self, instance):
        return title_for(instance, self.user)


class _ParentColumn(ParentPageColumn):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def get_value(self, instance):
        parent = super().get_value(instance)
        if parent:
            title_for(parent, self.user)
        return parent


class PublicTitlesMixin:
    """Rows with the titles that the user may read."""

    @property
    def columns(self):
        return [self._readable(column) for column in super().columns]

    def _readable(self, column):
        user = self.request.user
        if isinstance(column, PageTitleColumn):
            return _TitleColumn(
                column.name,
                label=column.label,
                is_multiple_choice=column.is_multiple_choice,
                user=user,
            )
        if isinstance(column, ParentPageColumn):
            return _ParentColumn(column.name, label=column.label, user=user)
        return column


class BrowsePagesView(PublicTitlesMixin, BrowseView):
    def get(self, request, parent_page_id=None):
        if parent_page_id:
            get_object_or_404(choosable(Page.objects.all(), request.user), pk=parent_page_id)
        return super().get(request, parent_page_id)


class SearchPagesView(PublicTitlesMixin, SearchView):
    pass


class ChosenPagesView(ChosenMultipleView):
    def render_chosen_response(self, result):
        user = self.request.user
        pages = choosable(Page.objects.filter(pk__in=[row["id"] for row in result]), user)
        titles = {page.pk: title_for(page, user) for page in pages.specific(defer=True)}
        return super().render_chosen_response(
            [{**row, "adminTitle": titles[row["id"]]} for row in result if row["id"] in titles]
        )


#: They stand before Wagtail's and have its addresses; its names lead to them.
urlpatterns = decorate_urlpatterns(
    [
        path("", BrowsePagesView.as_view()),
        path("<int:parent_page_id>/", BrowsePagesView.as_view()),
        path("search/", SearchPagesView.as_view()),
        path("chosen-multiple/", ChosenPagesView.as_view()),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
