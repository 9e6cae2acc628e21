"""Wagtail's reports, without what belongs to other cities.

Two of them are about the whole site and cannot be narrowed: the usage of page types names the
page that was edited last, and the site's history names files and people of all cities. They
are for those who edit the whole site. The others list what a user edits; only their filters
name everybody.
"""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowView
from wagtail.models import (
    Page,
    Site,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .pages import editable_pages, users_of

#: The menu items of the reports about the whole site.
WHOLE_SITE = {"site-history", "page-types-usage"}


def edits_whole_site(request) -> bool:
    """Whether the user edits the site's home page, and with it everything below."""
    site = Site.find_for_request(request)
    return policy_registry.get_by_type(Page).user_has_any_permission_for_instance(
        request.user, ["change", "publish"], site.root_page
    )


def requesters(request):
    """Who has submitted a page that the user edits."""
    pages = editable_pages(request).order_by().annotate(key=Cast("pk", CharField()))
    return users_of(
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
