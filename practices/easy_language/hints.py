"""What in a text is hard to read, by rules of Leichte Sprache that a machine can check.

The rules follow DIN SPEC 33429 and the Netzwerk Leichte Sprache: one statement a sentence, short
sentences, long words divided, no abbreviations and signs. They are hints: whether people
understand a text, only people can say.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

#: Words of a sentence, letters of a word that is not divided, hints that an editor still reads.
MAX_WORDS = 15
MAX_LETTERS = 14
MAX_HINTS = 20

_LINE_END = re.compile(r"<br\s*/?>|</(?:p|li|h\d)>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?:]) +")
_WORD = re.compile(r"[^\W\d_]+(?:[·‧*:-][^\W\d_]+)*")
_PART = re.compile(r"[·‧*:-]")
_ABBREVIATION = re.compile(
    r"\b(?:z\. ?B\.|d\. ?h\.|u\. ?a\.|usw\.|etc\.|bzw\.|ggf\.|ca\.|inkl\.|evtl\.|vgl\.)"
)
_UNENDING = re.compile(rf"{_ABBREVIATION.pattern}(?: (?![A-ZÄÖÜ]))?")
_SIGN = re.compile(r"[%&§/;()–]")


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in the text, and what would make it easier."""

    found: str
    advice: str


def hints(body) -> list[Hint]:
    """The first hints for the StreamField value of a text in Leichte Sprache."""
    found: list[Hint] = []
    for line in _lines(body):
        for hint in _hints_of_sentence(line):
            if hint not in found:
                found.append(hint)
            if len(found) == MAX_HINTS:
                return found
    return found


def _lines(body) -> Iterator[str]:
    for block in body or ():
        for text in _texts(block):
            for line in _LINE_END.split(text):
                plain = " ".join(unescape(strip_tags(line)).split())
                # An abbreviation's full stop ends no sentence, unless a capital follows.
                kept = _UNENDING.sub(lambda short: short[0].replace(" ", "\u00a0"), plain)
                yield from filter(None, _SENTENCE_END.split(kept))


def _texts(block) -> Iterable[str]:
    match block.block_type:
        case "word":
            return block.value["word"], block.value["meaning"]
        case "image":
            return (block.value["caption"],)
        case _:
            return (str(block.value),)


def _hints_of_sentence(sentence: str) -> Iterator[Hint]:
    words = _WORD.findall(sentence)
    if len(words) > MAX_WORDS:
        yield Hint(
            _short(sentence),
            _("Der Satz hat %(number)d Wörter. Machen Sie mehrere kurze Sätze daraus.")
            % {"number": len(words)},
        )
    elif sentence.count(",") > 1:
        yield Hint(_short(sentence), _("Der Satz ist verschachtelt. Eine Aussage je Satz reicht."))
    for word in words:
        if max(map(len, _PART.split(word))) > MAX_LETTERS:
            yield Hint(
                word,
                _("Ein langes Wort. Teilen Sie es mit Mediopunkt (·) oder Bindestrich."),
            )
    for short in _ABBREVIATION.findall(sentence.replace("\u00a0", " ")):
        yield Hint(short, _("Eine Abkürzung. Schreiben Sie das Wort aus."))
    for sign in dict.fromkeys(_SIGN.findall(sentence)):
        yield Hint(
            f"{sign}  {_short(sentence)}", _("Ein Sonderzeichen. Sagen Sie es mit einem Wort.")
        )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 90 else f"{sentence[:89].rstrip()}…"
