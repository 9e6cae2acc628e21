"""The resources of a manifest: what items may launch."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .document import Node
from .problems import Findings


@dataclass(frozen=True, slots=True)
class Resource:
    """`bases` are the `xml:base` around it, outermost first. `kind`: “sco”, “asset” or None."""

    identifier: str
    href: str
    bases: tuple[str, ...]
    kind: str | None
    line: int


def resources_of(manifest: Node, findings: Findings, where: str) -> dict[str, Resource]:
    """All resources by identifier; of two with the same one, the first.

    A resource that does not say what it is, is an asset, as SCORM has it. Where none says it,
    the tool has forgotten it everywhere, and the launchable ones are read as SCOs: an asset
    counts as done as soon as it was opened.
    """
    found: dict[str, Resource] = {}
    for group in manifest.all("resources"):
        for node in group.all("resource"):
            resource = _resource(node, _bases(manifest, group, node))
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
            key: resource if resource.kind else _as(resource, "asset")
            for key, resource in found.items()
        }
    findings.note(
        "scormtype-missing",
        _("Keine Ressource sagt, ob sie Ergebnisse meldet (scormtype); alle gelten als SCO."),
        _("Prüfen Sie in der Vorschau, ob der Kurs abgeschlossen werden kann."),
        where=where,
    )
    return {key: _as(resource, "sco") for key, resource in found.items()}


def _resource(node: Node, bases: tuple[str, ...]) -> Resource:
    kind = node.get("scormtype").lower()
    return Resource(
        identifier=node.get("identifier"),
        href=node.get("href") or _only_page(node),
        bases=bases,
        kind=kind if kind in {"sco", "asset"} else None,
        line=node.line,
    )


def _only_page(node: Node) -> str:
    """Where a resource does not say with which of its files it starts, but has one page only."""
    names = [file.get("href") for file in node.all("file")]
    pages = [name for name in names if is_page(name)]
    return pages[0] if len(pages) == 1 else ""


def is_page(href: str) -> bool:
    """Whether an address is that of an HTML page."""
    return href.partition("?")[0].lower().endswith((".html", ".htm", ".xhtml"))


def _as(resource: Resource, kind: str) -> Resource:
    return Resource(resource.identifier, resource.href, resource.bases, kind, resource.line)


def _bases(*nodes: Node) -> tuple[str, ...]:
    return tuple(base for node in nodes if (base := node.get("xml:base")))
