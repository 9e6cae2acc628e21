"""The pages that explain the open data to people."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import files, selectors

#: So long a cache may answer; what a city withdraws is gone from downloads after that, from those
#: of a large stock after twice that.
CACHED_SECONDS = files.YOUNG_SECONDS
RETRY_SECONDS = 60
REFRESH_SECONDS = 10


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/offene-daten/`: licences, formats, addresses."""
    return render(request, "opendata/index.html", selectors.offers())


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """`/offene-daten/begriffe/`: every term that a record refers to, at its own anchor."""
    return render(request, "opendata/terms.html", {"vocabularies": selectors.vocabularies()})


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """`/offene-daten/bestand.jsonl` and `.xlsx`: the file that lies there, or is made.

    503 while that takes longer than somebody waits.
    """
    if name not in files.FORMATS:
        raise Http404
    try:
        file, content = files.opened(name)
    except files.StockBusyError:
        return HttpResponse(
            _(
                "Die Datei wird gerade erstellt. Bleiben Sie auf dieser Seite, dann beginnt der "
                "Download von selbst, oder versuchen Sie es in einer Minute wieder."
            ),
            status=503,
            content_type="text/plain; charset=utf-8",
            # Who waits in a browser gets it without asking again.
            headers={
                "Retry-After": str(RETRY_SECONDS),
                "Refresh": str(REFRESH_SECONDS),
                "Cache-Control": "no-store",
                "Access-Control-Allow-Origin": "*",
            },
        )
    response = get_conditional_response(request, etag=file.etag)
    if response is not None:
        content.close()
    else:
        response = FileResponse(
            content,
            as_attachment=True,
            filename=f"bestand.{name}",
            content_type=files.FORMATS[name].content_type,
        )
    response["ETag"] = file.etag
    response["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
