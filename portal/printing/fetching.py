"""What a PDF may be made of: the site's own static files and uploads, and nothing else."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from weasyprint.urls import URLFetcher, URLFetcherResponse


class OwnFilesFetcher(URLFetcher):
    """Reads `static:NAME` and the addresses of uploads from disk; asks no host, ever.

    What editors write may link to an image anywhere: fetching it would tell others who prints
    what, and let editors have the server ask addresses inside its own network.
    """

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        if parts.scheme == "static":
            return _answer(url, _static(parts.path))
        if parts.scheme == "data":
            return super().fetch(url, headers)
        # Relative addresses of the page's pictures have become those of the site.
        site, media = urlsplit(settings.SITE_URL), urlsplit(settings.MEDIA_URL)
        own = parts.netloc == (media.netloc or site.netloc)
        if not own or not parts.path.startswith(media.path):
            raise ValueError(f"{url} is not a file of this site.")
        with default_storage.open(unquote(parts.path.removeprefix(media.path))) as file:
            return _answer(url, file.read())


def _static(name: str) -> bytes:
    found = finders.find(name)
    if not found:
        raise ValueError(f"There is no static file {name}.")
    return Path(found).read_bytes()


def _answer(url: str, content: bytes) -> URLFetcherResponse:
    """WeasyPrint takes only what says that it is a stylesheet for one."""
    kind = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
    return URLFetcherResponse(url, content, {"Content-Type": kind})
