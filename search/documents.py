"""What the engines index."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a document: its name, its address, and the text inside it."""

    name: str
    url: str
    text: str


#: Who reads the interface in this language is shown a document's `english`.
ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What readers of English see of a document.

    `label` and `meta` are the document's own in English. The rest is of its English version;
    `title` is empty where there is none, and then it is shown in its own language.
    """

    label: str = ""
    meta: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    body: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One findable thing, as every engine sees it.

    `facets` maps a facet's key to the keys of its values, e.g. `{"audience": ("personalrat",)}`;
    labels are looked up when results are shown, so that renaming a term needs no reindexing.
    `meta` are short facts for the result list ("30 Minuten", "Pilot"), in display order.
    `label` is what it is called where its kind's name says too little.
    After `holds_until` nobody has confirmed it any more, and it ranks lower. After `ends_on` it is
    not found any more, even where nobody has taken it out of the index yet. It is one document,
    found by the words of both languages, and `english` is how readers of English see it.
    """

    id: str
    kind: str
    url: str
    title: str
    summary: str
    body: str = ""
    city: str = ""
    tags: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "de"
    published: datetime | None = None
    updated: datetime | None = None
    holds_until: date | None = None
    ends_on: date | None = None
    popularity: int = 0
    image: str = ""
    meta: tuple[str, ...] = ()
    label: str = ""
    attachments: tuple[Attachment, ...] = ()
    english: Wording | None = None

    @property
    def whole_body(self) -> str:
        """All words beside title and summary, those of the English version included."""
        if self.english is None or not self.english.title:
            return self.body
        version = self.english
        return " ".join(filter(None, (self.body, version.title, version.summary, version.body)))

    def in_language(self, language: str | None) -> "SearchDocument":
        """The document as readers of this language see it."""
        if language != ENGLISH or self.english is None:
            return self
        version = self.english
        shown = replace(self, label=version.label, meta=version.meta, english=None)
        if not version.title:
            return shown
        return replace(
            shown,
            title=version.title,
            summary=version.summary,
            body=version.body,
            url=version.url,
            language=ENGLISH,
        )
