"""H5P files: content that somebody wrote, and the libraries that show it.

The rules are those of H5P's own core (`H5PValidator` in h5p-php-library).
"""

import re
from collections.abc import Callable, Iterator, Mapping

from .h5p_libraries import Libraries, Library, dependencies_of
from .jsonfiles import read_object
from .problems import Findings, refused, storable
from .report import Described
from .saying import said as _

CONTENT = "content/content.json"

#: H5P's own lists of what people may put into content, and libraries in addition.
_CONTENT_TYPES = {
    *("json", "csv", "txt", "md", "textile", "diff", "patch", "vtt", "webvtt"),
    *("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "gltf", "glb", "swf"),
    *("webm", "mp4", "ogg", "mp3", "m4a", "wav"),
    *("eot", "ttf", "woff", "woff2", "otf"),
    *("pdf", "rtf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
}
_LIBRARY_TYPES = _CONTENT_TYPES | {"js", "css", "svg", "xml"}
#: H5P unpacks nothing whose name or folder begins like this.
_HIDDEN = re.compile(r"(?:^|/)[._]")
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def unpacked_files(files: Mapping[str, int], main: str) -> dict[str, int]:
    """What of an H5P file is unpacked: its description, its content, its libraries."""
    return {
        name: size
        for name, size in files.items()
        if name == main or ("/" in name and not _HIDDEN.search(name))
    }


def read_h5p(
    read: Callable[[str], bytes], main: str, files: Mapping[str, int], findings: Findings
) -> Described:
    """`main` is h5p.json as the archive spells it. Raises `RefusedPackageError`."""
    described = read_object(read, main)
    unpacked = unpacked_files(files, main)
    _check_types(unpacked, findings)
    needed = list(dependencies_of(described))
    library = _main_library(described, needed, main)
    Libraries(files=unpacked, read=read, findings=findings).check(needed)
    _check_content(read, unpacked, findings)
    title = described.get("title")
    title = storable(" ".join(title.split())) if isinstance(title, str) else ""
    return Described(
        version=str(library),
        title=title,
        manifest={
            "version": str(library),
            "identifier": "",
            "title": title,
            "file": None,
            "items": [],
            "sequencing": None,
            "shared_data": [],
        },
    )


def _main_library(described: Mapping, needed: list[Library], main: str) -> Library:
    name = described.get("mainLibrary")
    found = next((library for library in needed if library.name == name), None)
    if not found:
        raise refused(
            "main-library",
            _("Die Datei nennt keinen Inhaltstyp (mainLibrary), der unter ihren Bibliotheken ist."),
            _("Laden Sie den Inhalt im H5P-Werkzeug neu herunter."),
            where=main,
        )
    return found


def _check_types(files: Mapping[str, int], findings: Findings) -> None:
    for name in files:
        folder, _slash, rest = name.lower().partition("/")
        if not rest:
            continue
        ending = rest.rpartition("/")[2].rpartition(".")[2] if "." in rest else ""
        if ending not in (_CONTENT_TYPES if folder == "content" else _LIBRARY_TYPES):
            findings.fatal(
                "file-type",
                _("Dateien dieser Art dürfen nicht in einem H5P-Inhalt liegen."),
                _("Laden Sie den Inhalt im H5P-Werkzeug neu herunter, ohne eigene Zusätze."),
                where=name,
            )


def _check_content(
    read: Callable[[str], bytes], files: Mapping[str, int], findings: Findings
) -> None:
    if CONTENT not in files:
        raise refused(
            "content-missing",
            _("In der Datei fehlt der Inhalt (content/content.json)."),
            _("Laden Sie im H5P-Werkzeug den Inhalt herunter, nicht nur seine Bibliotheken."),
        )
    for path in dict.fromkeys(_media(read_object(read, CONTENT))):
        if _FOREIGN.match(path):
            findings.note(
                "media-elsewhere",
                _("Der Inhalt lädt „%(path)s“ von einem anderen Server; das Portal verhindert es.")
                % {"path": path[:80]},
                _("Laden Sie die Datei im H5P-Werkzeug hoch, statt auf sie zu verweisen."),
                where=CONTENT,
            )
        elif f"content/{path.removesuffix('#tmp')}" not in files:
            findings.note(
                "media-missing",
                _("Der Inhalt zeigt „%(path)s“, das in der Datei fehlt.") % {"path": path[:80]},
                _("Ergänzen Sie es im H5P-Werkzeug und laden Sie den Inhalt neu herunter."),
                where=CONTENT,
            )


def _media(content: object) -> Iterator[str]:
    """Paths of images, sound and video, wherever they are nested."""
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(path := part.get("path"), str) and "mime" in part:
                yield path
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
