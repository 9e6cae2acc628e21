"""How the embedded engine stores a document, and how one knows that an index is of this kind."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path

import Stemmer
import tantivy

from .. import analysis
from ..analysis.tokens import tokenize
from ..documents import Attachment, SearchDocument

#: Field → its weight in the ranking. A word counts where it weighs most.
TEXT_FIELDS: Mapping[str, float] = {
    "title": 5.0,
    "tags": 3.0,
    "city": 3.0,
    "summary": 2.0,
    "body": 1.0,
}
#: All stems of a document without their places: whether the index knows a word.
STEMS = "stems"
#: All folded words likewise: what an unknown word begins, or is misspelt from.
WORDS = "words"
#: The folded words of titles and keywords, for suggestions.
STARTS = "starts"
#: "key=value" for every facet value.
FACETS = "facets"
ORDER_FIELDS = {"neu": "published", "titel": "title_order"}

#: Our analysis has cut and stemmed the text; the engine only splits at the spaces between.
TOKENIZER = "whitespace"


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="position")
    for name in (STEMS, WORDS, STARTS):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="basic")
    builder.add_text_field(FACETS, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("title_order", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("published", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> tantivy.Index:
    """Needed after every open: an index does not remember them."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, analyzer)
    return index


@cache
def fingerprint() -> str:
    """Changes with everything that decides what stands in the index.

    The sources themselves are hashed, so that nobody has to remember a version number: an
    index built by other code is never searched with wrong expectations.
    """
    digest = hashlib.sha256(f"{tantivy.__version__} {Stemmer.version()}".encode())
    folder = Path(analysis.__file__).parent
    for source in [*sorted(folder.glob("*.py")), Path(__file__)]:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def to_index(document: SearchDocument) -> tantivy.Document:
    """The document as the index takes it.

    Raises `ValueError` for what cannot be indexed: a document without an id, text that is not
    valid Unicode.
    """
    if not document.id:
        raise ValueError("Ein Dokument ohne Kennung kann nicht gefunden werden.")
    texts = {
        "title": document.title,
        "tags": " ".join(document.tags),
        "city": document.city,
        "summary": document.summary,
        "body": document.body,
    }
    row = tantivy.Document()
    row.add_text("id", document.id)
    sets: dict[str, set[str]] = {STEMS: set(), WORDS: set(), STARTS: set()}
    for name, text in texts.items():
        tokens = list(tokenize(text, document.language))
        sets[STEMS].update(token.stem for token in tokens)
        row.add_text(name, " ".join(token.stem for token in tokens))
        # Folded as queries are, whatever the document's language.
        folded = tokenize(text) if document.language == "en" else tokens
        words = {token.word for token in folded}
        sets[WORDS] |= words
        if name in ("title", "tags"):
            sets[STARTS] |= words
    for name, members in sets.items():
        row.add_text(name, " ".join(sorted(members)))
    for key, values in document.facets.items():
        for value in dict.fromkeys(values):
            row.add_text(FACETS, f"{key}={value}")
    row.add_text("title_order", title_order(document.title))
    row.add_integer("published", int(document.published.timestamp()) if document.published else 0)
    row.add_bytes("stored", _dump(document))
    return row


def title_order(title: str) -> str:
    """Titles in the order of a German dictionary: "Äpfel" stands with "Apfel" (DIN 5007-1)."""
    folded = " ".join(token.word for token in tokenize(title))[:200]
    return f"{folded}\t{title[:200]}"


def from_index(row: tantivy.Document) -> SearchDocument:
    """The document as it was given to `to_index`."""
    values = json.loads(row.get_first("stored"))
    for name in ("published", "updated"):
        if values[name]:
            values[name] = datetime.fromisoformat(values[name])
    for name in ("tags", "meta"):
        values[name] = tuple(values[name])
    values["attachments"] = tuple(Attachment(**file) for file in values["attachments"])
    values["facets"] = {key: tuple(keys) for key, keys in values["facets"].items()}
    return SearchDocument(**values)


def _dump(document: SearchDocument) -> bytes:
    values = asdict(document)
    for name in ("published", "updated"):
        if values[name]:
            values[name] = values[name].isoformat()
    # Lazy translations among the short facts become text here, in the site's language.
    return json.dumps(values, ensure_ascii=False, default=str).encode()
