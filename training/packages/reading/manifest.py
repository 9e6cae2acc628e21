"""`imsmanifest.xml` of SCORM 1.2 and 2004, read as authoring tools write it."""

from collections.abc import Mapping

from .addresses import Files
from .document import Document, Node, parse
from .items import Items, walk
from .organizations import default_organization
from .problems import Findings, refused
from .report import Described
from .resources import only_launchable
from .saying import said as _
from .scopes import Scope, check_listed, scopes_of
from .versions import V12, version_of

MANIFEST = "imsmanifest.xml"

#: In `schema`, where SCORM has “ADL SCORM” → what it is.
_OTHER_SCHEMAS = {"common cartridge": "IMS Common Cartridge", "qti": "IMS QTI"}


def read_manifest(data: bytes, files: Mapping[str, int], findings: Findings) -> Described:
    """`files` are the package's names, relative to the manifest's folder, with their sizes.

    Raises `RefusedPackageError` where nothing can be read; what is wrong in the details goes
    into `findings`.
    """
    document = parse(data, MANIFEST)
    root = document.root
    if root.name != "manifest":
        raise refused(
            "no-manifest",
            _("Die Datei ist kein SCORM-Manifest (ihr Element heißt „%(name)s“).")
            % {"name": root.name[:40]},
            _("Exportieren Sie das Paket neu, als SCORM 1.2 oder SCORM 2004."),
            where=MANIFEST,
        )
    _check_schema(root)
    _check_document(document, findings)
    version = version_of(document, findings, MANIFEST)
    scope = scopes_of(root, findings, MANIFEST)
    scope, organization = _organization(scope, findings)
    items = Items(version=version, files=Files(files), findings=findings, where=MANIFEST)
    title = (organization.text_of("title") if organization else "") or _described_title(scope.node)
    content = items.read(organization, scope) if organization else []
    content = content or _without_items(items, scope, title, findings)
    title = title or (content[0]["title"] if content else "")
    _check_launch(content, findings)
    check_listed(items.launched, items.files, findings, MANIFEST)
    _check_shown(scope, items.shown, findings)
    identifier = _identifier(organization, content)
    sequencing = None
    if organization and version != V12:
        sequencing = scope.sequencing.of(organization, identifier, has_children=True)
    return Described(
        version,
        title,
        {
            "version": version,
            "identifier": identifier,
            "title": title,
            "file": None,
            "items": content,
            "sequencing": sequencing,
            "shared_data": _shared_data(content),
        },
    )


def _identifier(organization: Node | None, content: list[dict]) -> str:
    """The organisation's, for the activity above all items: none of them is called the same."""
    identifier = (organization.get("identifier") if organization else "") or "organization"
    taken = {item["identifier"] for item in walk(content)}
    while identifier in taken:
        identifier += "-organization"
    return identifier


def _check_schema(root: Node) -> None:
    """Others have manifests of the same name, with content that SCORM does not know."""
    schema = root.text_of("metadata", "schema").lower()
    for mark, name in _OTHER_SCHEMAS.items():
        if mark in schema:
            raise refused(
                "other-schema",
                _("Das ist ein Paket nach %(name)s, kein SCORM-Paket.") % {"name": name},
                _("Exportieren Sie den Kurs als SCORM 1.2 oder SCORM 2004."),
                where=MANIFEST,
            )


def _check_document(document: Document, findings: Findings) -> None:
    if document.wrong_encoding:
        findings.note(
            "encoding",
            _("Das Manifest ist nicht in der Kodierung gespeichert, die es nennt (%(encoding)s).")
            % {"encoding": document.wrong_encoding},
            _("Prüfen Sie die Umlaute in den Titeln; speichern Sie das Manifest sonst in UTF-8."),
            where=MANIFEST,
        )


def _described_title(root: Node) -> str:
    """The title in the metadata, for what the organisation does not name."""
    for node in root.all("metadata"):
        for part in node.walk():
            if part.name == "general" and (title := part.first("title")):
                words = (" ".join(each.text.split()) for each in title.walk())
                return next(filter(None, words), "")
    return ""


def _organization(root: Scope, findings: Findings) -> tuple[Scope, Node | None]:
    """The table of contents, with the manifest that it is in.

    A manifest may do nothing but hold others: then each of them is a section of the course, and
    an only one the whole course.
    """
    organization = default_organization(root.node, findings, MANIFEST)
    if organization and organization.first("item"):
        return root, organization
    inner = [scope for scope in root.inner if any(map(_has_items, scope.all))]
    if not inner or only_launchable(root.resources.values()):
        return root, organization
    if len(inner) == 1:
        return _organization(inner[0], findings)
    return root, _gathered(inner)


def _has_items(scope: Scope) -> bool:
    groups = scope.node.all("organizations")
    return any(node.first("item") for group in groups for node in group.all("organization"))


def _gathered(scopes: list[Scope]) -> Node:
    """An organisation with an item for each manifest; such as have no name of their own get one."""
    organization = Node("organization", {}, scopes[0].node.line)
    taken: set[str] = set()
    for number, scope in enumerate(scopes, 1):
        if not scope.identifier or scope.identifier in taken:
            scope.identifier = f"{scope.identifier or 'manifest'}-{number}"
        taken.add(scope.identifier)
        named = {"identifier": scope.identifier, "identifierref": scope.identifier}
        organization.children.append(Node("item", named, scope.node.line))
    return organization


def _without_items(
    items: Items, scope: Scope, title: str, findings: Findings
) -> list[dict[str, object]]:
    """A package without table of contents is its one launchable resource, if it has but one."""
    launchable = only_launchable(scope.resources.values())
    if not launchable:
        findings.fatal(
            "no-items",
            _("Das Manifest hat keine Gliederung mit Abschnitten."),
            _("Exportieren Sie den Kurs als SCORM-Paket mit mindestens einem Abschnitt."),
            where=MANIFEST,
        )
        return []
    findings.note(
        "no-items",
        _("Das Manifest hat keine Gliederung; gestartet wird seine einzige Ressource."),
        _("Prüfen Sie in der Vorschau, ob der Kurs so vollständig ist."),
        where=MANIFEST,
    )
    return [items.alone(scope, launchable, title or _("Start"))]


def _check_launch(content: list[dict], findings: Findings) -> None:
    if content and not any(item["launch"] for item in walk(content)):
        findings.fatal(
            "nothing-to-launch",
            _("Kein Abschnitt des Kurses lässt sich starten."),
            _("Prüfen Sie im Autorenwerkzeug die Startdateien und exportieren Sie neu."),
            where=MANIFEST,
        )


def _check_shown(root: Scope, shown: set[Scope], findings: Findings) -> None:
    for scope in root.all:
        if scope is not root and scope not in shown and _has_items(scope):
            findings.note(
                "submanifest",
                _("Auf die Gliederung eines eingebetteten Manifests verweist kein Abschnitt."),
                _("Sie wird nicht gezeigt. Wird sie gebraucht, exportieren Sie sie für sich."),
                where=_("%(file)s, Zeile %(line)d") % {"file": MANIFEST, "line": scope.node.line},
            )


def _shared_data(content: list[dict]) -> list[str]:
    """Targets of `adlcp:data`, each once: stores that the SCOs of the course share."""
    return list(
        dict.fromkeys(
            data["targetID"]
            for item in walk(content)
            for data in (item["sequencing"] or {}).get("sharedDataMaps", ())
        )
    )
