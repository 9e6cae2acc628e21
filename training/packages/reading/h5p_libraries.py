"""The libraries of an H5P file: all that its content needs must be in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .jsonfiles import read_json, read_object
from .problems import Findings, RefusedPackageError
from .saying import said as _

#: The H5P core that h5p-standalone 3.8 brings along.
CORE_API = (1, 28)
DESCRIPTION = "library.json"

_REMEDY = _("Laden Sie den Inhalt im H5P-Werkzeug neu herunter.")
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
        if isinstance(entry, dict) and (library := library_of(entry)):
            yield library


def library_of(described: Mapping[str, object]) -> Library | None:
    """None where name or version are missing or are none."""
    name = described.get("machineName")
    versions = _numbers(described)
    if isinstance(name, str) and _MACHINE_NAME.fullmatch(name) and versions:
        return Library(name, *versions)
    return None


def _numbers(described: Mapping[str, object]) -> tuple[int, int] | None:
    """Major and minor version."""
    major = _number(described.get("majorVersion"))
    minor = _number(described.get("minorVersion"))
    return None if major is None or minor is None else (major, minor)


def _number(value: object) -> int | None:
    """Some tools write versions as texts."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


@dataclass(kw_only=True)
class Libraries:
    """The libraries that lie in an H5P file; `files` are all that are unpacked of it."""

    files: Mapping[str, int]
    read: Callable[[str], bytes]
    findings: Findings

    def check(self, needed: list[Library]) -> None:
        """Each library as H5P checks it, and whether all are there that are needed, over all steps.

        A library that nothing needs is checked too: H5P would install it.
        """
        folders: dict[str, list[str]] = {}
        for name in sorted(self.files):
            folder, slash, _rest = name.partition("/")
            if slash and folder != "content":
                folders.setdefault(folder, []).append(name)
        needs = {folder: self._needs_of(folder, names) for folder, names in folders.items()}
        # The player looks how one of them is named and takes all others to be named alike.
        versioned = any(library.folder(versioned=True) in folders for library in needed)
        seen: set[str] = set()
        waiting = list(needed)
        while waiting:
            library = waiting.pop()
            folder = library.folder(versioned=versioned)
            if folder not in seen:
                seen.add(folder)
                waiting += needs.get(folder, [])
                if folder not in folders:
                    self._missing(library, folder)

    def _needs_of(self, folder: str, names: list[str]) -> list[Library]:
        name = f"{folder}/{DESCRIPTION}"
        if name not in self.files:
            self.findings.fatal(
                "library-description",
                _("Im Ordner fehlt die Beschreibung der Bibliothek (library.json)."),
                str(_REMEDY),
                where=folder,
            )
            return []
        try:
            described = read_object(self.read, name)
            self._check_editor_files(folder, names)
        except RefusedPackageError as error:
            self.findings.add(error.problem)
            return []
        self._check_description(described, folder, name)
        self._check_core(described, name)
        self._check_loaded(described, folder, name)
        return list(dependencies_of(described))

    def _check_editor_files(self, folder: str, names: list[str]) -> None:
        """Files that only an editor reads must be JSON nevertheless."""
        for name in names:
            if name == f"{folder}/semantics.json" or (
                name.startswith(f"{folder}/language/") and name.endswith(".json")
            ):
                read_json(self.read, name)

    def _check_description(self, described: Mapping, folder: str, where: str) -> None:
        library = library_of(described)
        patch = _number(described.get("patchVersion"))
        if not library or patch is None or not _is_text(described.get("title")):
            self.findings.fatal(
                "library-description",
                _("Die Beschreibung der Bibliothek ist unvollständig."),
                str(_REMEDY),
                where=where,
            )
        elif folder not in {library.folder(versioned=True), library.folder(versioned=False)}:
            self.findings.fatal(
                "library-folder",
                _("Der Ordner heißt nicht wie seine Bibliothek (%(library)s).")
                % {"library": library},
                str(_REMEDY),
                where=folder,
            )

    def _check_core(self, described: Mapping, where: str) -> None:
        wanted = described.get("coreApi")
        version = _numbers(wanted) if isinstance(wanted, dict) else None
        if version and version > CORE_API:
            self.findings.fatal(
                "core-too-new",
                _("Die Bibliothek braucht H5P %(wanted)s; das Portal hat %(here)s.")
                % {"wanted": "{}.{}".format(*version), "here": "{}.{}".format(*CORE_API)},
                _("Exportieren Sie den Inhalt mit einer älteren Fassung des Inhaltstyps."),
                where=where,
            )

    def _check_loaded(self, described: Mapping, folder: str, where: str) -> None:
        """Scripts and styles that the player is going to load exist, inside the library."""
        for key in ("preloadedJs", "preloadedCss"):
            entries = described.get(key)
            for entry in entries if isinstance(entries, list) else ():
                path = entry.get("path") if isinstance(entry, dict) else None
                if not isinstance(path, str) or not self._has(folder, path):
                    self.findings.fatal(
                        "library-file-missing",
                        _("Die Bibliothek lädt eine Datei, die nicht in ihr liegt („%(path)s“).")
                        % {"path": str(path)[:80]},
                        str(_REMEDY),
                        where=where,
                    )

    def _has(self, folder: str, path: str) -> bool:
        return f"{folder}/{path.removeprefix('./')}" in self.files

    def _missing(self, library: Library, folder: str) -> None:
        self.findings.fatal(
            "library-missing",
            _("Die Bibliothek %(library)s fehlt in der Datei.") % {"library": library},
            _("Laden Sie den Inhalt im H5P-Werkzeug mit allen Bibliotheken herunter."),
            where=folder,
        )
