from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.printing.answers import pdf_answer

from ..models import GoodPracticePage
from .services import practice_sheet


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
    answer = pdf_answer(request, practice_sheet(practice=practice), filename=f"{practice.slug}.pdf")
    if answer is None:
        return render(request, "practices/pdf_unavailable.html", {"entry": practice}, status=503)
    return answer
