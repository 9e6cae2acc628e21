"""Packages of our own making, in the shapes that authoring tools and attackers give theirs.

Each says what is to become of it: which SCORM it is and with which files its sections start, or
that it must be refused.
"""

import random
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from training.packages.demo import building

from .archives import archive, damaged, link
from .manifests import Section, embedding, laughing, leaning, manifest

_MEGABYTE = 1024 * 1024
_SMALL_FILE = 4096
#: At least so large is what a bomb unpacks to; less would do no harm.
_SMALLEST_BOMB = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An archive, and what is right: `version` is “1.2” or “2004”, empty for what is refused.

    `starts` are the contents of the files that the sections start with, in their order.
    """

    name: str
    data: bytes
    version: str = ""
    starts: tuple[bytes, ...] = ()

    @property
    def is_launchable(self) -> bool:
        return bool(self.version)


def cases(*, bomb_megabytes: int) -> Iterator[Case]:
    """All of them, the ones that must be launched first."""
    yield from _demo()
    yield from _launchable()
    yield from _refused(max(bomb_megabytes, _SMALLEST_BOMB))


def write_large(path: Path, *, files: int = 0, megabytes: int = 0) -> None:
    """A package of a section and so many pictures of 4 KB, and a film of so many megabytes."""
    noise = random.Random(7)
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("imsmanifest.xml", manifest("1.2", Section("start.html")))
        opened.writestr("start.html", _page("Groß"))
        for number in range(files):
            opened.writestr(
                f"bilder/{number % 20}/{number}.png",
                noise.randbytes(_SMALL_FILE),
                zipfile.ZIP_DEFLATED,
            )
        if megabytes:
            with opened.open("film.mp4", "w", force_zip64=True) as film:
                for _megabyte in range(megabytes):
                    film.write(noise.randbytes(_MEGABYTE))


def _demo() -> Iterator[Case]:
    for package in building.packages():
        data = building.build(package)
        with zipfile.ZipFile(BytesIO(data)) as opened:
            starts = tuple(opened.read(lesson.path) for lesson in package.lessons)
        yield Case(
            name=building.file_name(package), data=data, version=package.version, starts=starts
        )


def _launchable() -> Iterator[Case]:
    one = Section("start.html")
    for said, version in (
        ("1.2", "1.2"),
        ("CAM 1.3", "2004"),
        ("2004 3rd Edition", "2004"),
        ("2004 4th Edition", "2004"),
    ):
        yield _right(f"SCORM {said}", version, manifest(said, one), "start.html")
    yield _right("prefix", "1.2", manifest("1.2", one, prefix="imscp:"), "start.html")
    text = manifest("1.2", one, title="Grüße über alle Ämter", encoding="UTF-16")
    yield _right("UTF-16", "1.2", text.encode("utf-16"), "start.html")
    text = manifest("1.2", one, title="Grüße").encode("cp1252")
    yield _right("Windows-1252 called UTF-8", "1.2", text, "start.html")
    text = "\ufeff" + manifest("1.2", one)
    yield _right("byte order mark", "1.2", text.encode(), "start.html")
    yield _right("other capitals", "1.2", manifest("1.2", Section("Start.HTML")), "start.html")
    asked = Section("start.html?teil=1#anfang")
    yield _right("query and fragment", "1.2", manifest("1.2", asked), "start.html")
    yield _right("no schemaversion", "1.2", manifest("", one), "start.html")
    nested = (
        Section(title="Teil 1", inner=(Section("eins.html"), Section("zwei.html"))),
        Section("drei.html"),
    )
    for said, version in (("1.2", "1.2"), ("2004 4th Edition", "2004")):
        text = manifest(said, *nested)
        yield _right(
            f"nested, SCORM {version}", version, text, "eins.html", "zwei.html", "drei.html"
        )
    based = Section("start.html", base="inhalt/", parameters="?sprache=de&teil=1")
    yield _right("xml:base, parameters", "1.2", manifest("1.2", based), "inhalt/start.html")
    yield _right("in a folder", "1.2", manifest("1.2", one), "start.html", folder="Kurs 2026/")
    encoded = Section("Modul%201/Einf%C3%BChrung.html")
    yield _right("percent-encoded", "1.2", manifest("1.2", encoded), "Modul 1/Einführung.html")
    windows = manifest("1.2", Section("inhalt\\start.html"))
    yield _right("Windows' separators, manifest", "1.2", windows, "inhalt/start.html")
    yield _right("Windows' separators, archive", "1.2", windows, "inhalt\\start.html")
    text = manifest("1.2", one)
    yield _right("embedded manifest", "1.2", embedding(text), "start.html")
    yield _right("file of a dependency", "1.2", leaning(text), "start.html")
    several = manifest("1.2", Section("lang.html"), others=(Section("kurz.html"),))
    yield _right(
        "several organisations", "1.2", several, "lang.html", further={"kurz.html": "Kurz"}
    )


def _right(
    name: str,
    version: str,
    text: str | bytes,
    *starts: str,
    folder: str = "",
    further: Mapping[str, str] | None = None,
) -> Case:
    """`starts` are names in the archive, `further` the names and texts of other pages."""
    pages = {start: _page(f"{name}: {start}") for start in starts}
    others = {other: _page(text) for other, text in (further or {}).items()}
    contents = {"imsmanifest.xml": text, **others, **pages}
    data = archive({f"{folder}{path}": content for path, content in contents.items()})
    return Case(name=name, data=data, version=version, starts=tuple(pages.values()))


def _refused(bomb_megabytes: int) -> Iterator[Case]:
    text = manifest("1.2", Section("start.html"))
    page = _page("Start")
    whole = {"imsmanifest.xml": text, "start.html": page}
    contents = {
        "no manifest": {"start.html": page, "style.css": "p {}"},
        "no start file": {"imsmanifest.xml": text, "anfang.html": page},
        "path traversal": whole | {"../../../ausbruch.html": page},
        "absolute path": whole | {"/ausbruch.html": page},
        "zip bomb": whole | {"bild.bmp": bytes(bomb_megabytes * _MEGABYTE)},
        "broken XML": whole | {"imsmanifest.xml": text.replace("</organizations>", "")},
        "entities": whole | {"imsmanifest.xml": laughing(text)},
        "foreign start": whole
        | {"imsmanifest.xml": manifest("1.2", Section("https://kurse.example/start.html"))},
    }
    for name, files in contents.items():
        yield Case(name=name, data=archive(files))
    yield Case(name="link", data=archive(whole, link("geheim.txt", "/etc/passwd")))
    yield Case(name="cut off", data=archive(whole)[:-40])
    yield Case(name="wrong checksum", data=damaged(archive(whole), page))


def _page(text: str) -> bytes:
    page = f'<!doctype html><html lang="de"><title>{text}</title><p>{text}</p></html>\n'
    return page.encode()
