"""`imsmanifest.xml` of SCORM 1.2 and 2004, read as authoring tools write it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from .addresses import Files, is_foreign
from .document import Document, Node, parse
from .items import Items, walk
from .problems import Findings, refused
from .report import Described
from .resources import is_page, resources_of
from .sequencing import Sequencing
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
    organization = _organization(root, findings)
    items = Items(
        version=version,
        resources=resources_of(root, findings, MANIFEST),
        files=Files(files),
        sequencing=Sequencing(root, findings, MANIFEST),
        findings=findings,
        where=MANIFEST,
    )
    title = (organization.text_of("title") if organization else "") or _described_title(root)
    content = items.read(organization) if organization else []
    content = content or _without_items(items, title, findings)
    title = title or (content[0]["title"] if content else "")
    _check_launch(content, findings)
    identifier = _identifier(organization, content)
    sequencing = None
    if organization and version != V12:
        sequencing = items.sequencing.of(organization, identifier, has_children=True)
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
    if nested := document.root.first("manifest"):
        findings.note(
            "submanifest",
            _("Das Manifest enthält ein zweites; dessen Abschnitte werden nicht gelesen."),
            _("Exportieren Sie den Kurs ohne eingebettete Pakete."),
            where=_("%(file)s, Zeile %(line)d") % {"file": MANIFEST, "line": nested.line},
        )


def _organization(root: Node, findings: Findings) -> Node | None:
    """The one that is the default; the first where that one does not exist."""
    found = [node for group in root.all("organizations") for node in group.all("organization")]
    if not found:
        return None
    wanted = next(
        (group.get("default") for group in root.all("organizations") if group.get("default")), ""
    )
    chosen = next((node for node in found if node.get("identifier") == wanted), None)
    if wanted and not chosen:
        findings.note(
            "organization-default",
            _("Die Gliederung „%(wanted)s“, mit der der Kurs beginnen soll, gibt es nicht.")
            % {"wanted": wanted[:80]},
            _("Es gilt die erste. Prüfen Sie, ob es die richtige ist."),
            where=MANIFEST,
        )
    if len(found) > 1:
        findings.note(
            "organizations",
            _("Das Paket hat %(count)d Gliederungen; gezeigt wird nur eine.")
            % {"count": len(found)},
            _("Wenn die anderen gebraucht werden, exportieren Sie sie als eigene Pakete."),
            where=MANIFEST,
        )
    return chosen or found[0]


def _described_title(root: Node) -> str:
    """The title in the metadata, for what the organisation does not name."""
    for node in root.all("metadata"):
        for part in node.walk():
            if part.name == "general" and (title := part.first("title")):
                words = (" ".join(each.text.split()) for each in title.walk())
                return next(filter(None, words), "")
    return ""


def _without_items(items: Items, title: str, findings: Findings) -> list[dict[str, object]]:
    """A package without table of contents is its one launchable resource, if it has but one."""
    launchable = [
        resource
        for resource in items.resources.values()
        if is_page(resource.href) and not is_foreign(resource.href, resource.bases)
    ]
    if len(launchable) != 1:
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
    return [items.alone(launchable[0], title or _("Start"))]


def _check_launch(content: list[dict], findings: Findings) -> None:
    if content and not any(item["launch"] for item in walk(content)):
        findings.fatal(
            "nothing-to-launch",
            _("Kein Abschnitt des Kurses lässt sich starten."),
            _("Prüfen Sie im Autorenwerkzeug die Startdateien und exportieren Sie neu."),
            where=MANIFEST,
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
