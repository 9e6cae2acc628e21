"""Marks what matched, for every engine alike."""

from collections.abc import Collection
from html import escape
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from .tokens import Token, tokens_with_stem

#: The length of an excerpt, in characters: two to three lines of a result.
EXCERPT = 240
#: Where a word stands everywhere, its first places are as good as any.
MAX_MATCHES = 200
_ELLIPSIS = "…"


def highlight(text: str, terms: Collection[str], language: str = "de") -> SafeString:
    """The whole text as HTML, with `<mark>` around every word whose stem is among the terms."""
    return _marked(text, 0, len(text), _matches(text, terms, language))


def excerpt(
    texts: Collection[str], terms: Collection[str], language: str = "de", *, length: int = EXCERPT
) -> SafeString:
    """The part of the texts that shows the most different terms, as HTML with `<mark>`.

    The first text (the summary) wins over later ones (the body) unless these show more; without
    any match it is the beginning of the first text that is not empty.
    """
    best_text, best_start, best_count, best_matches = "", 0, -1, []
    for text in filter(None, texts):
        # A text that cannot show more terms than the best one so far is not looked at closely.
        matches = _matches(text, terms, language, least=best_count + 1)[:MAX_MATCHES]
        start, count = _densest(matches, length)
        if count > best_count:
            best_text, best_start, best_count, best_matches = text, start, count, matches
    return _cut(best_text, best_start, length, best_matches)


def _matches(text: str, terms: Collection[str], language: str, *, least: int = 1) -> list[Token]:
    wanted = frozenset(terms)
    if len(wanted) < max(1, least):
        return []
    return tokens_with_stem(text, wanted, language, least=least)


def _densest(matches: list[Token], length: int) -> tuple[int, int]:
    """Where the window with the most different stems starts, and how many it shows."""
    best_start, best_count = 0, 0
    for index, first in enumerate(matches):
        shown = set()
        for token in islice(matches, index, None):
            if token.end > first.start + length:
                break
            shown.add(token.stem)
        if len(shown) > best_count:
            best_start, best_count = first.start, len(shown)
    return best_start, best_count


def _cut(text: str, start: int, length: int, matches: list[Token]) -> SafeString:
    """A piece of about `length` characters around `start`, between whole words."""
    if len(text) <= length:
        return _marked(text, 0, len(text), matches)
    # Some words before the match show what it belongs to.
    start = max(0, min(start - length // 4, len(text) - length))
    if start:
        space = text.find(" ", start)
        start = space + 1 if 0 <= space - start < 40 else start
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start + length // 2 else end
    before = _ELLIPSIS + " " if start else ""
    after = " " + _ELLIPSIS if end < len(text) else ""
    return mark_safe(before + _marked(text, start, end, matches) + after)


def _marked(text: str, start: int, end: int, matches: list[Token]) -> SafeString:
    pieces: list[str] = []
    position = start
    for token in matches:
        if token.start < position or token.end > end:
            continue
        pieces.append(escape(text[position : token.start]))
        pieces.append(f"<mark>{escape(text[token.start : token.end])}</mark>")
        position = token.end
    pieces.append(escape(text[position:end]))
    return mark_safe("".join(pieces))
