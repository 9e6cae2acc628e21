"""What the search answers beside its pages."""

from dataclasses import asdict
from threading import BoundedSemaphore

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .suggesting import suggest

#: Threads of a process that suggest at the same time: typing must never crowd out searching.
MAX_AT_ONCE = 3
#: What is suggested changes slowly, and the same beginnings are typed again and again.
FRESH_SECONDS = 60

_places = BoundedSemaphore(MAX_AT_ONCE)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """`?q=` what is typed, `art=` a kind to stay in → groups of suggestions as JSON.

    Answers 429 when all places are taken: the field then simply goes without.
    """
    if not _places.acquire(timeout=0.05):
        response = JsonResponse(
            {"detail": _("Gerade wird zu viel auf einmal getippt.")}, status=429
        )
        response["Retry-After"] = "1"
        patch_cache_control(response, no_store=True)
        return response
    try:
        groups = suggest(request.GET.get("q", ""), kind=request.GET.get("art", ""))
    finally:
        _places.release()
    count = sum(len(group.proposals) for group in groups)
    response = JsonResponse(
        {
            "sentence": ngettext("%(count)d Vorschlag", "%(count)d Vorschläge", count)
            % {"count": count}
            if count
            else _("Keine Vorschläge"),
            "groups": [asdict(group) for group in groups],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    # The chosen language of the interface is in a cookie.
    patch_vary_headers(response, ["Cookie"])
    return response
