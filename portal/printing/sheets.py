"""Sets HTML as PDF, each content once."""

import hashlib
from dataclasses import dataclass

import segno
from django.conf import settings
from django.core.cache import cache

#: Nobody misses an older one: it is made anew from the same content.
KEPT_SECONDS = 24 * 60 * 60
#: A stylesheet or library that changes makes other files of the same content.
_FORM = 5

#: Elements that fill lines of their own.
_LINED = frozenset({"p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "h4", "figcaption"})


class PrintingUnavailableError(Exception):
    """The libraries of the operating system that set type are missing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be set, with the names of the site's stylesheets.

    `kept_seconds` is how long the file stays in the cache.
    """

    html: str
    look: tuple[str, ...] = ("portal/pdf.css",)
    kept_seconds: int = KEPT_SECONDS

    @property
    def key(self) -> str:
        """Another one when anything on the sheet has changed."""
        content = "\0".join((*self.look, self.html))
        return f"pdf-{_FORM}-{hashlib.sha256(content.encode()).hexdigest()}"

    def pdf(self) -> bytes:
        """PDF/UA: tagged, with the title and the language that the HTML names.

        Takes seconds the first time; then it is read from the cache. May raise
        `PrintingUnavailableError`.
        """
        made = cache.get(self.key)
        if made is None:
            made = set_in_type(self.html, self.look)
            cache.set(self.key, made, self.kept_seconds)
        return made


def qr_code(address: str) -> str:
    """The address as QR code, an image for the `src` of the HTML."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)


def set_in_type(html: str, look: tuple[str, ...]) -> bytes:
    try:
        # Not at the top: it loads libraries that only this one thing of the portal needs.
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        from .fetching import OwnFilesFetcher
    except OSError as error:
        raise PrintingUnavailableError from error
    fetcher = OwnFilesFetcher()
    # Without it, the stylesheets' fonts would not reach the page.
    fonts = FontConfiguration()
    looks = [CSS(url=f"static:{name}", url_fetcher=fetcher, font_config=fonts) for name in look]
    document = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=fetcher)
    _flatten_links(document.etree_element)
    _end_with_words(document.etree_element)
    return document.write_pdf(stylesheets=looks, font_config=fonts, pdf_variant="pdf/ua-1")


def _flatten_links(root) -> None:
    """Leaves the text of links, without the elements in it.

    WeasyPrint makes a link of each of them, too, tagged as something else: PDF/UA forbids that
    (ISO 14289-1, 7.18.5), and whoever listens hears the link several times.
    """
    for link in root.iter("a"):
        if len(link):
            text, behind = "".join(link.itertext()), link.tail
            attributes = dict(link.attrib)
            link.clear()
            link.attrib.update(attributes)
            link.text, link.tail = " ".join(text.split()), behind


def _end_with_words(root) -> None:
    """Takes the spaces at the ends of what fills lines of its own.

    Where a line has room for the words but not for the space behind them, WeasyPrint breaks it
    at its first space.
    """
    for element in root.iter():
        if element.tag not in _LINED:
            continue
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() or None
        elif element.text:
            element.text = element.text.rstrip()
