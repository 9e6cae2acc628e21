"""What a translated question must keep, so that it can be answered and graded as its original.

Which answers are right, and how many points they bring, is no text and stays the original's. The
words around it are a translator's, who sees one text at a time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import ngettext

from . import rules
from .blocks import QUESTION_KINDS
from .gaps import parse_gaps


def problems(
    blocks: Iterable[Mapping], texts: Mapping[str, str], path: str
) -> Iterator[tuple[str, str]]:
    """Path and sentence of each text that cannot stay as it is.

    `blocks` are the original's as they are stored, below `path`; `texts` the English ones by
    their paths. What is not translated yet is no problem of this kind.
    """
    for block in blocks:
        place, value = f"{path}.{block['id']}", block["value"]
        if block["type"] == "pool":
            yield from problems(value["questions"], texts, f"{place}.questions")
        elif block["type"] in QUESTION_KINDS:
            yield from _of_question(block["type"], value, texts, place)


def _of_question(
    kind: str, value: Mapping, texts: Mapping[str, str], place: str
) -> Iterator[tuple[str, str]]:
    if kind == "gap":
        yield from _gaps(value["text"], texts.get(f"{place}.text"), f"{place}.text")
    elif kind == "ordering":
        yield from _twice([f"{place}.items.{each['id']}" for each in value["items"]], texts)
    elif kind == "matching":
        yield from _pairs([f"{place}.pairs.{each['id']}" for each in value["pairs"]], texts)
    elif "choices" in value:
        yield from _twice(
            [f"{place}.choices.{each['id']}.text" for each in value["choices"]], texts
        )


def _gaps(german: str, english: str | None, path: str) -> Iterator[tuple[str, str]]:
    if english is None:
        return
    expected, found = len(parse_gaps(german).gaps), len(parse_gaps(english).gaps)
    if wrong := rules.gap({"text": english}):
        yield path, wrong["text"]
    elif found != expected:
        yield (
            path,
            ngettext(
                "Der deutsche Text hat eine Lücke, der englische %(found)d. Setzen Sie auch im "
                "Englischen das Wort, das fehlen soll, in doppelte eckige Klammern: [[word]].",
                "Der deutsche Text hat %(expected)d Lücken, der englische %(found)d. Setzen Sie "
                "auch im Englischen jedes Wort, das fehlen soll, in doppelte eckige Klammern: "
                "[[word]].",
                expected,
            )
            % {"expected": expected, "found": found},
        )


def _pairs(places: Sequence[str], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from _twice([f"{place}.left" for place in places], texts)
    rights = [f"{place}.right" for place in places]
    if all(path in texts for path in rights) and (
        sentence := rules.nothing_to_match(texts[path] for path in rights)
    ):
        yield rights[-1], sentence


def _twice(paths: Sequence[str], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The first text that says what one before it says."""
    said: list[str] = []
    for path in paths:
        if path in texts:
            said.append(texts[path])
            if sentence := rules.twice(said):
                yield path, sentence
                return
