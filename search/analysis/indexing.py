"""A document as the index holds it: fields of tokens, the same for every engine.

Engines only split at the spaces. Besides the texts with the stems of their words there are
three fields made for matching more than the words themselves:

    parts   stems of the parts of compounds, and of hyphenated words written as one
    grams   the pieces of four letters that the words consist of, each once
    words   the folded words, each once: what an unknown word begins, or is misspelt from
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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
    stems: list[str] = []
    words: list[str] = []
    starts: list[str] = []
    cut_up: list[str] = []
    parts: list[str] = []
    for name, text in fields.items():
        text.encode()
        written = surfaces(text)
        folded, stemmed = _folded_and_stemmed(text, written, language)
        texts[name] = " ".join(stemmed)
        stems += stemmed
        if language == "en":
            # Folded as queries are, whatever the document's language.
            folded = [word for word, _stem in map(forms, written) if word]
        else:
            parts.extend(chain.from_iterable(map(compound_stems, folded)))
            parts += joined_stems(text)
        words += folded
        if name in ("title", "tags"):
            starts += folded
        if name != "files":
            cut_up += folded
    texts[PARTS] = " ".join(parts)
    texts[GRAMS] = _each_once(chain.from_iterable(map(grams_of, dict.fromkeys(cut_up))))
    texts[WORDS] = _each_once(words)
    texts[STEMS] = _each_once(chain(stems, parts))
    texts[STARTS] = _each_once(starts)
    return AnalysedDocument(texts)


def _folded_and_stemmed(
    text: str, written: Sequence[str], language: str
) -> tuple[Sequence[str], Sequence[str]]:
    """The folded words of a text, and their stems."""
    # Asked for every word of every document: what is cached under one key is found quicker.
    pairs = [*map(forms, written)] if language != "en" else [forms(word, "en") for word in written]
    folded, stemmed = zip(*pairs, strict=True) if pairs else ((), ())
    if "" in folded or AMBIGUOUS in folded:
        tokens = list(tokenize(text, language))
        return [token.word for token in tokens], [token.stem for token in tokens]
    return folded, stemmed


def _each_once(tokens: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(tokens))


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
