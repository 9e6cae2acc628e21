"""Rich text from plain text, as files carry it in, and back, as they carry it out."""

import re
from html import escape, unescape

#: What editors may use in an entry's texts: enough to structure, nothing to decorate.
FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
#: In bodies of pages, headings come in as well.
BODY_FEATURES = ["h3", "h4", *FEATURES]


def from_plain_text(text: str) -> str:
    """HTML paragraphs and lists for plain text.

    Blank lines separate paragraphs; lines that start with "- " or "• " make a list; a single
    line break inside a paragraph stays one.
    """
    html: list[str] = []
    for chunk in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in chunk.strip().split("\n") if line.strip()]
        paragraph: list[str] = []
        items: list[str] = []
        for line in lines:
            if line.startswith(("- ", "• ", "– ")):
                items.append(escape(line[2:].strip(), quote=False))
            elif items:
                # A wrapped bullet goes on in the next line.
                items[-1] += f" {escape(line, quote=False)}"
            else:
                paragraph.append(escape(line, quote=False))
        if paragraph:
            html.append(f"<p>{'<br/>'.join(paragraph)}</p>")
        if items:
            html.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    return "".join(html)


_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"</(?:p|h\d|ul|ol|blockquote)>|<hr\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)


_TAG_NAME = re.compile(r"<\s*([a-z0-9]+)", re.IGNORECASE)
#: What `from_plain_text` makes; anything else is an editor's work.
_PLAIN_TAGS = frozenset({"p", "br", "ul", "li"})


def is_formatted(html: str) -> bool:
    """Whether a text has more than paragraphs and lists, such as links or bold words."""
    return not _PLAIN_TAGS.issuperset(tag.lower() for tag in _TAG_NAME.findall(html or ""))


def to_plain_text(html: str) -> str:
    """The text of an editor's field with its paragraphs, line breaks and lists, nothing else.

    What `from_plain_text` has made comes back as it was.
    """
    text = " ".join(html.split())
    text = _ITEM.sub("\n- ", _BREAK.sub("\n", _PARAGRAPH_END.sub("\n\n", text)))
    lines = [" ".join(line.split()) for line in unescape(_TAG.sub("", text)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
