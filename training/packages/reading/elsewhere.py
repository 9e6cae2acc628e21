"""What start pages load from other servers. The cage lets none of it through: the learner would
see a gap, or nothing at all.
"""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from lxml import etree

from .limits import MEGABYTE
from .problems import Findings
from .resources import is_page
from .saying import said as _

#: In bytes. A larger one is a whole course that its tool has put into one file, and is not read.
_LONGEST_PAGE = MEGABYTE
#: So many pages are looked at; a tool makes them all alike.
_MOST_PAGES = 50
#: Element → attribute with the address of what is loaded with the page.
_LOADING = {
    "audio": "src",
    "embed": "src",
    "frame": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}


class _Loaded:
    """Gathers the addresses while lxml reads; nothing of the page is kept."""

    def __init__(self):
        self.addresses: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link" and "stylesheet" not in attributes.get("rel", "").lower().split():
            return
        if address := attributes.get(_LOADING.get(tag, "")):
            self.addresses.append(address)

    def close(self) -> list[str]:
        return self.addresses


def check_loaded(
    pages: Mapping[str, int], read: Callable[[str], bytes], findings: Findings
) -> None:
    """Notes each other host once, with the page that asks it first.

    `pages` are files with their sizes in bytes; only pages that are not too long are read.
    """
    short = [name for name, size in pages.items() if is_page(name) and size <= _LONGEST_PAGE]
    told: set[str] = set()
    for name in short[:_MOST_PAGES]:
        for host in _hosts(read(name)):
            if host in told:
                continue
            told.add(host)
            findings.note(
                "media-elsewhere",
                _(
                    "Die Seite lädt Teile von einem anderen Server („%(host)s“); das Portal "
                    "verhindert es."
                )
                % {"host": host[:80]},
                _(
                    "Exportieren Sie den Kurs so, dass alle Dateien im Paket liegen. Ein Video "
                    "können Sie auch in einer Lektion zeigen."
                ),
                where=name,
            )


def _hosts(page: bytes) -> Iterator[str]:
    parser = etree.HTMLParser(target=_Loaded())
    try:
        parser.feed(page)
        addresses = parser.close()
    except etree.LxmlError:
        return  # Empty, or no page at all: it loads nothing.
    for address in addresses:
        try:
            parts = urlsplit(address.strip())
            host = parts.hostname
        except ValueError:
            continue  # No browser asks for it either.
        if host and parts.scheme.lower() in {"", "http", "https"}:
            yield host
