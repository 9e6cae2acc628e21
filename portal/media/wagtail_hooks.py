from django.http import Http404
from wagtail import hooks

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
