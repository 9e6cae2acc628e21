"""Pages of a package with a script of ours before their own: the one that lends them a storage.

Only where a browser refuses its own: everywhere else a package's files are given out as they are.
"""

import re
from collections.abc import Iterator

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files import File
from django.http import StreamingHttpResponse

from .ranges import read_range

PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: In bytes, and an even number. A page whose head begins later does without.
_LOOKED_AT = 64 * 1024
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
#: The script goes where the head begins, or else in front of everything that is no declaration.
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_DECLARED = re.compile(r"(?:\ufeff|ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)


def lending_page(file: File, content_type: str) -> StreamingHttpResponse:
    """Streams the page with the script in it; closes the file."""
    size = file.size
    start = with_script(file.read(_LOOKED_AT))
    response = StreamingHttpResponse(_joined(start, file, size), content_type=content_type)
    response["Content-Length"] = len(start) + max(0, size - _LOOKED_AT)
    return response


def with_script(page: bytes) -> bytes:
    """The page's beginning with the script's element in it, in whatever encoding it has.

    All of them but UTF-16 write these characters as ASCII does.
    """
    encoding = _MARKS.get(page[:2], "latin-1")
    errors = "strict" if encoding == "latin-1" else "surrogatepass"
    text = page.decode(encoding, errors)
    place = (_HEAD.search(text) or _DECLARED.match(text)).end()
    address = staticfiles_storage.url("portal/cage/lent.js")
    script = f'<script src="{address}"></script>'
    return f"{text[:place]}{script}{text[place:]}".encode(encoding, errors)


def _joined(start: bytes, file: File, size: int) -> Iterator[bytes]:
    with file:
        yield start
        yield from read_range(file, _LOOKED_AT, size - 1)
