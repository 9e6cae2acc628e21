"""What somebody typed, understood: words, phrases, and what they do not want."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .analysis.stopwords import STOP_WORDS
from .analysis.tokens import Token, tokenize
from .request import MAX_TEXT, clean_text

#: The languages whose documents a query may find, German first.
LANGUAGES = ("de", "en")
#: More words than these are a pasted text; the first ones say what it is about.
MAX_WORDS = 30

#: Whatever people take for quotation marks.
QUOTES = '"„“”«»‟'
_PART = re.compile(
    rf"""(?P<minus>(?<!\S)-)?[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]"""
    r"""|(?<!\S)-(?=\w)(?P<excluded>\S+)"""
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: its folded form and its stems, one a language without doubles."""

    word: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; `stems` has the sequence of their stems, one a
    language without doubles."""

    words: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """A query in parts. All of `words` and `phrases` are wanted, none of `excluded`."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.excluded)


def parse_query(text: str) -> ParsedQuery:
    """Understands any text: there is no syntax error.

    `"…"` and `„…“` hold a phrase together, `-word` and `-"…"` exclude; a quotation mark
    without its partner is none. Stop words count only where nothing else was typed.
    """
    text = clean_text(text)[:MAX_TEXT]
    phrases: list[Phrase] = []
    excluded: list[Phrase] = []

    def take(match: re.Match) -> str:
        if phrase := _phrase(match["phrase"] or match["excluded"] or ""):
            wanted = not (match["minus"] or match["excluded"])
            (phrases if wanted else excluded).append(phrase)
        return " "

    rest = _PART.sub(take, text)
    words = list(query_words(rest))
    meaningful = [word for word in words if word.word not in STOP_WORDS]
    if not meaningful and not phrases:
        meaningful = words
    return ParsedQuery(
        words=tuple(meaningful[:MAX_WORDS]),
        phrases=tuple(dict.fromkeys(phrases)),
        excluded=tuple(dict.fromkeys(excluded)),
    )


def without_quotes(text: str) -> str:
    """The text with the words of its phrases on their own; what is excluded stays so."""

    def open_quotes(part: re.Match) -> str:
        return f" {part['phrase']} " if part["phrase"] and not part["minus"] else part[0]

    return clean_text(_PART.sub(open_quotes, clean_text(text)))


def query_words(text: str) -> Iterator[Word]:
    """The words of a text with the stems that the documents of any language hold for them.

    Two forms of a German word ("Schulung Schulungen") are one.
    """
    seen: set[str] = set()
    for tokens in _in_all_languages(text):
        stems = tuple(dict.fromkeys(token.stem for token in tokens))
        if stems[0] not in seen:
            seen.add(stems[0])
            yield Word(tokens[0].word, stems)


def _phrase(text: str) -> Phrase | None:
    tokens = list(_in_all_languages(text))[:MAX_WORDS]
    if not tokens:
        return None
    words = tuple(of_languages[0].word for of_languages in tokens)
    sequences = dict.fromkeys(
        tuple(of_languages[number].stem for of_languages in tokens)
        for number in range(len(LANGUAGES))
    )
    return Phrase(words, tuple(sequences))


def _in_all_languages(text: str) -> Iterator[tuple[Token, ...]]:
    """Each word of a text as every language reads it, German first."""
    return zip(*(tokenize(text, language) for language in LANGUAGES), strict=True)
