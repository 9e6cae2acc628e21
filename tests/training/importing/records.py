"""AMB records as catalogues give them out, for the tests of the import."""

import json

from portal.content.importing.run import Source
from training.importing.service import import_modules

CONTEXT = ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
RECORD = {
    "@context": CONTEXT,
    "id": "https://lernen.example/modul/7",
    "type": ["LearningResource", "Course"],
    "name": "Deeskalation am Schalter",
    "publisher": [{"type": "Organization", "name": "Stadt Herne"}],
}


def concept(iri: str, **labels: str) -> dict:
    return {"id": iri, "type": "Concept"} | ({"prefLabel": labels} if labels else {})


def as_json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def run(document: object, **options):
    """Imports one file; `document` is its bytes or what becomes JSON."""
    data = document if isinstance(document, bytes) else as_json(document)
    return import_modules(sources=[Source(name="modul.json", read=lambda: data)], **options)


def outcomes(report) -> list[str]:
    return [row.outcome.value for file in report.files for row in file.rows]


def sentences(report) -> str:
    said = [str(problem) for file in report.files for problem in file.problems]
    said += [str(p) for file in report.files for row in file.rows for p in row.problems]
    return "\n".join(said)
