"""Which of a manifest's organisations is its table of contents."""

from .document import Node
from .problems import Findings
from .saying import said as _


def default_organization(manifest: Node, findings: Findings, where: str) -> Node | None:
    """The one that is the default; the first where that one does not exist."""
    groups = list(manifest.all("organizations"))
    found = [node for group in groups for node in group.all("organization")]
    if not found:
        return None
    wanted = next((group.get("default") for group in groups if group.get("default")), "")
    chosen = next((node for node in found if node.get("identifier") == wanted), None)
    if wanted and not chosen:
        findings.note(
            "organization-default",
            _("Die Gliederung „%(wanted)s“, mit der der Kurs beginnen soll, gibt es nicht.")
            % {"wanted": wanted[:80]},
            _("Es gilt die erste. Prüfen Sie, ob es die richtige ist."),
            where=where,
        )
    if len(found) > 1:
        findings.note(
            "organizations",
            _("Das Paket hat %(count)d Gliederungen; gezeigt wird nur eine.")
            % {"count": len(found)},
            _("Wenn die anderen gebraucht werden, exportieren Sie sie als eigene Pakete."),
            where=where,
        )
    return chosen or found[0]
