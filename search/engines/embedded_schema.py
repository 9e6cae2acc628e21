"""How the embedded engine stores a document, and how one knows that an index is of this kind."""

import hashlib
from functools import cache
from pathlib import Path

import tantivy

from ..analysis.indexing import GRAMS, PARTS, SETS, TEXT_FIELDS, analyse
from ..documents import SearchDocument
from .stored import (
    COUNTED,
    FACETS,
    HOLDS_UNTIL,
    analysis_fingerprint,
    counted_values,
    dump,
    facet_values,
    holds_until,
    load,
    published_at,
    title_order,
)

#: Our analysis has cut and stemmed the text; the engine only splits at the spaces between.
TOKENIZER = "whitespace"
#: The document's id as a number: what tantivy reads of many hits without fetching them.
NUMBER = "number"


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="position")
    for name in (PARTS, GRAMS):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    for name in SETS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="basic")
    builder.add_text_field(FACETS, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(COUNTED, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("title_order", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("published", fast=True)
    builder.add_integer_field(HOLDS_UNTIL, fast=True)
    builder.add_unsigned_field(NUMBER, fast=True, indexed=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> tantivy.Index:
    """Needed after every open: an index does not remember them."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, analyzer)
    return index


@cache
def fingerprint() -> str:
    """Of the analysis, of this schema, and of the library that writes the files."""
    digest = hashlib.sha256(f"{tantivy.__version__} {analysis_fingerprint()}".encode())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def to_index(document: SearchDocument) -> tantivy.Document:
    """The document as the index takes it.

    Raises `ValueError` for what cannot be indexed: a document without an id, text that is not
    valid Unicode.
    """
    if not document.id:
        raise ValueError("Ein Dokument ohne Kennung kann nicht gefunden werden.")
    row = tantivy.Document()
    row.add_text("id", document.id)
    for name, text in analyse(document).texts.items():
        row.add_text(name, text)
    for value in facet_values(document):
        row.add_text(FACETS, value)
    for value in counted_values(document):
        row.add_text(COUNTED, value)
    row.add_text("title_order", title_order(document.title))
    row.add_integer("published", published_at(document))
    row.add_integer(HOLDS_UNTIL, holds_until(document))
    row.add_unsigned(NUMBER, _number(document.id))
    row.add_bytes("stored", dump(document).encode())
    return row


def _number(document_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(document_id.encode(), digest_size=8).digest())


def from_index(row: tantivy.Document) -> SearchDocument:
    """The document as it was given to `to_index`."""
    return load(row.get_first("stored"))
