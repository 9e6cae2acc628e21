"""A document as the index holds it: fields of tokens, the same for every engine.

Engines only split at the spaces. Besides the texts with the stems of their words there are
three fields made for matching more than the words themselves:

    parts   stems of the parts of compounds, and of hyphenated words written as one
    grams   the pieces of four letters that the words consist of, as often as they occur: so a
            text full of related words ("Warschau", "Warschauer") counts as one about them
    words   the folded words, each once: what an unknown word begins, or is misspelt from
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from ..documents import SearchDocument
from .vocabulary import Known, compound_stems, grams_of, vocabulary

__all__ = [
    "GRAMS",
    "PARTS",
    "SETS",
    "STARTS",
    "STEMS",
    "TEXT_FIELDS",
    "WORDS",
    "AnalysedDocument",
    "analyse",
    "compound_stems",
    "grams_of",
]

#: Text field → its weight in the ranking. A word counts where it weighs most.
TEXT_FIELDS: Mapping[str, float] = {
    "title": 3.0,
    "tags": 2.0,
    "city": 3.0,
    "summary": 1.5,
    "body": 1.0,
    "files": 0.6,
}
PARTS = "parts"
GRAMS = "grams"
WORDS = "words"
#: All stems of the text fields, each once: whether the index knows a word, and how common it is.
STEMS = "stems"
#: The folded words of titles and keywords, for suggestions.
STARTS = "starts"
#: Fields that hold every token once, without its places.
SETS = (WORDS, STEMS, STARTS)

#: A file may hold a book; the index takes its beginning.
MAX_FILE_CHARACTERS = 50_000


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """Field → its tokens with a space between."""

    texts: Mapping[str, str]


def analyse(document: SearchDocument) -> AnalysedDocument:
    """Cuts a document into what the index holds; about a millisecond for 400 words.

    Raises `ValueError` for text that is not valid Unicode (lone surrogates).
    """
    fields = {
        "title": document.title,
        "tags": " . ".join(document.tags),
        "city": document.city,
        "summary": document.summary,
        "body": document.whole_body,
        "files": "\n".join(
            f"{file.name} {file.text[:MAX_FILE_CHARACTERS]}" for file in document.attachments
        ),
    }
    known_words = vocabulary(document.language)
    texts: dict[str, str] = {}
    own: list[Known] = []
    starts: list[Known] = []
    of_files: list[Known] = []
    for name, text in fields.items():
        text.encode()
        texts[name], known = known_words.read(text)
        (of_files if name == "files" else own).extend(known)
        if name in ("title", "tags"):
            starts += known
    if document.english:
        starts += known_words.read(document.english.title)[1]
    each = dict.fromkeys(chain(own, of_files))
    parts = " ".join([known.parts for known in chain(own, of_files) if known.parts])
    texts[PARTS] = parts
    texts[GRAMS] = " ".join([known.grams for known in own if known.grams])
    texts[WORDS] = _each_once(_words_of(each))
    texts[STEMS] = _each_once(
        chain(" ".join(texts[name] for name in fields).split(), parts.split())
    )
    texts[STARTS] = _each_once(_words_of(starts))
    return AnalysedDocument(texts)


def _words_of(known: Iterable[Known]) -> Iterator[str]:
    return chain.from_iterable([one.words for one in known])


def _each_once(tokens: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(tokens))
