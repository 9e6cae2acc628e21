import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..models import GoodPracticePage
from .services import PrintingUnavailableError, practice_sheet

logger = logging.getLogger(__name__)


def readable_practice(request: HttpRequest, pk: int) -> GoodPracticePage:
    """The practice, if it is published and the request may read its page; else 404.

    A draft has no paper, whoever asks.
    """
    practice = get_object_or_404(GoodPracticePage.objects.live(), pk=pk)
    if not all(each.accept_request(request) for each in practice.get_view_restrictions()):
        raise Http404
    return practice


# Browsers keep it and ask each time whether it is still the same: that costs no setting.
@cache_control(private=True, no_cache=True)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A published practice as PDF, for whoever may read its page."""
    practice = readable_practice(request, pk)
    sheet = practice_sheet(practice=practice)
    etag = quote_etag(sheet.key)
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        content = sheet.pdf()
    except PrintingUnavailableError:
        logger.exception("No PDF without Pango (Debian: apt install libpangoft2-1.0-0).")
        return render(request, "practices/pdf_unavailable.html", {"entry": practice}, status=503)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{practice.slug}.pdf"',
            "ETag": etag,
        },
    )
