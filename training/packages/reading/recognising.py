"""What kind of package an archive is, and what the others are that somebody uploads instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from .manifest import MANIFEST
from .problems import Findings, RefusedPackageError, refused
from .report import Kind
from .saying import said as _

H5P = "h5p.json"
_KINDS: dict[str, Kind] = {MANIFEST: "scorm", H5P: "h5p"}

_AS_SCORM = _("Exportieren Sie den Kurs als SCORM 1.2 oder SCORM 2004.")
_INNER = _("Entpacken Sie das Archiv und laden Sie das Paket darin hoch.")
#: File in the root → code, sentence, remedy.
_OTHERS = {
    "cmi5.xml": ("cmi5", _("Das ist ein cmi5-Paket; SCORM ist es nicht."), _AS_SCORM),
    "tincan.xml": (
        "xapi",
        _("Das ist ein xAPI-Paket (Tin Can); SCORM ist es nicht."),
        _AS_SCORM,
    ),
    "[content_types].xml": (
        "office",
        _("Das ist ein Office-Dokument, kein Lernpaket."),
        _("Bieten Sie es in der Lektion zum Herunterladen an."),
    ),
    "meta-inf/container.xml": (
        "epub",
        _("Das ist ein E-Book (EPUB), kein Lernpaket."),
        _("Bieten Sie es in der Lektion zum Herunterladen an."),
    ),
    "moodle_backup.xml": (
        "moodle",
        _("Das ist eine Sicherung aus Moodle, kein Lernpaket."),
        _("Laden Sie die SCORM- oder H5P-Dateien daraus einzeln hoch."),
    ),
    "index.html": (
        "web-page",
        _("Das ist eine Webseite ohne SCORM-Manifest (imsmanifest.xml)."),
        _AS_SCORM,
    ),
}
#: AICC's course structure files; the fourth, .au, may be a sound as well.
_AICC = (".crs", ".des", ".cst")


@dataclass(frozen=True, slots=True)
class Found:
    """`name` is the main file as the archive spells it, `root` its folder (“course/” or empty)."""

    kind: Kind
    name: str
    root: str

    @property
    def main(self) -> str:
        """The main file's name within the package's folder."""
        return self.name[len(self.root) :]


def recognise(files: Mapping[str, int], findings: Findings) -> Found:
    """Raises `RefusedPackageError` that names what the archive is, if it is not one of ours."""
    for folders in (0, 1):
        mains = [
            (name, main)
            for main in _KINDS
            for name in files
            if name.count("/") == folders and name.lower().rpartition("/")[2] == main
        ]
        if len({name.rpartition("/")[0] for name, _main in mains}) > 1:
            raise refused(
                "several-packages",
                _("Das Archiv enthält mehrere Pakete in eigenen Ordnern."),
                _("Laden Sie jedes Paket für sich hoch."),
                where=mains[0][0],
            )
        # Packages that tools make of H5P content have both; then SCORM's is the one to launch.
        if mains:
            return _found(*mains[0], findings)
        if folders == 0 and (error := _other(files)):
            raise error
    raise _nothing(files)


def _found(name: str, main: str, findings: Findings) -> Found:
    folder = name.rpartition("/")[0]
    if folder:
        findings.note(
            "in-folder",
            _("Das Paket liegt im Archiv in einem Ordner („%(folder)s“); es wird herausgenommen.")
            % {"folder": folder[:80]},
            _("Packen Sie künftig den Inhalt des Ordners, nicht den Ordner selbst."),
            where=name,
        )
    if not name.endswith(main):
        findings.note(
            "manifest-case",
            _("Die Datei müsste „%(name)s“ heißen, in Kleinbuchstaben.") % {"name": main},
            _("Das Portal liest sie trotzdem; andere Lernplattformen tun es nicht."),
            where=name,
        )
    return Found(_KINDS[main], name, f"{folder}/" if folder else "")


def _other(files: Mapping[str, int]) -> RefusedPackageError | None:
    lower = {name.lower(): name for name in files}
    if any(name.endswith(_AICC) for name in lower):
        return refused("aicc", _("Das ist ein AICC-Paket; SCORM ist es nicht."), str(_AS_SCORM))
    for name, (code, sentence, remedy) in _OTHERS.items():
        if name in lower and not (name == "index.html" and _has_inner_main(lower)):
            return refused(code, str(sentence), str(remedy), where=lower[name])
    return None


def _has_inner_main(lower: Mapping[str, str]) -> bool:
    return any(name.rpartition("/")[2] in _KINDS for name in lower)


def _nothing(files: Mapping[str, int]) -> RefusedPackageError:
    for name in files:
        base = name.lower().rpartition("/")[2]
        if base in _KINDS:
            return refused(
                "manifest-too-deep",
                _("Das Paket liegt im Archiv mehrere Ordner tief."),
                _("Packen Sie den Inhalt des innersten Ordners, nicht die Ordner darum."),
                where=name,
            )
        if base.endswith((".zip", ".h5p")):
            return refused(
                "archive-in-archive",
                _("Das Archiv enthält ein weiteres Archiv statt eines Pakets."),
                str(_INNER),
                where=name,
            )
    if not files:
        return refused(
            "empty", _("Das Archiv ist leer."), _("Exportieren Sie das Paket noch einmal.")
        )
    return refused(
        "no-manifest",
        _("Im Archiv fehlt das Manifest von SCORM (imsmanifest.xml) oder H5P (h5p.json)."),
        _("Laden Sie das Paket so hoch, wie das Autorenwerkzeug es exportiert hat."),
    )
