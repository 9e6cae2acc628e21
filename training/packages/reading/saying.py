"""Sentences that are read by somebody else than who wrote them down, perhaps in another language.

A package is read once, by a process without anybody's language, and its problems are kept. So a
sentence stays what the catalogue of translations knows it by, and gets its language when shown.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

#: Names in what is kept: the text as the source has it, its plural and number, what goes into it.
_ID, _PLURAL, _NUMBER, _WITH = "id", "plural", "number", "with"


class Said(str):
    """A sentence in German, which knows how to be said otherwise.

    `%` with names fills it in like any text. What is put together in another way is plain German.
    """

    __slots__ = ("_id", "_number", "_plural", "_values")

    def __new__(cls, text: str, plural: str = "", number: int = 0, values: Mapping | None = None):
        german = plural if plural and number != 1 else text
        said = super().__new__(cls, german if values is None else str.__mod__(german, values))
        said._id, said._plural, said._number, said._values = text, plural, number, values
        return said

    def __mod__(self, values: Mapping) -> "Said":
        return Said(self._id, self._plural, self._number, values)

    def __str__(self):
        return self

    def with_values(self, clean: Callable[[str], str]) -> "Said":
        """The same with all foreign text in it cleaned."""
        if self._values is None:
            return self
        cleaned = {
            name: clean(value) if isinstance(value, str) and not isinstance(value, Said) else value
            for name, value in self._values.items()
        }
        return self % cleaned

    def as_json(self) -> dict[str, object]:
        kept: dict[str, object] = {_ID: self._id}
        if self._plural:
            kept |= {_PLURAL: self._plural, _NUMBER: self._number}
        if self._values is not None:
            kept[_WITH] = {
                name: value.as_json() if isinstance(value, Said) else value
                for name, value in self._values.items()
            }
        return kept


def said(text: str) -> Said:
    """In place of `gettext`, as `_`: so the catalogue finds the text."""
    return Said(text)


def said_many(text: str, plural: str, number: int) -> Said:
    """In place of `ngettext`."""
    return Said(text, plural, number)


def in_words(kept: Mapping[str, object] | str) -> str:
    """A sentence in the language of whoever reads it; from `Said.as_json`, or `Said` itself."""
    if isinstance(kept, Said):
        kept = kept.as_json()
    if not isinstance(kept, Mapping):
        return str(kept)
    text = kept[_ID]
    text = ngettext(text, kept[_PLURAL], kept[_NUMBER]) if _PLURAL in kept else gettext(text)
    if _WITH not in kept:
        return text
    return text % {
        name: in_words(value) if isinstance(value, Mapping) else value
        for name, value in kept[_WITH].items()
    }
