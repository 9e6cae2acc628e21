"""What every engine keeps of a document besides the fields that it searches."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, fields
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import Stemmer

from .. import analysis
from ..analysis.vocabulary import vocabulary
from ..documents import Attachment, SearchDocument, Wording
from ..facets import all_facets

#: The field of facet values, "key=value" each.
FACETS = "facets"
#: The field of those that are counted.
COUNTED = "counted"
#: The field of the last day on which a document counts in full.
HOLDS_UNTIL = "holds_until"
#: Order of the hits → the field that has it.
ORDER_FIELDS = {"neu": "published", "titel": "title_order"}
_DAYS = ("holds_until", "ends_on")
_FIELDS = tuple(field.name for field in fields(SearchDocument))


@dataclass(frozen=True, slots=True)
class Heading:
    """What a suggestion shows of a document; `english` is the title of its English version."""

    title: str
    tags: tuple[str, ...]
    kind: str
    url: str
    label: str
    language: str
    english: str = ""
    english_url: str = ""
    english_label: str = ""


@cache
def analysis_fingerprint() -> str:
    """Changes with everything that decides what stands in the index.

    The sources themselves are hashed, so that nobody has to remember a version number: an
    index built by other code is never searched with wrong expectations.
    """
    digest = hashlib.sha256(f"{Stemmer.version()} {version('german-nouns')}".encode())
    folder = Path(analysis.__file__).parent
    for source in [*sorted(folder.glob("*.py")), Path(__file__)]:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def facet_values(document: SearchDocument) -> list[str]:
    return [
        f"{key}={value}"
        for key, values in document.facets.items()
        for value in dict.fromkeys(values)
    ]


def counted_values(document: SearchDocument) -> list[str]:
    """Those of facets that are offered with their counts; keywords are many, and are not."""
    silent = {facet.key for facet in all_facets() if facet.labels is None}
    return [value for value in facet_values(document) if value.partition("=")[0] not in silent]


def counts_by_facet(buckets: Iterable[Mapping]) -> dict[str, dict[str, int]]:
    """Facet → value → number of documents, from what an engine counted in `COUNTED`."""
    counts: dict[str, dict[str, int]] = {}
    for bucket in buckets:
        key, _sign, value = bucket["key"].partition("=")
        counts.setdefault(key, {})[value] = bucket["doc_count"]
    return counts


def published_at(document: SearchDocument) -> int:
    """Seconds since 1970; 0 for what has no date."""
    return int(document.published.timestamp()) if document.published else 0


def holds_until(document: SearchDocument) -> int:
    """The last day on which it counts in full, numbered from 1 January of the year 1."""
    return (document.holds_until or date.max).toordinal()


def title_order(title: str) -> str:
    """Titles in the order of a German dictionary: "Äpfel" stands with "Apfel" (DIN 5007-1)."""
    folded = " ".join(vocabulary("de").words(title))[:200]
    return f"{folded}\t{title[:200]}"


def dump(document: SearchDocument) -> str:
    """The whole document as JSON."""
    # `asdict` would copy each text and tuple, which takes longer than writing the JSON.
    values = {name: getattr(document, name) for name in _FIELDS}
    values["facets"] = dict(document.facets)
    values["attachments"] = [asdict(file) for file in document.attachments]
    values["english"] = document.english and asdict(document.english)
    for name in ("published", "updated", *_DAYS):
        if values[name]:
            values[name] = values[name].isoformat()
    # Lazy translations among the short facts become text here, in the site's language.
    return json.dumps(values, ensure_ascii=False, default=str)


def dump_heading(document: SearchDocument) -> str:
    """What a suggestion shows of a document, as JSON."""
    shown = astuple(heading_of(document))
    return json.dumps(shown, ensure_ascii=False, default=str)


def heading_of(document: SearchDocument) -> Heading:
    english = document.english or Wording()
    return Heading(
        document.title,
        document.tags,
        document.kind,
        document.url,
        document.label,
        document.language,
        english.title,
        english.url,
        english.label,
    )


def load_heading(dumped: str) -> Heading:
    title, tags, *others = json.loads(dumped)
    return Heading(title, tuple(tags), *others)


def load(dumped: str | bytes) -> SearchDocument:
    """The document as it was given to `dump`."""
    values = json.loads(dumped)
    for name in ("published", "updated"):
        if values[name]:
            values[name] = datetime.fromisoformat(values[name])
    for name in _DAYS:
        if values[name]:
            values[name] = date.fromisoformat(values[name])
    for name in ("tags", "meta"):
        values[name] = tuple(values[name])
    values["attachments"] = tuple(Attachment(**file) for file in values["attachments"])
    if english := values["english"]:
        values["english"] = Wording(**english | {"meta": tuple(english["meta"])})
    values["facets"] = {key: tuple(keys) for key, keys in values["facets"].items()}
    return SearchDocument(**values)
