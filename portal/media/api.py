"""What the public API gives out of the media library: the files that the request may see.

Imported by the addresses, not earlier: Wagtail's routers want all its apps to be ready.
"""

from wagtail.documents.api.v3 import router as documents_api
from wagtail.images.api.v3 import router as images_api

from .selectors import visible_files


def narrow_public_api() -> None:
    _narrow(documents_api, "get_documents_queryset")
    _narrow(images_api, "get_images_queryset")


def _narrow(router, name: str) -> None:
    """Puts `visible_files` around a router's own queryset.

    Wagtail's routers have no hook for it, and look the function up in their module at each
    request; the list, the search in it and the details all read from there.
    """
    everything = getattr(router, name)

    def visible(request):
        return visible_files(request, everything(request))

    setattr(router, name, visible)
