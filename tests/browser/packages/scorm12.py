"""A SCORM 1.2 package of three SCOs, as authoring tools write them."""

from tests.factories.packages import MANIFEST

from .scos import folder, item, page

FILES = {
    "teil.html": page(
        name="API",
        prefix="LMS",
        finish="Finish",
        leave="""
    api.LMSSetValue("cmi.core.session_time", "00:01:30");
    api.LMSSetValue("cmi.core.exit", "suspend");""",
    )
}


def manifest() -> dict:
    """„Prüfung“ opens once both parts of the introduction are done."""
    parts = [
        item("EINS", "Erstens", data_from_lms="stufe=2"),
        item("ZWEI", "Zweitens"),
    ]
    return MANIFEST | {
        "title": "Rundgang",
        "items": [
            folder("EINFUEHRUNG", "Einführung", parts),
            item("PRUEFUNG", "Prüfung", prerequisites="EINS&ZWEI", mastery_score=80),
        ],
    }
