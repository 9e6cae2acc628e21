"""With which file of the archive a resource starts, or why it cannot."""

from .addresses import Files, Target, is_foreign, locate
from .problems import Findings
from .resources import Resource
from .saying import said as _


def target_of(
    resource: Resource, parameters: str, files: Files, findings: Findings, *, where: str
) -> Target | None:
    """None, with a fatal problem, where nothing can be started; `where` is the item's place."""
    href = resource.href[:80]
    if is_foreign(resource.href, resource.bases):
        findings.fatal(
            "foreign-address",
            _("Der Abschnitt startet außerhalb des Pakets („%(href)s“).") % {"href": href},
            _("Exportieren Sie den Kurs so, dass alle Dateien im Paket liegen."),
            where=where,
        )
        return None
    target = locate(files, resource.href, resource.bases, parameters)
    if not target:
        findings.fatal(
            "file-missing",
            _("Die Startdatei „%(href)s“ fehlt im Paket.") % {"href": href},
            _("Prüfen Sie im Autorenwerkzeug den Dateinamen und exportieren Sie neu."),
            where=where,
        )
    elif target.file.lower().endswith(".swf"):
        findings.fatal(
            "flash",
            _("Der Abschnitt ist ein Flash-Film; kein Browser spielt ihn mehr ab."),
            _("Exportieren Sie den Kurs als HTML5."),
            where=where,
        )
    elif not target.is_exact:
        findings.note(
            "name-differs",
            _("Das Manifest nennt „%(href)s“, die Datei heißt „%(file)s“.")
            % {"href": href, "file": target.file[-80:]},
            _("Prüfen Sie in der Vorschau, ob auch Bilder und Skripte gefunden werden."),
            where=where,
        )
    return target
