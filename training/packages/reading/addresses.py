"""From what a manifest calls a file to the file that is really in the archive."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

#: One letter before a colon is a drive, not a scheme.
_FOREIGN = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
_DRIVE = re.compile(r"\s*[a-z]:", re.IGNORECASE)
_IN_QUERY = "%!$&'()*+,;=:@/?-._~[]"


class Files:
    """The names in an archive, found again though the manifest writes them a little differently."""

    def __init__(self, files: Mapping[str, int]):
        self._names = files
        self._similar: dict[str, str] = {}
        for name in files:
            self._similar.setdefault(_fold(name), name)

    def find(self, path: str) -> str | None:
        """The name in the archive; None when nothing there resembles it."""
        if path in self._names:
            return path
        return self._similar.get(_fold(path))


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True, slots=True)
class Target:
    """Where an item starts: `file` in the archive, `launch` relative to the manifest.

    `is_exact` is False where the manifest spells the name otherwise than the archive.
    """

    file: str
    launch: str
    is_exact: bool


def is_foreign(href: str, bases: Iterable[str] = ()) -> bool:
    """Whether an address leads out of the package, to a server or to somebody's own drive."""
    if _FOREIGN.match(href) or _DRIVE.match(href):
        return True
    return any(_FOREIGN.match(base) for base in bases)


def locate(
    files: Files, href: str, bases: Iterable[str] = (), parameters: str = ""
) -> Target | None:
    """The file that `href` means, below the `xml:base` of what is around it, outermost first.

    None when the archive has no such file. `parameters` are put behind as SCORM's Content
    Aggregation Model says (section 3.4.1.9, “parameters”).
    """
    for candidate, tail in _candidates(href.strip(), tuple(bases)):
        if found := files.find(candidate):
            launch = quote(found) + _with_parameters(tail, parameters)
            return Target(found, launch, found == candidate)
    return None


def _split(href: str) -> tuple[str, str]:
    """The path, and query and fragment with their marks."""
    found = re.search(r"[?#]", href)
    return (href[: found.start()], href[found.start() :]) if found else (href, "")


def _candidates(href: str, bases: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What the name may be, likeliest first, each with the query and fragment behind it.

    A base without a slash at its end is a file by RFC 3986, but tools mean a folder. Names
    may be percent-encoded or not, and have marks that an address gives another meaning.
    """
    path, tail = _split(href)
    folder = posixpath.join("", *map(_as_folder, bases))
    strict = posixpath.join("", *(_as_folder(base.rpartition("/")[0]) for base in bases))
    for base in dict.fromkeys((folder, strict, "")):
        for name, rest in ((unquote(path), tail), (path, tail), (href, "")):
            joined = posixpath.join(base, name.replace("\\", "/").lstrip("/"))
            clean = posixpath.normpath(joined)
            if clean != "." and not clean.startswith("../"):
                yield clean, rest


def _as_folder(base: str) -> str:
    base = unquote(base.strip().replace("\\", "/")).lstrip("/")
    return f"{base.rstrip('/')}/" if base else ""


def _with_parameters(tail: str, parameters: str) -> str:
    query, _hash, fragment = tail.partition("#")
    parameters = parameters.strip().lstrip("?&")
    if parameters.startswith("#"):
        fragment = fragment or parameters[1:]
    elif parameters:
        added, _hash, added_fragment = parameters.partition("#")
        query = f"{query}&{added}" if query.startswith("?") else f"?{added}"
        fragment = fragment or added_fragment
    query = quote(query, safe=_IN_QUERY)
    return f"{query}#{quote(fragment, safe=_IN_QUERY)}" if fragment else query
