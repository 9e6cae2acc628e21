"""Whatever a file is, reading it ends in a report, in little memory."""

import io
import json
import subprocess
import sys
import zipfile

from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.packages.archives import zipped
from tests.training.packages.manifests import ITEM, manifest, package
from training.packages.reading.items import MAX_ITEMS, walk
from training.packages.reading.limits import KILOBYTE, LIMITS, MEGABYTE
from training.packages.reading.package import read_package

ITEMS = ITEM.replace(
    "</item>",
    "<adlcp:masteryscore>80</adlcp:masteryscore><imsss:sequencing>"
    '<imsss:controlMode flow="true"/><imsss:limitConditions attemptLimit="1"/>'
    "</imsss:sequencing></item>",
)
MANIFEST = manifest(version="2004 4th Edition", items=ITEMS)
H5P = {
    "h5p.json": json.dumps(
        {
            "mainLibrary": "H5P.A",
            "preloadedDependencies": [
                {"machineName": "H5P.A", "majorVersion": 1, "minorVersion": 0}
            ],
        }
    ),
    "content/content.json": '{"path": "x.png", "mime": "image/png"}',
    "H5P.A-1.0/library.json": '{"machineName": "H5P.A", "preloadedJs": [{"path": "a.js"}]}',
}
ARCHIVES = [package(MANIFEST).getvalue(), zipped(H5P).getvalue(), zipped(H5P, 0).getvalue()]
#: What has a meaning where it does not belong.
PIECES = [
    "<",
    ">",
    "&",
    '"',
    "]]>",
    "<!--",
    "<item>",
    "</item>",
    "\x00",
    "../",
    "#",
    "?",
    "9" * 5000,
    "\\u0000",
    "\\ud800",
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=8)),
    min_size=1,
    max_size=4,
)


def check(data: bytes) -> None:
    """The report can be kept by any database, and promises no file that is not there."""
    report = read_package(io.BytesIO(data))
    problems = [each.as_json() for each in report.problems]
    kept = json.dumps([report.title, report.manifest, problems], ensure_ascii=False)
    assert "\\u0000" not in kept
    kept.encode()
    assert report.is_launchable or all(
        problem.sentence and problem.remedy for problem in report.problems if problem.is_fatal
    )
    if report.is_launchable and report.kind == "scorm":
        launched = [item["file"] for item in walk(report.manifest["items"]) if item["launch"]]
        assert launched
        assert set(launched) <= set(report.files)


def changed(text: str, changes) -> str:
    for place, length, piece in changes:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    check(data)
    check(b"PK\x03\x04" + data)
    check(data + ARCHIVES[0][-22:])


@settings(max_examples=300)
@given(
    st.sampled_from(ARCHIVES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=6),
    st.floats(0.5, 1),
)
def test_archives_with_other_bytes(data, changes, share):
    mutated = bytearray(data)
    for place, piece in changes:
        start = int(place * (len(mutated) - len(piece)))
        mutated[start : start + len(piece)] = piece
    check(bytes(mutated if share > 0.75 else mutated[: int(share * len(mutated))]))


@settings(max_examples=300)
@given(CHANGES, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_manifests_with_other_texts(changes, encoding):
    text = changed(MANIFEST, changes)

    check(package(text.encode(encoding, "replace")).getvalue())


@settings(max_examples=200)
@given(st.sampled_from(sorted(H5P)), CHANGES)
def test_h5p_with_other_texts(name, changes):
    text = changed(H5P[name], changes)

    check(zipped(H5P | {name: text.encode("utf-8", "replace")}).getvalue())


class Sparse(io.FileIO):
    """A file that skips zeros instead of writing them."""

    def write(self, data):
        if bytes(data).count(0) < len(data):
            return super().write(data)
        self.seek(len(data), io.SEEK_CUR)
        return len(data)


def large_files(path) -> None:
    zeros = bytes(MEGABYTE)
    with Sparse(path, "w+") as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("a.html", "<p>a</p>")
        with archive.open("film.mp4", "w") as film:
            for _megabyte in range(200):
                film.write(zeros)


def many_files(path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", MANIFEST)
        archive.writestr("a.html", "<p>a</p>")
        for number in range(LIMITS.files - 2):
            archive.writestr(f"{'ordner/' * 20}{number}.html", "")


def long_manifest(path) -> None:
    resource = '<resource identifier="R%d" adlcp:scormtype="sco" href="a.html"/>'
    text = manifest(resources="".join(resource % number for number in range(50_000)))
    assert 3 * MEGABYTE < len(text) < LIMITS.document_size
    path.write_bytes(package(text).getvalue())


def long_content(path) -> None:
    text = json.dumps({"a": [{}] * (LIMITS.document_size // 4 - 10)})
    path.write_bytes(zipped(H5P | {"content/content.json": text}, 0).getvalue())


READ_ALL = """
import re, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from training.packages.reading.package import read_package
for path in sys.argv[1:]:
    print([problem.code for problem in read_package(path).problems])
# What `resource` tells begins with the size of the process that started this one.
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def test_memory_does_not_grow_with_the_package(tmp_path):
    paths = []
    for make in (large_files, many_files, long_manifest, long_content):
        paths.append(tmp_path / f"{make.__name__}.zip")
        make(paths[-1])

    *problems, peak = subprocess.run(
        [sys.executable, "-c", READ_ALL, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        cwd=django_settings.BASE_DIR,
    ).stdout.splitlines()

    assert problems[:3] == ["[]", "[]", "[]"]
    assert "media-missing" not in problems[3]
    # With interpreter and libraries, which have about 50 MB of it.
    assert int(peak) * KILOBYTE < 150 * MEGABYTE


def test_a_table_of_contents_has_an_end():
    items = [ITEM.replace("I1", f"I{number}") for number in range(MAX_ITEMS + 1)]

    report = read_package(package(manifest(items="".join(items))))

    assert [problem.code for problem in report.problems] == ["too-many-items"]
