"""What an item hands to its SCO at the start: mastery score, time limit, launch data.

SCORM 1.2 has elements of its own for it, SCORM 2004 partly attributes of sequencing.
"""

import re

from .document import Node
from .objectives import unnamed
from .problems import Findings
from .saying import said as _
from .values import number
from .versions import V12

_ACTIONS = ("exit,message", "exit,no message", "continue,message", "continue,no message")
#: CMITimespan of SCORM 1.2: two to four digits of hours, minutes, seconds.
_TIMESPAN = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")


def runtime_of(
    node: Node,
    identifier: str,
    version: str,
    sequencing: dict | None,
    findings: Findings,
    where: str,
) -> dict[str, object]:
    """The item's run-time values, of which those of the other SCORM are None or empty."""
    action = ",".join(part.strip() for part in node.text_of("timelimitaction").lower().split(","))
    if action and action not in _ACTIONS:
        _odd(findings, where, "timeLimitAction", action)
        action = ""
    found = {
        "prerequisites": "",
        "mastery_score": None,
        "scaled_passing_score": None,
        "max_time_allowed": None,
        "time_limit_action": action or None,
        "data_from_lms": _launch_data(node),
        "completion_threshold": None,
        "objectives": [],
    }
    own = (
        _of_12(node, findings, where) if version == V12 else _of_2004(sequencing or {}, identifier)
    )
    return found | own


def _launch_data(node: Node) -> str:
    element = node.first("datafromlms")
    return element.text.strip() if element else ""


def _of_12(node: Node, findings: Findings, where: str) -> dict[str, object]:
    said = node.text_of("masteryscore")
    score = number(said, 0, 100) if said else None
    if said and score is None:
        _odd(findings, where, "masteryscore", said)
    limit = node.text_of("maxtimeallowed")
    if limit and not _TIMESPAN.fullmatch(limit):
        _odd(findings, where, "maxtimeallowed", limit)
        limit = ""
    return {
        "prerequisites": node.text_of("prerequisites"),
        "mastery_score": score,
        "max_time_allowed": limit or None,
    }


def _of_2004(sequencing: dict, identifier: str) -> dict[str, object]:
    """SCORM 2004 Run-Time Environment, chapter 4: from which sequencing each element starts."""
    primary = sequencing.get("primaryObjective", {})
    threshold = sequencing.get("completionThreshold", {})
    declared = [primary, *sequencing.get("objectives", [])]
    return {
        "scaled_passing_score": (
            primary["minNormalizedMeasure"] if primary.get("satisfiedByMeasure") else None
        ),
        "max_time_allowed": sequencing.get("attemptAbsoluteDurationLimit"),
        "completion_threshold": (
            threshold.get("minProgressMeasure") if threshold.get("completedByMeasure") else None
        ),
        "objectives": [
            each for each in declared if each and each["objectiveID"] != unnamed(identifier)
        ],
    }


def _odd(findings: Findings, where: str, name: str, value: str) -> None:
    findings.note(
        "item-value",
        _("„%(value)s“ ist für „%(name)s“ kein gültiger Wert und wird übergangen.")
        % {"value": value[:40], "name": name},
        _("Stellen Sie den Wert im Autorenwerkzeug richtig und exportieren Sie das Paket neu."),
        where=where,
    )
