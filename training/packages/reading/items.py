"""The items of an organisation: the table of contents, with what each of them launches."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .addresses import Files
from .document import Node
from .limits import MEGABYTE
from .organizations import default_organization
from .problems import Findings, refused
from .resources import Resource, only_launchable
from .runtime import runtime_of
from .saying import said as _
from .scopes import Scope
from .starting import target_of
from .values import truth
from .versions import V12

_IN_SCRIPT = re.compile(r"[^&|~=<>(){},*\s\"]+")

#: A longer table of contents is no course; the largest ones have some hundreds.
MAX_ITEMS = 2_000
#: Items within items; manifests that items refer to could make it deeper than the XML is.
MAX_LEVELS = 100
#: Bytes of all that is read of the items: a manifest can refer to one long text again and again.
MAX_SIZE = 8 * MEGABYTE


@dataclass(slots=True)
class _Level:
    """The items of one manifest's organisation: `above` are the manifests that they stand in.

    `names` has the identifiers as written and as they became, `items` all items.
    """

    scope: Scope
    above: tuple[Scope, ...]
    depth: int
    names: dict[str, str] = field(default_factory=dict)
    items: list[dict] = field(default_factory=list)


@dataclass(kw_only=True)
class Items:
    """Reads the items of one organisation. `where` is the manifest's name."""

    version: str
    files: Files
    findings: Findings
    where: str

    def __post_init__(self):
        self._identifiers: set[str] = set()
        self._size = 0
        #: What the items refer to: resources with their scopes, and manifests.
        self.launched: list[tuple[Scope, Resource]] = []
        self.shown: set[Scope] = set()

    def read(self, organization: Node, scope: Scope) -> list[dict[str, object]]:
        """All items, with those of manifests that they refer to."""
        items = self._items(organization, scope, (scope,), 0)
        if self.version == V12:
            for item in walk(items):
                self._check_prerequisites(item)
        return items

    def alone(self, scope: Scope, resource: Resource, title: str) -> dict[str, object]:
        """An item for a resource that no organisation mentions."""
        node = Node("item", {"identifier": resource.identifier or "item-1"}, resource.line)
        self.launched.append((scope, resource))
        return self._described(node, scope, node.get("identifier"), title, resource, [])

    def _items(self, organization: Node, scope: Scope, above: tuple[Scope, ...], depth: int):
        level = _Level(scope, above, depth)
        items = [self._item(node, level, depth) for node in organization.all("item")]
        renamed = {said: now for said, now in level.names.items() if said != now}
        if renamed and self.version == V12:
            for item in level.items:
                item["prerequisites"] = _IN_SCRIPT.sub(
                    lambda found: renamed.get(found[0], found[0]), item["prerequisites"]
                )
        return items

    def _item(self, node: Node, level: _Level, depth: int) -> dict[str, object]:
        if depth > MAX_LEVELS:
            raise refused(
                "items-too-deep",
                _("Die Abschnitte sind zu tief verschachtelt."),
                _("Exportieren Sie den Kurs ohne eingebettete Pakete."),
                where=self.where,
            )
        identifier = self._identifier(node)
        level.names.setdefault(node.get("identifier"), identifier)
        place = self._place(node, identifier)
        children = [self._item(child, level, depth + 1) for child in node.all("item")]
        title, ruled = node.text_of("title"), node
        scope, resource = level.scope, None
        if reference := node.get("identifierref"):
            scope, resource = level.scope.find(reference) or (None, None)
            report = self.findings.note if children else self.findings.fatal
            if scope and not resource and scope in level.above:
                self._circle(reference, place)
            elif scope and not resource and (organization := self._organization(scope)):
                # A manifest: its organisation is what the item has below it.
                children += self._items(organization, scope, (*level.above, scope), depth + 1)
                title = title or organization.text_of("title")
                ruled = node if node.first("sequencing") else organization
            elif scope:
                resource = self._started(scope, resource, reference, report, place)
            else:
                self._missing(reference, report, place)
                scope = level.scope
        if not title:
            title = _("Abschnitt %(number)d") % {"number": len(self._identifiers)}
            self.findings.note(
                "title-missing",
                _("Ein Abschnitt hat keinen Titel."),
                _("Geben Sie ihm im Autorenwerkzeug einen Titel."),
                where=place,
            )
        item = self._described(node, scope, identifier, title, resource, children, ruled)
        level.items.append(item)
        return item

    def _described(
        self,
        node: Node,
        scope: Scope,
        identifier: str,
        title: str,
        resource: Resource | None,
        children: list,
        ruled: Node | None = None,
    ) -> dict[str, object]:
        """`ruled` has the sequencing, where that is another element than the item."""
        place = self._place(node, identifier)
        target = None
        if resource:
            target = target_of(
                resource, node.get("parameters"), self.files, self.findings, where=place
            )
        sequencing = (
            None
            if self.version == V12
            else scope.sequencing.of(ruled or node, identifier, has_children=bool(children))
        )
        described = {
            "identifier": identifier,
            "title": title,
            "visible": truth(node.get("isvisible")) is not False,
            "launch": target.launch if target else None,
            "file": target.file if target else None,
            "scorm_type": resource.kind if resource and target else None,
            **runtime_of(node, identifier, self.version, sequencing, self.findings, place),
            "sequencing": sequencing,
        }
        self._size += len(json.dumps(described))
        if self._size > MAX_SIZE:
            raise refused(
                "items-too-large",
                _("Die Abschnitte des Kurses nennen zusammen mehr als %(limit)d MB Text.")
                % {"limit": MAX_SIZE // MEGABYTE},
                _("Teilen Sie ihn im Autorenwerkzeug auf mehrere Pakete auf."),
                where=self.where,
            )
        return described | {"items": children}

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

    def _organization(self, scope: Scope) -> Node | None:
        self.shown.add(scope)
        return default_organization(scope.node, self.findings, self.where)

    def _started(self, scope, resource, reference: str, report, place: str) -> Resource | None:
        """With a file to start, or None; a manifest without organisation is its only page."""
        self.shown.add(scope)
        resource = resource or only_launchable(scope.resources.values())
        if resource:
            self.launched.append((scope, resource))
            resource = scope.with_start(resource)
            if resource.href:
                return resource
        report(
            "resource-without-href",
            _("Der Abschnitt verweist auf „%(reference)s“, das keine Startdatei nennt (href).")
            % {"reference": reference[:80]},
            _("Bestimmen Sie im Autorenwerkzeug eine Startdatei und exportieren Sie neu."),
            where=place,
        )
        return None

    def _missing(self, reference: str, report, place: str) -> None:
        report(
            "resource-missing",
            _("Der Abschnitt verweist auf „%(reference)s“, das im Manifest fehlt.")
            % {"reference": reference[:80]},
            _("Exportieren Sie das Paket neu, oder entfernen Sie den Abschnitt."),
            where=place,
        )

    def _circle(self, reference: str, place: str) -> None:
        self.findings.fatal(
            "manifest-circle",
            _("Der Abschnitt verweist auf „%(reference)s“, in dem er selbst steht.")
            % {"reference": reference[:80]},
            _("Entfernen Sie den Verweis im Autorenwerkzeug und exportieren Sie neu."),
            where=place,
        )

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
