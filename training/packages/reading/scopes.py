"""A manifest and those within it (IMS Content Packaging's sub-manifests): what items refer to.

SCORM 2004 forbids them, SCORM 1.2 and real tools have them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .addresses import Files, is_foreign, locate
from .document import Node
from .problems import Findings, refused
from .resources import Resource, bases_of, only_launchable, resources_of
from .saying import said as _
from .sequencing import Sequencing

#: Courses put together of others have some dozens.
MAX_MANIFESTS = 200
#: So far a resource without a page of its own is looked through for another's.
_MAX_FOLLOWED = 100


@dataclass(eq=False, slots=True)
class Scope:
    """One manifest. `inner` are the manifests within it, `outer` the one around it."""

    identifier: str
    node: Node
    resources: dict[str, Resource]
    sequencing: Sequencing
    outer: "Scope | None" = None
    inner: list["Scope"] = field(default_factory=list)
    #: The scope itself and all within it, in their order.
    all: list["Scope"] = field(default_factory=list)

    def find(self, reference: str) -> "tuple[Scope, Resource | None] | None":
        """What a reference means here: a resource with its scope, or a manifest as a whole.

        By the standard, one's own resources, then those further in and the manifests there;
        tools refer outwards as well.
        """
        root = self
        while root.outer:
            root = root.outer
        for scope in (*self.all, *root.all):
            if resource := scope.resources.get(reference):
                return scope, resource
            if scope is not root and scope.identifier == reference:
                return scope, None
        return None

    def with_start(self, resource: Resource) -> Resource:
        """The resource; where it has no file to start with, with that of what it depends on."""
        if resource.href:
            return resource
        needed = []
        for _scope, other in reached(self, resource):
            needed.append(other)
            if len(needed) > _MAX_FOLLOWED:
                return resource
        page = only_launchable(needed[1:])
        return replace(resource, href=page.href, bases=page.bases) if page else resource


def reached(
    scope: Scope, resource: Resource, seen: set[int] | None = None
) -> Iterator[tuple[Scope, Resource]]:
    """The resource and all that it depends on, each once, also where they depend in circles.

    `seen` are resources that are not wanted any more, by identity; what comes is added.
    """
    seen = set() if seen is None else seen
    waiting = [(scope, resource)]
    while waiting:
        where, each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield where, each
        found = (where.find(reference) for reference in each.dependencies)
        waiting += [pair for pair in found if pair and pair[1]]


def scopes_of(manifest: Node, findings: Findings, where: str) -> Scope:
    """The scope of a manifest. Raises `RefusedPackageError` where too many are in it."""
    return _Reader(findings, where).read(manifest, None, ())


@dataclass
class _Reader:
    findings: Findings
    where: str
    count: int = 0

    def read(self, node: Node, outer: Scope | None, bases: tuple[str, ...]) -> Scope:
        self.count += 1
        if self.count > MAX_MANIFESTS:
            raise refused(
                "too-many-manifests",
                _("Im Manifest stecken mehr als %(limit)d weitere.") % {"limit": MAX_MANIFESTS},
                _("Exportieren Sie den Kurs ohne eingebettete Pakete."),
                where=self.where,
            )
        scope = Scope(
            identifier=node.get("identifier"),
            node=node,
            resources=resources_of(node, self.findings, self.where, bases),
            sequencing=Sequencing(node, self.findings, self.where),
            outer=outer,
        )
        below = (*bases, *bases_of(node))
        scope.inner = [self.read(each, scope, below) for each in node.all("manifest")]
        scope.all = [scope, *(each for inner in scope.inner for each in inner.all)]
        return scope


def check_listed(
    launched: Iterable[tuple[Scope, Resource]], files: Files, findings: Findings, where: str
) -> None:
    """Notes what resources that are launched depend on or list, and what is not there."""
    seen: set[int] = set()
    for start in launched:
        for scope, resource in reached(*start, seen):
            place = _("%(file)s, Zeile %(line)d") % {"file": where, "line": resource.line}
            for reference in resource.dependencies:
                if not (found := scope.find(reference)) or not found[1]:
                    findings.note(
                        "dependency-missing",
                        _("Eine Ressource braucht „%(reference)s“, das im Manifest fehlt.")
                        % {"reference": reference[:80]},
                        _("Prüfen Sie in der Vorschau, ob Bilder und Skripte gefunden werden."),
                        where=place,
                    )
            for href in resource.files:
                if not is_foreign(href, resource.bases) and not locate(files, href, resource.bases):
                    findings.note(
                        "listed-file-missing",
                        _("Das Manifest nennt „%(href)s“, die Datei fehlt im Paket.")
                        % {"href": href[:80]},
                        _("Prüfen Sie in der Vorschau, ob Bilder und Skripte gefunden werden."),
                        where=place,
                    )
