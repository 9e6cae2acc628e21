"""SCORM archives from the files of this folder: the same bytes each time, on every machine."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.template import Context, Engine

from portal.demo.loading import read_files

from .content import Package, read

_HERE = Path(__file__).parent
CONTENT = _HERE / "content"
_PLAYER = _HERE / "player"

#: What all lessons of a package use: path in the archive → file of the player; the way to the
#: platform is the version's own.
_SHARED = {"gemeinsam/lesson.js": "lesson.js", "gemeinsam/style.css": "style.css"}
_PLATFORM = "gemeinsam/platform.js"
_VERSIONS = {
    "1.2": ("manifest12.xml", "scorm12.js"),
    "2004": ("manifest2004.xml", "scorm2004.js"),
}
#: The earliest moment that an archive can name.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


def packages() -> Iterator[Package]:
    """The demo packages, by name."""
    for slug, data in read_files(CONTENT):
        yield read(slug, data, shared=(*_SHARED, _PLATFORM))


def file_name(package: Package) -> str:
    return f"{package.identifier}-scorm-{package.version}.zip"


def build(package: Package) -> bytes:
    """The package as an archive, its manifest first."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for path, text in _files(package):
            entry = zipfile.ZipInfo(path, date_time=_MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            # Compressed bytes differ from one zlib to the next; the files are small.
            entry.compress_type = zipfile.ZIP_STORED
            opened.writestr(entry, text)
    return archive.getvalue()


def _files(package: Package) -> Iterator[tuple[str, str]]:
    manifest, platform = _VERSIONS[package.version]
    engine = Engine(dirs=[str(_PLAYER)])
    yield "imsmanifest.xml", _rendered(engine, manifest, {"package": package})
    for lesson in package.lessons:
        yield (
            lesson.path,
            _rendered(engine, "lesson.html", {"package": package, "lesson": lesson}),
        )
    for path, source in (*_SHARED.items(), (_PLATFORM, platform)):
        yield path, (_PLAYER / source).read_text(encoding="utf-8")


def _rendered(engine: Engine, template: str, values: dict[str, object]) -> str:
    """Without the empty lines that template tags leave behind."""
    text = engine.get_template(template).render(Context(values))
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"
