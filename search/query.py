"""What somebody typed, understood: words, phrases, and what they do not want."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .analysis.stopwords import STOP_WORDS
from .analysis.tokens import stem, tokenize
from .request import MAX_TEXT, clean_text

#: More words than these are a pasted text; the first ones say what it is about.
MAX_WORDS = 30

_QUOTE = '"„“”«»‟'
_PART = re.compile(rf"(?P<minus>(?<!\S)-)?(?:[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}])")
_EXCLUDED = re.compile(r"(?<!\S)-(?=\w)(\S+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: its folded form and its stems, one a language without doubles."""

    word: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; `stems` in the order of `LANGUAGES`."""

    words: tuple[str, ...]

    def stems(self, language: str) -> tuple[str, ...]:
        return tuple(stem(word, language) for word in self.words)


LANGUAGES = ("de", "en")


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

    def take_quoted(match: re.Match) -> str:
        if phrase := _phrase(match["phrase"]):
            (excluded if match["minus"] else phrases).append(phrase)
        return " "

    def take_excluded(match: re.Match) -> str:
        if phrase := _phrase(match[1]):
            excluded.append(phrase)
        return " "

    rest = _EXCLUDED.sub(take_excluded, _PART.sub(take_quoted, text))
    words = list(dict.fromkeys(token.word for token in tokenize(rest)))
    meaningful = [word for word in words if word not in STOP_WORDS]
    if not meaningful and not phrases:
        meaningful = words
    return ParsedQuery(
        words=tuple(query_words(meaningful[:MAX_WORDS])),
        phrases=tuple(dict.fromkeys(phrases)),
        excluded=tuple(dict.fromkeys(excluded)),
    )


def query_words(words: Iterable[str]) -> Iterable[Word]:
    """Folded words with the stems that any language's documents hold for them.

    Two words with the same stems ("Schulung Schulungen") are one.
    """
    seen: set[tuple[str, ...]] = set()
    for word in words:
        stems = tuple(dict.fromkeys(stem(word, language) for language in LANGUAGES))
        if stems not in seen:
            seen.add(stems)
            yield Word(word, stems)


def _phrase(text: str) -> Phrase | None:
    words = tuple(token.word for token in tokenize(text))[:MAX_WORDS]
    return Phrase(words) if words else None
