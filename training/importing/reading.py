"""From a JSON file to records: one, a list, or a JSON-LD document with a `@graph`."""

import json

from django.utils.translation import gettext as _

from portal.content.importing.files import check_size
from portal.content.importing.report import UnreadableFileError, printable

MAX_RECORDS = 2_000
#: AMB nests four deep; beyond this, a file is not a record but an attack on the stack.
MAX_DEPTH = 40


def read_records(data: bytes) -> list[object]:
    """The records of a file, whatever each of them is. Raises `UnreadableFileError`.

    Stricter than Python's own parser, as RFC 8259 is: NaN and Infinity are no JSON, and a key
    that occurs twice would silently lose one of its values.
    """
    check_size(len(data))
    records = _records_of(_parse(_decode(data)))
    if not records:
        raise UnreadableFileError(
            _("Die Datei enthält keinen Datensatz."), _("Exportieren Sie die Datensätze neu.")
        )
    if len(records) > MAX_RECORDS:
        raise UnreadableFileError(
            _("Die Datei hat mehr als %(limit)d Datensätze.") % {"limit": MAX_RECORDS},
            _("Teilen Sie sie auf mehrere Dateien auf."),
        )
    return records


def _decode(data: bytes) -> str:
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("Die Datei ist nicht in UTF-8 gespeichert."),
            _("Speichern Sie sie neu, mit der Kodierung UTF-8."),
        ) from error


def _parse(text: str) -> object:
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            _("Die Datei ist kein gültiges JSON (Zeile %(line)d, Zeichen %(column)d).")
            % {"line": error.lineno, "column": error.colno},
            _("Prüfen Sie dort Kommas, Klammern und Anführungszeichen."),
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        # Python reads no integers of more than 4,300 digits.
        raise UnreadableFileError(
            _("Die Datei enthält eine Zahl, die zu lang ist."), _("Exportieren Sie sie neu.")
        ) from error
    if _is_deeper_than(document, MAX_DEPTH):
        raise _too_deep()
    return document


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise UnreadableFileError(
            _("Die Eigenschaft „%(key)s“ steht zweimal im selben Objekt.")
            % {"key": printable(doubled)},
            _("Entfernen Sie eine der beiden."),
        )
    return found


def _refuse_constant(name: str) -> float:
    raise UnreadableFileError(
        _("„%(name)s“ ist in JSON nicht erlaubt.") % {"name": name},
        _("Ersetzen Sie es durch eine Zahl oder lassen Sie die Eigenschaft weg."),
    )


def _too_deep() -> UnreadableFileError:
    return UnreadableFileError(
        _("Die Datei ist zu tief verschachtelt."), _("Exportieren Sie die Datensätze einzeln.")
    )


def _is_deeper_than(document: object, limit: int) -> bool:
    """Walks level by level, without recursion."""
    level = [document]
    for _depth in range(limit):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return False
    return True


def _records_of(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and "@graph" in document:
        graph = document["@graph"]
        shared = {"@context": document["@context"]} if "@context" in document else {}
        nodes = graph if isinstance(graph, list) else [graph]
        # In a JSON-LD document the context stands once, and holds for every node.
        return [shared | node if isinstance(node, dict) else node for node in nodes]
    return [document]
