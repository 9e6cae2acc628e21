"""The measurements of packages run, and judge; how quick and how large these are is no concern."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.bench.report import Report
from training.packages.reading.items import walk
from training.packages.reading.package import read_package

from .importing import CASES, digest, import_all
from .launching import note_packages, write
from .memory import ChildWatch, measured
from .packages import cases
from .portal_packages import PortalImporter

_SHORT = {"SCORM 1.2", "nested, SCORM 2004", "no manifest", "wrong checksum"}
_MEGABYTE = 1024 * 1024


@pytest.fixture
def importer(django_capture_on_commit_callbacks):
    class Importer(PortalImporter):
        """Does after each import what waits for the end of the test's transaction."""

        def take(self, path: Path):
            with django_capture_on_commit_callbacks(execute=True):
                return super().take(path)

    return Importer()


@pytest.mark.django_db
def test_packages_are_imported_and_judged(importer, tmp_path):
    written = write(tmp_path, files=3, megabytes=1)
    chosen = {file: case for file, case in written.items() if case.name in _SHORT}
    for file in written.keys() - chosen.keys():
        (tmp_path / CASES / file).unlink()

    found = import_all(tmp_path, importer, rounds=1)

    report = Report()
    note_packages(report, chosen, found, None)
    rows = {row.what: row for row in report.imports}
    assert [rows[what].ours for what in list(rows)[:4]] == [2, 4, 2, 2]
    assert [rows[what].met for what in list(rows)[:4]] == [True, None, True, True]
    assert rows["import, 3 files"].ours > 0
    assert rows["memory, any package"].ours >= rows["memory, 1 MB"].ours > 5
    console = Console(record=True, width=130)
    report.show(console)
    assert "correctly launchable" in console.export_text()


def test_what_is_otherwise_than_right_is_counted_and_named():
    said = {case.name: case for case in cases(bomb_megabytes=1)}
    right, bad = said["SCORM 1.2"], said["no manifest"]
    kept = _outcome(version="1.2", starts=[digest(right.starts[0])], files=2)
    refused = _outcome(is_refused=True)
    ours = {"a.zip": kept, "b.zip": refused}
    other = {"a.zip": kept | {"version": "2004"}, "b.zip": refused | {"files": 2}}
    report = Report()

    sides = [{"outcomes": outcomes, "seconds": {}} for outcomes in (ours, other)]
    note_packages(report, {"a.zip": right, "b.zip": bad}, *sides)

    assert [(row.ours, row.other) for row in report.imports[:4]] == [(1, 0), (1, 1), (1, 1), (1, 0)]
    assert report.notes[-1] == "Otherwise than is right, wagtail-lms: SCORM 1.2."


def _outcome(**said) -> dict:
    memory = {"before": 100.0, "grown": 1.0, "child": 0.0}
    return {"version": "", "starts": [], "is_refused": False, "files": 0} | memory | said


@pytest.mark.parametrize("case", tuple(cases(bomb_megabytes=1)), ids=lambda case: case.name)
def test_the_packages_are_what_they_are_said_to_be(case):
    report = read_package(BytesIO(case.data))

    assert report.is_launchable == case.is_launchable
    if case.is_launchable:
        assert report.version.partition(" ")[0] == case.version
        launched = [item["launch"] for item in walk(report.manifest["items"]) if item["launch"]]
        assert len(launched) == len(case.starts)


def test_memory_is_counted_in_this_process_and_in_the_program_it_starts():
    grown = measured(lambda: bytearray(b"x") * (40 * _MEGABYTE)).grown
    program = "import time; held = bytearray(b'x') * (60 << 20); time.sleep(0.3)"
    with ChildWatch("held = bytearray") as watch, ChildWatch("another program") as other:
        subprocess.run([sys.executable, "-c", program], check=True)

    assert 35 < grown < 80
    assert 60 < watch.highest < 120
    assert other.highest == 0
