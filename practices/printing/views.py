import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import GoodPracticePage
from .services import PrintingUnavailableError, practice_pdf

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A public practice as PDF; drafts and internal ones have none, whoever asks."""
    practice = get_object_or_404(GoodPracticePage.objects.live().public(), pk=pk)
    try:
        content = practice_pdf(practice=practice)
    except PrintingUnavailableError:
        logger.exception("No PDF without Pango (Debian: apt install libpangoft2-1.0-0).")
        return render(request, "practices/pdf_unavailable.html", {"entry": practice}, status=503)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{practice.slug}.pdf"'},
    )
