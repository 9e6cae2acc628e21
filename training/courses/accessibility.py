"""What in a lesson shuts people out, said so that its author can mend it.

The check reads raw blocks, so that it costs nothing where it is asked for every lesson.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from django.utils.translation import gettext as _

from training.packages.selectors import BLOCK_TYPES, newest_ready_versions, packages_in

_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h([3-6])\b", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
#: Says nothing to somebody who reads links one after another.
_EMPTY_LINKS = frozenset(
    {"hier", "hier klicken", "klicken sie hier", "link", "mehr", "weiter", "weiterlesen", "here"}
)
#: Says nothing to somebody who hears the names of what is on a page.
_EMPTY_NAMES = frozenset(
    {"", "scorm", "scorm-paket", "h5p", "h5p-inhalt", "paket", "lernpaket", "inhalt", "übung"}
)


def refusals(course) -> list[str]:
    """Sentences about the lessons as they are about to be published; one query, one for all
    packages, and one for each lesson with unpublished changes."""
    from .lessons import lessons_of

    sentences, packages = [], {}
    for lesson in lessons_of(course):
        if lesson.live or lesson.first_published_at is None:
            newest = lesson.get_latest_revision_as_object()
            body = newest.body.get_prep_value()
            sentences += problems_of(newest.title, body)
            packages.setdefault(newest.title, []).extend(packages_in(body))
    return sentences + _without_package(packages)


def _without_package(packages: Mapping[str, list[int]]) -> list[str]:
    """Lesson → its packages: those that nobody could see."""
    ready = newest_ready_versions(pk for pks in packages.values() for pk in pks)
    return [
        _(
            "Lektion „%(lesson)s“: Ein Lernpaket ist nicht mehr da oder noch nicht fertig "
            "eingelesen. Sehen Sie unter „Lernpakete“ nach, oder nehmen Sie es heraus."
        )
        % {"lesson": title}
        for title, pks in packages.items()
        if not set(pks) <= ready.keys()
    ]


def problems_of(title: str, body: Iterable[Mapping]) -> list[str]:
    """The problems of a lesson in the order of its blocks; no queries."""
    return [problem % {"lesson": title} for block in body for problem in _problems(block)]


def _problems(block: Mapping) -> Iterator[str]:
    value = block["value"]
    if block["type"] in {"video", "audio"}:
        yield from _recording(block["type"], value)
    elif block["type"] in BLOCK_TYPES:
        yield from _package(value)
    for html in _rich_texts(value):
        yield from _text(html)


def _recording(kind: str, value: Mapping) -> Iterator[str]:
    name = value.get("title", "").replace("%", "%%")
    if kind == "video" and value.get("document") and not value.get("captions"):
        yield _(
            "Lektion „%(lesson)s“: Dem Video „{name}“ fehlen Untertitel. Bitte laden Sie eine "
            "Datei im Format WebVTT hoch."
        ).replace("{name}", name)
    if not _TAG.sub("", value.get("transcript") or "").strip():
        yield _(
            "Lektion „%(lesson)s“: Zu „{name}“ fehlt die Textfassung. Schreiben Sie auf, was "
            "gesagt wird und wichtig zu sehen ist."
        ).replace("{name}", name)


def _package(value: Mapping) -> Iterator[str]:
    """The title is the frame's name: who does not see it knows by that alone what is inside."""
    name = " ".join(value.get("title", "").split())
    if name.casefold() in _EMPTY_NAMES:
        yield _(
            "Lektion „%(lesson)s“: Der Titel „{name}“ sagt nicht, worum es in dem Lernpaket geht."
        ).replace("{name}", name.replace("%", "%%"))


def _text(html: str) -> Iterator[str]:
    level = 2
    for found in _HEADING.finditer(html):
        if int(found[1]) > level + 1:
            yield _(
                "Lektion „%(lesson)s“: Eine Überschrift überspringt eine Ebene. Beginnen Sie mit "
                "„Überschrift 3“."
            )
        level = int(found[1])
    for found in _LINK.finditer(html):
        words = " ".join(unescape(_TAG.sub("", found[1])).split())
        if words.casefold().rstrip(".:!") in _EMPTY_LINKS or not words:
            yield _(
                "Lektion „%(lesson)s“: Der Verweis „{words}“ sagt nicht, wohin er führt. Nennen "
                "Sie das Ziel."
            ).replace("{words}", words.replace("%", "%%"))


def _rich_texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _rich_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _rich_texts(part)
