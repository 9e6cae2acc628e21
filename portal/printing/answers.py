"""A sheet as the answer to a request."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from .sheets import PrintingUnavailableError, Sheet

logger = logging.getLogger(__name__)


def pdf_answer(request: HttpRequest, sheet: Sheet, *, filename: str) -> HttpResponse | None:
    """The PDF, or 304 for a browser that has it; None where this server cannot set type."""
    etag = quote_etag(sheet.key)
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        content = sheet.pdf()
    except PrintingUnavailableError:
        logger.exception("No PDF without Pango (Debian: apt install libpangoft2-1.0-0).")
        return None
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{filename}"', "ETag": etag},
    )
