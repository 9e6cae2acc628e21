from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..printing.reading import readable_practice
from .archive import archive
from .models import PackState
from .selectors import PackContents, pack_contents
from .services import is_large, order_pack, retry_pack

ZIP = "application/zip"


@never_cache
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """All work templates as zip: at once, or the page that says how far it is.

    A large one answers 202 until it is there; the same address fetches it then.
    """
    practice, contents = _asked(request, pk)
    if not is_large(contents):
        return _streamed(contents)
    ordered = order_pack(practice=practice, contents=contents)
    if ordered.state == PackState.FAILED and "noch-einmal" in request.GET:
        retry_pack(pack=ordered)
    ordered.refresh_from_db()
    if ordered.state == PackState.READY:
        return FileResponse(
            storages["private"].open(ordered.file),
            as_attachment=True,
            filename=contents.name,
            content_type=ZIP,
        )
    return render(
        request, "practices/packing/progress.html", {"entry": practice, "pack": ordered}, status=202
    )


@never_cache
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the pack is, for the page that is open."""
    practice, contents = _asked(request, pk)
    if not is_large(contents):
        raise Http404
    ordered = order_pack(practice=practice, contents=contents)
    ordered.refresh_from_db()
    return render(request, "practices/packing/state.html", {"entry": practice, "pack": ordered})


def _asked(request: HttpRequest, pk: int) -> tuple[object, PackContents]:
    practice = readable_practice(request, pk)
    contents = pack_contents(practice, request)
    if contents is None:
        raise Http404
    return practice, contents


def _streamed(contents: PackContents) -> StreamingHttpResponse:
    files = [(file.name, file.stored) for file in contents.files]
    return StreamingHttpResponse(
        (piece for piece, _read in archive(contents.html, files) if piece),
        content_type=ZIP,
        headers={"Content-Disposition": f'attachment; filename="{contents.name}"'},
    )
