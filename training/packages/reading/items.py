"""The items of an organisation: the table of contents, with what each of them launches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .addresses import Files, is_foreign, locate
from .document import Node
from .problems import Findings, refused
from .resources import Resource
from .runtime import runtime_of
from .sequencing import Sequencing
from .values import truth
from .versions import V12

_IN_SCRIPT = re.compile(r"[^&|~=<>(){},*\s\"]+")


#: A longer table of contents is no course; the largest ones have some hundreds.
MAX_ITEMS = 2_000


@dataclass(kw_only=True)
class Items:
    """Reads the items of one organisation. `where` is the manifest's name."""

    version: str
    resources: dict[str, Resource]
    files: Files
    sequencing: Sequencing
    findings: Findings
    where: str

    def __post_init__(self):
        self._identifiers: set[str] = set()

    def read(self, organization: Node) -> list[dict[str, object]]:
        items = [self._item(node) for node in organization.all("item")]
        if self.version == V12:
            for item in walk(items):
                self._check_prerequisites(item)
        return items

    def alone(self, resource: Resource, title: str) -> dict[str, object]:
        """An item for a resource that no organisation mentions."""
        node = Node("item", {"identifier": resource.identifier or "item-1"}, resource.line)
        return self._described(node, node.get("identifier"), title, resource, [])

    def _item(self, node: Node) -> dict[str, object]:
        identifier = self._identifier(node)
        place = self._place(node, identifier)
        children = [self._item(child) for child in node.all("item")]
        title = node.text_of("title")
        if not title:
            title = _("Abschnitt %(number)d") % {"number": len(self._identifiers)}
            self.findings.note(
                "title-missing",
                _("Ein Abschnitt hat keinen Titel."),
                _("Geben Sie ihm im Autorenwerkzeug einen Titel."),
                where=place,
            )
        return self._described(
            node, identifier, title, self._resource(node, place, children), children
        )

    def _described(
        self, node: Node, identifier: str, title: str, resource: Resource | None, children: list
    ) -> dict[str, object]:
        place = self._place(node, identifier)
        target = self._target(node, resource, place) if resource else None
        sequencing = (
            None
            if self.version == V12
            else self.sequencing.of(node, identifier, has_children=bool(children))
        )
        return {
            "identifier": identifier,
            "title": title,
            "visible": truth(node.get("isvisible")) is not False,
            "launch": target.launch if target else None,
            "file": target.file if target else None,
            "scorm_type": resource.kind if resource and target else None,
            **runtime_of(node, identifier, self.version, sequencing, self.findings, place),
            "sequencing": sequencing,
            "items": children,
        }

    def _identifier(self, node: Node) -> str:
        """Unique in the organisation: it is what the learners' progress is kept by."""
        if len(self._identifiers) >= MAX_ITEMS:
            raise refused(
                "too-many-items",
                _("Der Kurs hat mehr als %(limit)d Abschnitte.") % {"limit": MAX_ITEMS},
                _("Teilen Sie ihn im Autorenwerkzeug auf mehrere Pakete auf."),
                where=self.where,
            )
        said = node.get("identifier")
        base = said or f"item-{len(self._identifiers) + 1}"
        identifier, number = base, 1
        while identifier in self._identifiers:
            number += 1
            identifier = f"{base}-{number}"
        self._identifiers.add(identifier)
        if identifier != said:
            self.findings.note(
                "item-identifier",
                _("Ein Abschnitt hat keine eigene Kennung; er bekommt „%(identifier)s“.")
                % {"identifier": identifier[:80]},
                _("Exportieren Sie das Paket neu, sonst wechselt die Kennung mit der Reihenfolge."),
                where=self._place(node, said),
            )
        return identifier

    def _resource(self, node: Node, place: str, children: list) -> Resource | None:
        reference = node.get("identifierref")
        if not reference:
            return None
        resource = self.resources.get(reference)
        if resource and resource.href:
            return resource
        report = self.findings.note if children else self.findings.fatal
        if resource:
            report(
                "resource-without-href",
                _("Der Abschnitt verweist auf „%(reference)s“, das keine Startdatei nennt (href).")
                % {"reference": reference[:80]},
                _("Bestimmen Sie im Autorenwerkzeug eine Startdatei und exportieren Sie neu."),
                where=place,
            )
        else:
            report(
                "resource-missing",
                _("Der Abschnitt verweist auf „%(reference)s“, das im Manifest fehlt.")
                % {"reference": reference[:80]},
                _("Exportieren Sie das Paket neu, oder entfernen Sie den Abschnitt."),
                where=place,
            )
        return None

    def _target(self, node: Node, resource: Resource, place: str):
        if is_foreign(resource.href, resource.bases):
            self.findings.fatal(
                "foreign-address",
                _("Der Abschnitt startet außerhalb des Pakets („%(href)s“).")
                % {"href": resource.href[:80]},
                _("Exportieren Sie den Kurs so, dass alle Dateien im Paket liegen."),
                where=place,
            )
            return None
        target = locate(self.files, resource.href, resource.bases, node.get("parameters"))
        if not target:
            self.findings.fatal(
                "file-missing",
                _("Die Startdatei „%(href)s“ fehlt im Paket.") % {"href": resource.href[:80]},
                _("Prüfen Sie im Autorenwerkzeug den Dateinamen und exportieren Sie neu."),
                where=place,
            )
        elif target.file.lower().endswith(".swf"):
            self.findings.fatal(
                "flash",
                _("Der Abschnitt ist ein Flash-Film; kein Browser spielt ihn mehr ab."),
                _("Exportieren Sie den Kurs als HTML5."),
                where=place,
            )
        elif not target.is_exact:
            self.findings.note(
                "name-differs",
                _("Das Manifest nennt „%(href)s“, die Datei heißt „%(file)s“.")
                % {"href": resource.href[:80], "file": target.file[-80:]},
                _("Prüfen Sie in der Vorschau, ob auch Bilder und Skripte gefunden werden."),
                where=place,
            )
        return target

    def _check_prerequisites(self, item: dict) -> None:
        unknown = [
            name
            for name in _IN_SCRIPT.findall(item["prerequisites"])
            if name not in self._identifiers and not name.isdigit() and not _is_status(name)
        ]
        if unknown:
            self.findings.note(
                "prerequisites",
                _("Die Voraussetzung „%(name)s“ ist kein Abschnitt dieses Kurses.")
                % {"name": unknown[0][:80]},
                _("Prüfen Sie im Autorenwerkzeug die Voraussetzungen."),
                where=f"{self.where} ({item['identifier']})",
            )

    def _place(self, node: Node, identifier: str) -> str:
        place = _("%(file)s, Zeile %(line)d") % {"file": self.where, "line": node.line}
        return f"{place} ({identifier})" if identifier else place


def _is_status(name: str) -> bool:
    """What a prerequisite may compare with; AICC allows the first letters alone."""
    statuses = ("passed", "completed", "browsed", "failed", "not attempted", "incomplete")
    return any(status.startswith(name.lower()) for status in statuses) or name == "attempted"


def walk(items: list[dict]) -> Iterator[dict]:
    """All items, each before those below it."""
    for item in items:
        yield item
        yield from walk(item["items"])
