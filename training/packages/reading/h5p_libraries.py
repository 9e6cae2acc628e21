"""The libraries of an H5P file: all that its content needs must be in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .jsonfiles import read_object
from .problems import Findings, RefusedPackageError

#: The H5P core that h5p-standalone 3.8 brings along.
CORE_API = (1, 28)
DESCRIPTION = "library.json"

_MACHINE_NAME = re.compile(r"[\w.-]{1,255}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Library:
    """A library as something depends on it."""

    name: str
    major: int
    minor: int

    def __str__(self):
        return f"{self.name} {self.major}.{self.minor}"

    def folder(self, *, versioned: bool) -> str:
        return f"{self.name}-{self.major}.{self.minor}" if versioned else self.name


def dependencies_of(described: Mapping[str, object]) -> Iterator[Library]:
    """The well-formed entries of `preloadedDependencies`; others are no names of anything."""
    entries = described.get("preloadedDependencies")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            name = entry.get("machineName")
            versions = _numbers(entry)
            if isinstance(name, str) and _MACHINE_NAME.fullmatch(name) and versions:
                yield Library(name, *versions)


def _numbers(entry: Mapping[str, object]) -> tuple[int, int] | None:
    """Major and minor version, which some tools write as texts."""
    found = []
    for key in ("majorVersion", "minorVersion"):
        text = str(entry.get(key, ""))
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            return None
        found.append(int(text))
    return found[0], found[1]


def check_libraries(
    needed: list[Library],
    files: Mapping[str, int],
    read: Callable[[str], bytes],
    findings: Findings,
    *,
    versioned: bool,
) -> None:
    """Follows the dependencies of dependencies. `versioned`: how folders are named."""
    seen: set[str] = set()
    waiting = list(needed)
    while waiting:
        library = waiting.pop(0)
        folder = library.folder(versioned=versioned)
        if folder in seen:
            continue
        seen.add(folder)
        name = f"{folder}/{DESCRIPTION}"
        if name not in files:
            _missing(library, folder, findings)
            continue
        try:
            described = read_object(read, name)
        except RefusedPackageError as error:
            findings.add(error.problem)
            continue
        _check_core(library, described, name, findings)
        _check_loaded(described, folder, files, findings)
        waiting += dependencies_of(described)


def _missing(library: Library, folder: str, findings: Findings) -> None:
    findings.fatal(
        "library-missing",
        _("Die Bibliothek %(library)s fehlt in der Datei.") % {"library": library},
        _("Laden Sie den Inhalt im H5P-Werkzeug mit allen Bibliotheken herunter."),
        where=folder,
    )


def _check_core(library: Library, described: Mapping, where: str, findings: Findings) -> None:
    wanted = described.get("coreApi")
    version = _numbers(wanted) if isinstance(wanted, dict) else None
    if version and version > CORE_API:
        findings.fatal(
            "core-too-new",
            _("Die Bibliothek %(library)s braucht H5P %(wanted)s; das Portal hat %(here)s.")
            % {
                "library": library,
                "wanted": "{}.{}".format(*version),
                "here": "{}.{}".format(*CORE_API),
            },
            _("Exportieren Sie den Inhalt mit einer älteren Fassung des Inhaltstyps."),
            where=where,
        )


def _check_loaded(
    described: Mapping, folder: str, files: Mapping[str, int], findings: Findings
) -> None:
    """Scripts and styles that the player is going to load exist, inside the library."""
    for key in ("preloadedJs", "preloadedCss"):
        entries = described.get(key)
        for entry in entries if isinstance(entries, list) else ():
            path = entry.get("path") if isinstance(entry, dict) else None
            if not isinstance(path, str) or f"{folder}/{path.removeprefix('./')}" not in files:
                findings.fatal(
                    "library-file-missing",
                    _("Die Bibliothek lädt eine Datei, die nicht in ihr liegt („%(path)s“).")
                    % {"path": str(path)[:80]},
                    _("Laden Sie den Inhalt im H5P-Werkzeug neu herunter."),
                    where=f"{folder}/{DESCRIPTION}",
                )
