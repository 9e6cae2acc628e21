"""Which SCORM a manifest is of: what it says, or what it looks like."""

import re

from .document import Document
from .problems import Findings
from .saying import said as _

V12 = "1.2"
V2004_2 = "2004 2nd Edition"
V2004_3 = "2004 3rd Edition"
V2004_4 = "2004 4th Edition"

_EDITIONS = {"1": V2004_2, "2": V2004_2, "3": V2004_3, "4": V2004_4}
_2004 = re.compile(r"2004\s*(\d)?")


def version_of(document: Document, findings: Findings, where: str) -> str:
    """One of the four versions; what is not said or not known is told from the elements."""
    said = document.root.text_of("metadata", "schemaversion")
    if version := _named(said):
        return version
    guessed = _guessed(document)
    findings.note(
        "version-missing" if not said else "version-unknown",
        _("Das Manifest nennt keine Fassung von SCORM (schemaversion); gelesen als %(version)s.")
        % {"version": guessed}
        if not said
        else _("Die Fassung „%(said)s“ (schemaversion) gibt es nicht; gelesen als %(version)s.")
        % {"said": said[:40], "version": guessed},
        _("Wählen Sie beim Export SCORM 1.2 oder SCORM 2004 und prüfen Sie den Kurs hier."),
        where=where,
    )
    return guessed


def _named(said: str) -> str:
    text = said.lower().removeprefix("scorm").strip()
    if found := _2004.search(text):
        return _EDITIONS.get(found[1] or "3", V2004_3)
    if text in {"1.2", "1.1", "1.2.0"}:
        # 1.1 has the elements of 1.2.
        return V12
    if text in {"cam 1.3", "1.3"}:
        return V2004_2
    return ""


def _guessed(document: Document) -> str:
    names = " ".join(document.namespaces).lower()
    found = {node.name for node in document.root.walk()}
    if "adlcp_rootv1p2" in names or found & {"masteryscore", "prerequisites", "maxtimeallowed"}:
        return V12
    if any(
        node.name == "completionthreshold" and node.get("completedbymeasure")
        for node in document.root.walk()
    ):
        return V2004_4
    if "adlcp_v1p3" in names or "imsss" in names or "sequencing" in found:
        return V2004_3
    return V12
