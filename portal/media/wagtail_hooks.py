from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from .attachments import enqueue_pages_of
from .listing import PARAMETER
from .models import PortalDocument, ReadingState
from .selectors import may_see
from .viewsets import VisibleDocumentsViewSet, VisibleImagesViewSet


@hooks.register("before_serve_document")
def files_of_drafts_are_not_public(document, request):
    """For whom a file is not, it does not exist: its title is nobody's business either."""
    if not may_see(request, document):
        raise Http404


@hooks.register("construct_admin_api", order=100)  # after Wagtail's own, which it replaces
def narrow_admin_api(router):
    router.register_endpoint("documents", VisibleDocumentsViewSet)
    router.register_endpoint("images", VisibleImagesViewSet)


@hooks.register("after_bulk_action")
def pages_follow_documents_that_moved_together(request, action_type, objects, action):
    """Wagtail moves them into another collection, a private one perhaps, without any signal.

    Inside the transaction of the action. What has been deleted has told it before.
    """
    documents = [each for each in objects if isinstance(each, PortalDocument) and each.pk]
    if documents:
        enqueue_pages_of(documents)


class UnreadableDocumentsMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(PortalDocument).user_has_any_permission(
            request.user, ["change", "delete"]
        )


@hooks.register("register_reports_menu_item")
def report_of_unreadable_documents():
    address = f"{reverse('wagtaildocs:index')}?{PARAMETER}={ReadingState.UNREADABLE}"
    return UnreadableDocumentsMenuItem(
        _("Nicht lesbare Dokumente"),
        address,
        name="unreadable-documents",
        icon_name="doc-empty",
        order=900,
    )
