"""Uploads, served by the site itself where nothing in front of it does."""

import posixpath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

#: What browsers may show in place; everything else is a download.
SHOWN_IN_PLACE = ("image/avif", "image/gif", "image/jpeg", "image/png", "image/webp")
ONE_DAY = 24 * 60 * 60


def serve_media(request, path):
    """A file below `MEDIA_ROOT`, without a chance to run as a page of this site.

    Uploads come from people: a browser must not guess a type, and what is no picture (an SVG
    may carry scripts) is downloaded. Documents do not live at a public address: Wagtail's
    view checks who may read them, so their folder is not served here.
    """
    if posixpath.normpath(path).lstrip("./").startswith("documents"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={ONE_DAY}"
    if response.get("Content-Type") not in SHOWN_IN_PLACE:
        response["Content-Disposition"] = "attachment"
    return response
