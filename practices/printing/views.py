from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from ..packing.models import PackState
from ..packing.services import order_print, retry_pack
from .reading import readable_practice
from .services import practice_sheet


# Browsers keep it and ask each time whether it is still the same: that costs no setting.
@cache_control(private=True, no_cache=True)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A published practice as PDF, for whoever may read its page.

    Setting it takes seconds, and happens beside the request: the first answer is 202, with a page
    that says how far it is; the same address fetches it then.
    """
    practice = readable_practice(request, pk)
    sheet = practice_sheet(practice=practice)
    etag = quote_etag(sheet.key)
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    ordered = order_print(practice=practice, sheet=sheet)
    if ordered.state == PackState.FAILED and "noch-einmal" in request.GET:
        retry_pack(pack=ordered)
    ordered.refresh_from_db()
    if ordered.state == PackState.READY:
        return FileResponse(
            storages["private"].open(ordered.file),
            filename=f"{practice.slug}.pdf",
            content_type="application/pdf",
            headers={"ETag": etag},
        )
    return render(
        request,
        "practices/printing/progress.html",
        {"entry": practice, "pack": ordered},
        status=503 if ordered.state == PackState.FAILED else 202,
    )


@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the PDF is, for the page that is open."""
    practice = readable_practice(request, pk)
    ordered = order_print(practice=practice, sheet=practice_sheet(practice=practice))
    ordered.refresh_from_db()
    return render(request, "practices/printing/state.html", {"entry": practice, "pack": ordered})
