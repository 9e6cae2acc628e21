"""Texts of a practice as people type them who have no editor: paragraphs and lists."""

import re
from html.parser import HTMLParser

_TAG = re.compile(r"<\s*([a-z0-9]+)", re.IGNORECASE)
#: What `from_plain_text` makes; anything else is an editor's work.
_PLAIN_TAGS = frozenset({"p", "br", "ul", "li"})


def is_formatted(html: str) -> bool:
    """Whether a text has more than paragraphs and lists, such as links or bold words."""
    return not _PLAIN_TAGS.issuperset(tag.lower() for tag in _TAG.findall(html or ""))


def to_plain_text(html: str) -> str:
    """The text that `from_plain_text` makes the same paragraphs and lists of."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._chunks: list[list[str]] = []
        self._list = False

    def handle_starttag(self, tag, attrs):
        if tag in {"ul", "ol"}:
            self._list = True
            self._chunks.append([])
        elif tag == "li":
            self._begin("- ")
        elif tag == "br":
            self._write("\n")
        elif tag not in {"b", "i", "a", "strong", "em"} and not self._list:
            self._chunks.append([])

    def handle_endtag(self, tag):
        if tag in {"ul", "ol"}:
            self._list = False

    def handle_data(self, data):
        self._write(data)

    def text(self) -> str:
        texts = ("".join(chunk).strip() for chunk in self._chunks)
        return "\n\n".join(text for text in texts if text)

    def _begin(self, sign: str) -> None:
        if not self._chunks:
            self._chunks.append([])
        self._chunks[-1].append(f"\n{sign}")

    def _write(self, text: str) -> None:
        if not self._chunks:
            self._chunks.append([])
        self._chunks[-1].append(text)
