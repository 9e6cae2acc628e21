"""A document as the index holds it: fields of tokens, the same for every engine.

Engines only split at the spaces. Besides the texts with the stems of their words there are
three fields made for matching more than the words themselves:

    parts   stems of the parts of compounds, and of hyphenated words written as one
    grams   the pieces of four letters that the words consist of, each once
    words   the folded words, each once: what an unknown word begins, or is misspelt from
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..documents import SearchDocument
from . import compounds
from .stemming import stem
from .stopwords import STOP_WORDS
from .tokens import AMBIGUOUS, fold_word, forms, surfaces, tokenize

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
SETS = (GRAMS, WORDS, STEMS, STARTS)

GRAM = 4
#: A file may hold a book; the index takes its beginning.
MAX_FILE_CHARACTERS = 50_000
#: What to look for first: most texts have none.
_JOINING_HYPHEN = re.compile(r"[-\u2010\u2011](?<=[^\W\d_].)(?=[^\W\d_])")
_HYPHENATED = re.compile(r"\b[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+){1,3}\b")


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """Field → its tokens with a space between."""

    texts: Mapping[str, str]


def analyse(document: SearchDocument) -> AnalysedDocument:
    """Cuts a document into what the index holds; about a millisecond for 400 words.

    Raises `ValueError` for text that is not valid Unicode (lone surrogates).
    """
    language = document.language
    fields = {
        "title": document.title,
        "tags": " . ".join(document.tags),
        "city": document.city,
        "summary": document.summary,
        "body": document.body,
        "files": "\n".join(
            f"{file.name} {file.text[:MAX_FILE_CHARACTERS]}" for file in document.attachments
        ),
    }
    texts: dict[str, str] = {}
    stems: set[str] = set()
    words: set[str] = set()
    starts: set[str] = set()
    grams: set[str] = set()
    parts: list[str] = []
    for name, text in fields.items():
        text.encode()
        written = surfaces(text)
        folded, stemmed = _folded_and_stemmed(text, written, language)
        texts[name] = " ".join(stemmed)
        stems.update(stemmed)
        if language == "en":
            # Folded as queries are, whatever the document's language.
            folded = [word for surface in written if (word := forms(surface)[0])]
        else:
            for word in folded:
                parts += compound_stems(word)
            parts += joined_stems(text)
        distinct = set(folded)
        words |= distinct
        if name in ("title", "tags"):
            starts |= distinct
        if name != "files":
            for word in distinct:
                grams.update(grams_of(word))
    stems.update(parts)
    texts[PARTS] = " ".join(parts)
    for name, members in ((GRAMS, grams), (WORDS, words), (STEMS, stems), (STARTS, starts)):
        texts[name] = " ".join(sorted(members))
    return AnalysedDocument(texts)


def _folded_and_stemmed(
    text: str, written: list[str], language: str
) -> tuple[list[str], list[str]]:
    """The folded words of a text, and their stems."""
    pairs = [pair for surface in written if (pair := forms(surface, language))[0]]
    folded = [word for word, _stem in pairs]
    if AMBIGUOUS in folded:
        return folded, [token.stem for token in tokenize(text, language)]
    return folded, [word_stem for _word, word_stem in pairs]


@lru_cache(maxsize=200_000)
def compound_stems(word: str) -> tuple[str, ...]:
    """The stems of the parts of a folded word; empty if it is no compound."""
    return tuple([stem(part) for part in compounds.split(word)])


def joined_stems(text: str) -> Iterator[str]:
    """Hyphenated words written as one: "E-Learning" as "elearning"."""
    if not _JOINING_HYPHEN.search(text):
        return
    for match in _HYPHENATED.finditer(text):
        yield stem(fold_word(re.sub(r"[-\u2010\u2011]", "", match[0])))


@lru_cache(maxsize=200_000)
def grams_of(word: str) -> tuple[str, ...]:
    """The pieces of a folded word, with a mark before its beginning; none of stop words."""
    if word in STOP_WORDS:
        return ()
    marked = f"_{word}"
    if len(marked) <= GRAM:
        return (marked,)
    return tuple({marked[at : at + GRAM]: None for at in range(len(marked) - GRAM + 1)})
