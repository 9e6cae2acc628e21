"""Data sets in the layout of BEIR: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

See Thakur et al., BEIR (2021): corpus lines have `_id`, `title`, `text`; query lines `_id`,
`text`; the judgements are tab-separated `query-id`, `corpus-id`, `score`, with a header.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ..documents import SearchDocument


class UnreadableDatasetError(Exception):
    """A file of the data set cannot be used; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Queries by id, and the grade of each judged document by query id; only judged queries."""

    folder: Path
    queries: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, float]]

    def documents(self) -> Iterator[SearchDocument]:
        """The corpus as documents, one line at a time."""
        for place, row in _lines(self.folder / "corpus.jsonl"):
            yield SearchDocument(
                id=_text(row, "_id", place),
                kind="evaluation",
                url="",
                title=str(row.get("title") or ""),
                summary="",
                body=_text(row, "text", place),
            )


def read(folder: Path) -> Dataset:
    """Raises `UnreadableDatasetError` for a file that is missing or not of the layout."""
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        if not (folder / name).is_file():
            raise UnreadableDatasetError(
                _("%(file)s fehlt. Erwartet wird die Ordnung von BEIR.") % {"file": folder / name}
            )
    judgements: dict[str, dict[str, float]] = {}
    path = folder / "qrels" / "test.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if number == 1 and row and not row[-1].strip().lstrip("-").isdigit():
                continue
            try:
                query, document, grade = row
                judgements.setdefault(query, {})[document] = float(grade)
            except ValueError as error:
                raise UnreadableDatasetError(
                    _(
                        "%(file)s, Zeile %(line)d: Erwartet werden drei Spalten mit Tabulator "
                        "dazwischen, die letzte eine Zahl."
                    )
                    % {"file": path, "line": number}
                ) from error
    queries = {
        _text(row, "_id", place): _text(row, "text", place)
        for place, row in _lines(folder / "queries.jsonl")
    }
    judged = {key: text for key, text in queries.items() if key in judgements}
    if not judged:
        raise UnreadableDatasetError(
            _("In %(file)s steht keine Frage, zu der es Urteile gibt.")
            % {"file": folder / "queries.jsonl"}
        )
    return Dataset(folder, judged, judgements)


def _lines(path: Path) -> Iterator[tuple[str, dict]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            place = _("%(file)s, Zeile %(line)d") % {"file": path, "line": number}
            try:
                row = json.loads(line)
            except ValueError as error:
                raise UnreadableDatasetError(
                    _("%(place)s: kein gültiges JSON (%(error)s).")
                    % {"place": place, "error": error}
                ) from error
            if not isinstance(row, dict):
                raise UnreadableDatasetError(
                    _("%(place)s: Erwartet wird ein Objekt.") % {"place": place}
                )
            yield place, row


def _text(row: dict, name: str, place: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or (name == "_id" and not value):
        raise UnreadableDatasetError(
            _("%(place)s: Der Text „%(name)s“ fehlt.") % {"place": place, "name": name}
        )
    return value
