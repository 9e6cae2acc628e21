"""A SCORM 2004 package: a lesson, a chapter of two parts, and a test that opens after them."""

import base64
import zlib

from training.progress.models import ActivityProgress

from .scos import folder, item, page

FILES = {
    "teil.html": page(
        name="API_1484_11",
        prefix="",
        finish="Terminate",
        leave="""
    api.SetValue("cmi.session_time", "PT1M30S");
    if (window.exit !== null) api.SetValue("cmi.exit", window.exit ?? "suspend");""",
    )
}
FLOW = {"choice": True, "choiceExit": True, "flow": True, "forwardOnly": False}
#: The test stays closed until the objective that the chapter writes is satisfied.
CLOSED = {
    "action": "disabled",
    "conditionCombination": "any",
    "conditions": [
        {"condition": "satisfied", "operator": "not", "referencedObjective": "kapitel"},
        {
            "condition": "objectiveStatusKnown",
            "operator": "not",
            "referencedObjective": "kapitel",
        },
    ],
}
SHARED = "org.example.kapitel"


def manifest() -> dict:
    parts = [item("TEIL-A", "Teil A"), item("TEIL-B", "Teil B", data_from_lms="stufe=3")]
    chapter = folder("KAPITEL", "Kapitel", parts) | {
        "sequencing": {
            "sequencingControls": FLOW,
            "primaryObjective": {
                "objectiveID": "kapitel",
                "isPrimary": True,
                "mapInfo": [{"targetObjectiveID": SHARED, "writeSatisfiedStatus": True}],
            },
        }
    }
    test = item("TEST", "Prüfung", scaled_passing_score=0.8) | {
        "sequencing": {
            "primaryObjective": {
                "objectiveID": "pruefung",
                "isPrimary": True,
                "satisfiedByMeasure": True,
                "minNormalizedMeasure": 0.8,
            },
            "objectives": [
                {
                    "objectiveID": "kapitel",
                    "mapInfo": [{"targetObjectiveID": SHARED, "readSatisfiedStatus": True}],
                }
            ],
            "sequencingRules": {"preConditionRules": [CLOSED]},
        }
    }
    return {
        "version": "2004 4th Edition",
        "title": "Rundgang",
        "file": None,
        "items": [item("START", "Auftakt"), chapter, test],
        "sequencing": {"sequencingControls": FLOW},
        "shared_data": [],
    }


def sequencing_in(row: ActivityProgress) -> str:
    """What scorm-again keeps, as JSON. It is kept as DEFLATE in base64."""
    return zlib.decompress(base64.b64decode(row.state["sequencing"]), -zlib.MAX_WBITS).decode()
