"""Sets a practice as PDF, each version once."""

import hashlib
from dataclasses import dataclass

import segno
from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language

from ..selectors import page_parts

#: Nobody misses an older one: it is made anew from the same content.
_KEPT_SECONDS = 24 * 60 * 60
#: A stylesheet or library that changes makes other files of the same content.
_FORM = 2


class PrintingUnavailableError(Exception):
    """The libraries of the operating system that set type are missing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be set; `key` is another one when anything in it has changed, be it the
    practice, a term or the interface's language."""

    html: str
    key: str

    def pdf(self) -> bytes:
        """PDF/UA: tagged, with title, language and a QR code to the page.

        Takes seconds the first time; then it is read from the cache. May raise
        `PrintingUnavailableError`.
        """
        made = cache.get(self.key)
        if made is None:
            made = _set(self.html)
            cache.set(self.key, made, _KEPT_SECONDS)
        return made


def practice_sheet(*, practice) -> Sheet:
    """The practice as it is to be printed; about a dozen queries, and nothing is set."""
    address = practice.full_url
    html = render_to_string(
        "practices/pdf.html",
        page_parts(practice)
        | {
            "page": practice,
            "address": address,
            "code": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        },
    )
    digest = hashlib.sha256(html.encode()).hexdigest()
    return Sheet(html=html, key=f"practice-pdf-{_FORM}-{get_language()}-{digest}")


def _set(html: str) -> bytes:
    try:
        # Not at the top: it loads libraries that only this one thing of the portal needs.
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        from .fetching import OwnFilesFetcher
    except OSError as error:
        raise PrintingUnavailableError from error
    fetcher = OwnFilesFetcher()
    # Without it, the stylesheet's fonts would not reach the page.
    fonts = FontConfiguration()
    look = CSS(url="static:portal/pdf.css", url_fetcher=fetcher, font_config=fonts)
    document = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=fetcher)
    return document.write_pdf(stylesheets=[look], font_config=fonts, pdf_variant="pdf/ua-1")
