"""The resources of a manifest: what items may launch."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .addresses import is_foreign
from .document import Node
from .problems import Findings
from .saying import said as _


@dataclass(frozen=True, slots=True)
class Resource:
    """`bases` are the `xml:base` around it, outermost first. `kind`: “sco”, “asset” or None.

    `files` are the addresses that it lists, `dependencies` the identifiers of resources whose
    files belong to it too.
    """

    identifier: str
    href: str
    bases: tuple[str, ...]
    kind: str | None
    line: int
    files: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()


def resources_of(
    manifest: Node, findings: Findings, where: str, bases: tuple[str, ...] = ()
) -> dict[str, Resource]:
    """All resources by identifier; of two with the same one, the first.

    `bases` are the `xml:base` of what is around the manifest.

    A resource that does not say what it is, is an asset, as SCORM has it. Where none says it,
    the tool has forgotten it everywhere, and the launchable ones are read as SCOs: an asset
    counts as done as soon as it was opened.
    """
    found: dict[str, Resource] = {}
    for group in manifest.all("resources"):
        for node in group.all("resource"):
            resource = _resource(node, (*bases, *bases_of(manifest, group, node)))
            if found.setdefault(resource.identifier, resource) is not resource:
                findings.note(
                    "duplicate-resource",
                    _("Zwei Ressourcen haben die Kennung „%(identifier)s“; die erste gilt.")
                    % {"identifier": resource.identifier[:80]},
                    _("Exportieren Sie das Paket neu; prüfen Sie danach alle Abschnitte."),
                    where=_("%(file)s, Zeile %(line)d") % {"file": where, "line": resource.line},
                )
    if any(resource.kind for resource in found.values()) or not found:
        return {
            key: resource if resource.kind else replace(resource, kind="asset")
            for key, resource in found.items()
        }
    findings.note(
        "scormtype-missing",
        _("Keine Ressource sagt, ob sie Ergebnisse meldet (scormtype); alle gelten als SCO."),
        _("Prüfen Sie in der Vorschau, ob der Kurs abgeschlossen werden kann."),
        where=where,
    )
    return {key: replace(resource, kind="sco") for key, resource in found.items()}


def _resource(node: Node, bases: tuple[str, ...]) -> Resource:
    kind = node.get("scormtype").lower()
    return Resource(
        identifier=node.get("identifier"),
        href=node.get("href") or _only_page(node),
        bases=bases,
        kind=kind if kind in {"sco", "asset"} else None,
        line=node.line,
        files=_said(node, "file", "href"),
        dependencies=_said(node, "dependency", "identifierref"),
    )


def _said(node: Node, element: str, attribute: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.get(attribute) for part in node.all(element))))


def _only_page(node: Node) -> str:
    """Where a resource does not say with which of its files it starts, but has one page only."""
    pages = [name for name in _said(node, "file", "href") if is_page(name)]
    return pages[0] if len(pages) == 1 else ""


def is_page(href: str) -> bool:
    """Whether an address is that of an HTML page."""
    return re.split(r"[?#]", href, maxsplit=1)[0].lower().endswith((".html", ".htm", ".xhtml"))


def only_launchable(resources: Iterable[Resource]) -> Resource | None:
    """The one of them that is a page of the package; None where there are several or none."""
    pages = [
        resource
        for resource in resources
        if is_page(resource.href) and not is_foreign(resource.href, resource.bases)
    ]
    return pages[0] if len(pages) == 1 else None


def bases_of(*nodes: Node) -> tuple[str, ...]:
    return tuple(base for node in nodes if (base := node.get("xml:base")))
