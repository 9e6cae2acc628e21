"""Wagtail's reports, without what belongs to other cities.

Two of them are about the whole site and cannot be narrowed: the usage of page types names the
page that was edited last, and the site's history names files and people of all cities. They
are for those who edit the whole site. The others list what a user edits; only their filters
name everybody.
"""

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import (
    Page,
    PageLogEntry,
    Site,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

#: The menu items of the reports about the whole site.
WHOLE_SITE = {"site-history", "page-types-usage"}


def edits_whole_site(request) -> bool:
    """Whether the user edits the site's home page, and with it everything below."""
    site = Site.find_for_request(request)
    return policy_registry.get_by_type(Page).user_has_any_permission_for_instance(
        request.user, ["change", "publish"], site.root_page
    )


def _editable_pages(request):
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        request.user, ["add", "change", "publish"]
    )


def _users(ids):
    users = get_user_model()
    return users.objects.filter(pk__in=ids).order_by(users.USERNAME_FIELD)


def owners(request):
    """Who created a page that the user edits."""
    return _users(_editable_pages(request).order_by().values("owner"))


def editors(request):
    """Who has edited a page that the user edits."""
    return _users(
        PageLogEntry.objects.filter(
            action="wagtail.edit", page__in=_editable_pages(request).order_by().values("pk")
        )
        .order_by()
        .values("user")
    )


def requesters(request):
    """Who has submitted a page that the user edits."""
    pages = _editable_pages(request).order_by().annotate(key=Cast("pk", CharField()))
    return _users(
        WorkflowState.objects.filter(
            base_content_type=get_default_page_content_type(), object_id__in=pages.values("key")
        )
        .order_by()
        .values("requested_by")
    )


class WholeSiteMixin:
    def dispatch(self, request, *args, **kwargs):
        if not edits_whole_site(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SiteHistoryView(WholeSiteMixin, LogEntriesView):
    pass


class PageTypesView(WholeSiteMixin, PageTypesUsageReportView):
    pass


class OwnWorkflowFilterSet(WorkflowReportFilterSet):
    requested_by = django_filters.ModelChoiceFilter(field_name="requested_by", queryset=requesters)


class OwnWorkflowView(WorkflowView):
    filterset_class = OwnWorkflowFilterSet


class OwnPageFilterSet(GenericPageFilterSet):
    owner = MultipleUserFilter(
        label=GenericPageFilterSet.base_filters["owner"].label,
        queryset=owners,
        widget=GenericPageFilterSet.base_filters["owner"].extra["widget"],
    )
    edited_by = EditedByFilter(
        label=GenericPageFilterSet.base_filters["edited_by"].label,
        queryset=editors,
        widget=GenericPageFilterSet.base_filters["edited_by"].extra["widget"],
    )


class OwnPagesViewSet(PageViewSet):
    """Wagtail's lists of pages; their filters name the people of these pages only."""

    filterset_class = OwnPageFilterSet


#: They stand before Wagtail's and have its addresses; its names lead to them.
urlpatterns = decorate_urlpatterns(
    [
        path(address + results, view.as_view(results_only=bool(results)))
        for address, view in {
            "site-history/": SiteHistoryView,
            "page-types-usage/": PageTypesView,
            "workflow/": OwnWorkflowView,
        }.items()
        for results in ("", "results/")
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
