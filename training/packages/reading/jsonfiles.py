"""JSON files of a package: what is in them, or a sentence on why it cannot be read."""

import json
from collections.abc import Callable

from .problems import RefusedPackageError, refused
from .saying import said as _


def read_object(read: Callable[[str], bytes], name: str) -> dict[str, object]:
    """The object in a file. Raises `RefusedPackageError`."""
    found = read_json(read, name)
    if not isinstance(found, dict):
        raise _refused(name, _("In der Datei steht kein JSON-Objekt."))
    return found


def read_json(read: Callable[[str], bytes], name: str) -> object:
    """Whatever JSON a file has. Raises `RefusedPackageError`."""
    try:
        return json.loads(read(name).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _refused(name, _("Die Datei ist nicht in UTF-8 gespeichert.")) from error
    except json.JSONDecodeError as error:
        sentence = _("Die Datei ist kein gültiges JSON (Zeile %(line)d, Zeichen %(column)d).") % {
            "line": error.lineno,
            "column": error.colno,
        }
        raise _refused(name, sentence) from error
    except (RecursionError, ValueError) as error:
        # Nested too deeply, or a number of thousands of digits.
        raise _refused(name, _("Die Datei ist kein JSON, wie H5P es schreibt.")) from error


def _refused(name: str, sentence: str) -> RefusedPackageError:
    return refused("json-malformed", sentence, _("Exportieren Sie den Inhalt neu."), where=name)
