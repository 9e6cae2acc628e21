"""Words of an H5P content's own buttons and messages, where its author has left none.

A content keeps them as it was saved. What came into a library later, or what another tool than
H5P's editor left out, the library says in English; but it brings translations for the editor, and
the editor would have filled in these. What the author has written stays as it is.
"""

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

CONTENT = "content/content.json"
_UNSAID = frozenset({"", "und"})
#: The language of the interface around a content that does not say which it is in.
_HERE = "de"
#: Groups and contents within each other; no editor could show as many.
_DEEPEST = 60

Read = Callable[[str], bytes | None]


def content_with_words(read: Read, library: str) -> bytes:
    """`content.json` with what is missing; `library` is the main one, as "H5P.Blanks 1.14".

    `read` gives a file of the package, or None where there is none. The import has looked at
    all of them: they are JSON, of whatever shape.
    """
    params = _json(read(CONTENT))
    described = _json(read("h5p.json"))
    said = described.get("language") if isinstance(described, dict) else None
    language = said if isinstance(said, str) and said not in _UNSAID else _HERE
    if isinstance(params, dict):
        _Filling(read, language).fill(params, library)
    return json.dumps(params, ensure_ascii=False).encode()


class _Filling:
    def __init__(self, read: Read, language: str):
        self.read = read
        self.language = language
        self.known: dict[str, list[tuple[dict, dict]]] = {}

    def fill(self, params: dict, library: str, depth: int = 0) -> None:
        self._fields(params, self._described(library), False, depth)

    def _described(self, library: str) -> list[tuple[dict, dict]]:
        """Fields of a library with their translation; nothing where it brings none."""
        if library not in self.known:
            name, _space, version = library.partition(" ")
            found = (self._fields_of(folder) for folder in (f"{name}-{version}", name))
            self.known[library] = next(filter(None, found), [])
        return self.known[library]

    def _fields_of(self, folder: str) -> list[tuple[dict, dict]]:
        fields = _json(self.read(f"{folder}/semantics.json"))
        words = _json(self.read(f"{folder}/language/{self.language}.json"))
        return list(_paired(fields, words.get("semantics") if isinstance(words, dict) else None))

    def _fields(self, params: dict, fields: list, common: bool, depth: int) -> None:
        for field, words in fields:
            name = field.get("name")
            if isinstance(name, str):
                value = self._value(params.get(name), field, words, common, depth + 1)
                if value is not None:
                    params[name] = value

    def _value(self, value: Any, field: dict, words: dict, common: bool, depth: int) -> Any:
        """The value as it is kept, with what is missing in it; None where there is nothing."""
        if depth > _DEEPEST:
            return value
        common = common or field.get("common") is True
        kind = field.get("type")
        if kind == "text" and value is None:
            default = words.get("default")
            return default if common and isinstance(default, str) else None
        if kind == "group":
            inner = list(_paired(field.get("fields"), words.get("fields")))
            # A group of one field is kept as that field's value.
            if len(inner) == 1:
                return self._value(value, *inner[0], common, depth + 1)
            if value is None and common:
                self._fields(made := {}, inner, common, depth)
                return made or None
            if isinstance(value, dict):
                self._fields(value, inner, common, depth)
        elif kind == "list" and isinstance(value, list):
            for inner, inner_words in _paired([field.get("field")], [words.get("field")]):
                return [self._value(each, inner, inner_words, False, depth + 1) for each in value]
        elif kind == "library" and isinstance(value, dict):
            params, library = value.get("params"), value.get("library")
            if isinstance(params, dict) and isinstance(library, str):
                self.fill(params, library, depth)
        return value


def _paired(fields: Any, words: Any) -> Iterator[tuple[dict, dict]]:
    """Translations stand in the order of the fields, without their names."""
    fields, words = (each if isinstance(each, list) else [] for each in (fields, words))
    for field, said in zip_longest(fields, words[: len(fields)]):
        if isinstance(field, dict):
            yield field, said if isinstance(said, dict) else {}


def _json(text: bytes | None) -> Any:
    return None if text is None else json.loads(text.decode("utf-8-sig"))
