"""What the admin's own API gives out of the media library.

Wagtail's views give every file to everybody who may enter the admin.
"""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from .selectors import visible_files


class VisibleFilesMixin:
    def get_queryset(self):
        return visible_files(self.request, super().get_queryset())


class VisibleDocumentsViewSet(VisibleFilesMixin, DocumentsAdminAPIViewSet):
    pass


class VisibleImagesViewSet(VisibleFilesMixin, ImagesAdminAPIViewSet):
    pass
