"""SCORM 2004: objectives of an activity, as scorm-again's `ObjectiveSettings`."""

from .document import Node
from .rules import Report
from .values import number, truth

_SSEQ = {
    "readSatisfiedStatus": True,
    "readNormalizedMeasure": True,
    "writeSatisfiedStatus": False,
    "writeNormalizedMeasure": False,
}
#: What ADL added with the 4th edition, in an element of its own.
_ADLSEQ = {
    "readCompletionStatus": True,
    "writeCompletionStatus": False,
    "readProgressMeasure": True,
    "writeProgressMeasure": False,
    "readRawScore": True,
    "writeRawScore": False,
    "readMinScore": True,
    "writeMinScore": False,
    "readMaxScore": True,
    "writeMaxScore": False,
}


def unnamed(identifier: str) -> str:
    """What the primary objective of an item is called for scorm-again when it has no ID.

    The SCO does not see it: SCORM starts `cmi.objectives` with those that have one.
    """
    return f"{identifier}-primary"


def objectives_of(sequencing: Node, identifier: str, report: Report) -> dict[str, object]:
    """`primaryObjective` and `objectives`; each is left out where there is none.

    `identifier` is the item's.
    """
    found: dict[str, dict] = {}
    maps: dict[str, dict[str, dict]] = {}
    for group in sequencing.all("objectives"):
        extended = group.prefix.startswith("adl")
        for node in group.all("primaryobjective", "objective"):
            key = node.get("objectiveid")
            if node.name == "primaryobjective":
                key = key or unnamed(identifier)
            if not key:
                continue
            if not extended:
                found[key] = _objective(node, key, report)
            _add_maps(maps.setdefault(key, {}), node, extended=extended)
    for key, objective in found.items():
        objective["mapInfo"] = [
            {"targetObjectiveID": target} | flags for target, flags in maps[key].items()
        ]
    primary = next((each for each in found.values() if each["isPrimary"]), None)
    others = [each for each in found.values() if not each["isPrimary"]]
    return ({"primaryObjective": primary} if primary else {}) | (
        {"objectives": others} if others else {}
    )


def _objective(node: Node, key: str, report: Report) -> dict[str, object]:
    said = node.text_of("minnormalizedmeasure")
    measure = number(said, -1, 1) if said else None
    if said and measure is None:
        report(node, "minNormalizedMeasure", said)
    by_measure = truth(node.get("satisfiedbymeasure")) or False
    return {
        "objectiveID": key,
        "isPrimary": node.name == "primaryobjective",
        "satisfiedByMeasure": by_measure,
        # Who passes by measure and is told no measure needs all of it.
        "minNormalizedMeasure": 1.0 if by_measure and measure is None else measure,
    }


def _add_maps(maps: dict[str, dict], node: Node, *, extended: bool) -> None:
    """Both kinds of maps to one target become one, in which the other kind maps nothing."""
    own, other = (_ADLSEQ, _SSEQ) if extended else (_SSEQ, _ADLSEQ)
    for info in node.all("mapinfo"):
        if target := info.get("targetobjectiveid"):
            flags = maps.setdefault(target, dict.fromkeys(other, False))
            for name, default in own.items():
                said = truth(info.get(name.lower()))
                flags[name] = default if said is None else said
