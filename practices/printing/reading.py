"""Which practices there is paper of."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ..models import GoodPracticePage


def readable_practice(request: HttpRequest, pk: int) -> GoodPracticePage:
    """The practice, if it is published and the request may read its page; else 404.

    A draft has no paper, whoever asks.
    """
    practice = get_object_or_404(GoodPracticePage.objects.live(), pk=pk)
    if not all(each.accept_request(request) for each in practice.get_view_restrictions()):
        raise Http404
    return practice
