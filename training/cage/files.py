"""One file of a package, whole or in part."""

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import parse_etags

from .lending import PAGES, lending_page
from .media_types import media_type
from .ranges import UnsatisfiableRangeError, byte_range, read_range

#: Seconds. The files of a version never change, and the address has the version in it.
FRESH = 60 * 60


def file_response(
    request: HttpRequest, version, path: str, *, lends_storage: bool = False
) -> HttpResponse:
    """Streams `path` of a `PackageVersion`; `Range`, `If-Range` and `If-None-Match` are heeded.

    With `lends_storage`, pages come as `lending` gives them out: always whole.
    """
    try:
        file = version.open_file(path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
    content_type = media_type(path)
    if lends_storage and content_type in PAGES:
        response = lending_page(file, content_type)
        response["Cache-Control"] = f"private, max-age={FRESH}"
        return response
    tag = f'"{version.pk}-{file.size}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        file.close()
        return _described(HttpResponseNotModified(), tag)
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range", tag) == tag:
        size = file.size
        try:
            part = byte_range(asked, size)
        except UnsatisfiableRangeError:
            file.close()
            response = HttpResponse(status=416)
            response["Content-Range"] = f"bytes */{size}"
            return _described(response, tag)
        if part:
            start, end = part
            response = StreamingHttpResponse(
                read_range(file, start, end), status=206, content_type=content_type
            )
            response["Content-Range"] = f"bytes {start}-{end}/{size}"
            response["Content-Length"] = end - start + 1
            return _described(response, tag)
    return _described(FileResponse(file, content_type=content_type), tag)


def _described(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"private, max-age={FRESH}"
    return response
