"""Pieces of text, gathered until there is enough, and put in order."""

import re
import unicodedata

from .limits import MAX_TEXT

# A word that the end of a line has cut: "Personal-" + "auswahl", but not "Ein-" + "und Ausstieg".
_CUT_WORD = re.compile(r"(?<=[a-zäöüß])[-‐]\n(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie)\b)")
# Signs without a width: they would split words that look whole.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Control characters, and halves of a surrogate pair, which no database keeps.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class EnoughError(Exception):
    """More text is not wanted; what has been gathered counts."""


class Text:
    """Gathers a file's text; stops whoever writes into it when there is enough."""

    #: Blanks and control characters are dropped in the end, so a bit more is taken.
    _TAKEN = MAX_TEXT + MAX_TEXT // 2

    def __init__(self):
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        self._pieces.append(piece[: self._TAKEN - self._length + 1])
        self._length += len(self._pieces[-1])
        if self._length > self._TAKEN:
            raise EnoughError

    def end_line(self) -> None:
        self.add("\n")

    def __bool__(self) -> bool:
        return any(piece.strip() for piece in self._pieces)

    def finished(self) -> tuple[str, bool]:
        """The text in lines without superfluous blanks, and whether its end was cut off."""
        text = tidy("".join(self._pieces))
        if len(text) <= MAX_TEXT:
            return text, self._length > self._TAKEN
        end = max(text.rfind(" ", 0, MAX_TEXT), text.rfind("\n", 0, MAX_TEXT))
        return text[: end if end > MAX_TEXT // 2 else MAX_TEXT], True


def tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", text))
    text = _CUT_WORD.sub("", text)
    lines = (" ".join(line.split()).strip("| ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))
