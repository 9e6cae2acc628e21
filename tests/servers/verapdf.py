"""veraPDF: whether a file keeps what PDF/UA-1 (ISO 14289-1) demands and a machine can check."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from . import distribution, maven
from .processes import ServerUnavailableError

VERSION = "1.28.2"
#: One archive with all that it needs.
_ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}:jar"
_SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_INSTEAD = "oder lassen Sie diese Prüfung aus."
_SECONDS = 120


def problems_of(pdf: bytes, folder: Path) -> list[str]:
    """What of PDF/UA-1 the file does not keep: clause, rule, and where; empty if it keeps all.

    `folder` is for a copy of it. A few seconds, most of them Java's. Raises
    `ServerUnavailableError` where veraPDF cannot be fetched or there is no Java.
    """
    java = shutil.which("java")
    if java is None:
        raise ServerUnavailableError(
            "Java fehlt: Installieren Sie es, unter Debian mit apt install "
            f"default-jre-headless, {_INSTEAD}"
        )
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-cp", _archive(), _MAIN, "--flavour", "ua1", file],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    report = ET.fromstring(done.stdout).find(".//validationReport")
    if report is None:
        raise RuntimeError(f"{done.stdout}{done.stderr}")
    if report.get("isCompliant") == "true":
        return []
    return [
        f"{rule.get('clause')}-{rule.get('testNumber')} {rule.findtext('description')} "
        f"({rule.get('failedChecks')} times, first {rule.findtext('check/context')})"
        for rule in report.iter("rule")
        if rule.get("status") == "failed"
    ]


def _archive() -> Path:
    """The program; the first call fetches it, others wait for that meanwhile."""
    ready = distribution.cache() / f"verapdf-{VERSION}.jar"
    if not ready.exists():
        distribution.cache().mkdir(parents=True, exist_ok=True)
        with maven.only_one(distribution.cache() / "verapdf.lock"):
            if not ready.exists():
                _fetch(ready)
    return ready


def _fetch(ready: Path) -> None:
    work = distribution.cache() / "fetching-verapdf"
    shutil.rmtree(work, ignore_errors=True)  # of a process that was killed
    try:
        maven.download(
            _ARTIFACT,
            work / "maven",
            sha256=_SHA256,
            name=f"veraPDF {VERSION} (einmal, etwa 10 MB)",
            instead=_INSTEAD,
        ).rename(ready)
    finally:
        shutil.rmtree(work, ignore_errors=True)
