"""What the process that reads a package may take at most, as the operating system counts it."""

import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

from tests.training.packages.manifests import manifest
from training.packages.importing.limits import LIMITS, MEGABYTE

MOST = 150
#: Reads a package as the importer does, and prints how many bytes passed and both peaks in KB.
READ = """
import re, resource, sys
from pathlib import Path
from training.packages.importing.process import reading
with open(sys.argv[1], "rb") as archive, reading(archive) as contents:
    assert contents.report()["is_launchable"]
    passed = sum(len(piece) for _name, pieces in contents.files() for piece in pieces)
# Not `RUSAGE_SELF`: that counts what the process was before it became this program.
own = re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]
print(passed, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def large_file(archive: zipfile.ZipFile) -> None:
    with archive.open(zipfile.ZipInfo("film.mp4"), "w", force_zip64=True) as film:
        for _megabyte in range(200):
            film.write(bytes(MEGABYTE))


def many_files(archive: zipfile.ZipFile) -> None:
    for number in range(9000):
        archive.writestr(f"{'ordner/' * 10}{number:06d}{'x' * 150}.png", b"PNG")


@pytest.mark.parametrize(("fill", "least"), [(large_file, 200 * MEGABYTE), (many_files, 27_000)])
def test_neither_size_nor_number_of_files_matters(tmp_path, fill, least):
    path = tmp_path / "paket.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("a.html", "<p>a</p>")
        fill(archive)

    said = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    passed, own, child = map(int, said.split())
    assert passed >= least
    assert own < MOST * 1024 / 2
    assert child < MOST * 1024 / 2


def test_no_package_makes_it_take_more():
    assert LIMITS.memory < MOST * MEGABYTE
