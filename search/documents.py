"""What the engines index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a document: its name, its address, and the text inside it."""

    name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One findable thing, as every engine sees it.

    `facets` maps a facet's key to the keys of its values, e.g. `{"audience": ("personalrat",)}`;
    labels are looked up when results are shown, so that renaming a term needs no reindexing.
    `meta` are short facts for the result list ("30 Minuten", "Pilot"), in display order.
    `label` is what it is called where its kind's name says too little.
    After `holds_until` nobody has confirmed it any more, and it ranks lower. After `ends_on` it is
    not found any more, even where nobody has taken it out of the index yet.
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
