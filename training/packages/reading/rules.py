"""SCORM 2004: sequencing and rollup rules, in the terms of scorm-again's settings.

Tokens are those of IMS Simple Sequencing; what is none of them is left out and reported.
"""

from collections.abc import Callable, Iterator

from .document import Node
from .values import count, number

#: Tells of a value that is not one of SCORM's: (node, name, value).
Report = Callable[[Node, str, str], None]

_CONDITIONS = frozenset(
    {
        "satisfied",
        "objectiveStatusKnown",
        "objectiveMeasureKnown",
        "objectiveMeasureGreaterThan",
        "objectiveMeasureLessThan",
        "completed",
        "activityProgressKnown",
        "attempted",
        "attemptLimitExceeded",
        "timeLimitExceeded",
        "outsideAvailableTimeRange",
        "always",
    }
)
_ROLLUP_CONDITIONS = {
    name: name
    for name in (
        "satisfied",
        "objectiveStatusKnown",
        "objectiveMeasureKnown",
        "completed",
        "attempted",
        "attemptLimitExceeded",
        "timeLimitExceeded",
        "outsideAvailableTimeRange",
    )
} | {"activityProgressKnown": "progressKnown"}
#: Element → scorm-again's list, and the actions that it may have.
_RULES = {
    "preconditionrule": (
        "preConditionRules",
        {"skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"},
    ),
    "exitconditionrule": ("exitConditionRules", {"exit"}),
    "postconditionrule": (
        "postConditionRules",
        {"exitParent", "exitAll", "retry", "retryAll", "continue", "previous"},
    ),
}
_ROLLUP_ACTIONS = {"satisfied", "notSatisfied", "completed", "incomplete"}
_CHILD_SETS = {"all", "any", "none", "atLeastCount", "atLeastPercent"}
_COMBINATIONS = {"all", "any"}


def sequencing_rules(sequencing: Node, report: Report) -> dict[str, list]:
    """`SequencingRulesSettings`; empty when there are none."""
    found: dict[str, list] = {}
    for node in sequencing.all("sequencingrules"):
        for element, (name, actions) in _RULES.items():
            for rule in node.all(element):
                if settings := _sequencing_rule(rule, actions, report):
                    found.setdefault(name, []).append(settings)
    return found


def _sequencing_rule(rule: Node, actions: set[str], report: Report) -> dict | None:
    action = _token(rule.first("ruleaction"), "action", actions, report)
    group = rule.first("ruleconditions")
    conditions = list(_conditions(group, report)) if group else []
    if not action or not conditions:
        return None
    return {
        "action": action,
        "conditionCombination": _token(
            group, "conditioncombination", _COMBINATIONS, report, default="all"
        ),
        "conditions": conditions,
    }


def _conditions(group: Node, report: Report) -> Iterator[dict]:
    for node in group.all("rulecondition"):
        condition = _token(node, "condition", _CONDITIONS, report)
        if not condition:
            continue
        settings: dict = {"condition": condition} | _operator(node)
        if objective := node.get("referencedobjective"):
            settings["referencedObjective"] = objective
        if threshold := node.get("measurethreshold"):
            value = number(threshold, -1, 1)
            if value is None:
                report(node, "measureThreshold", threshold)
            else:
                settings["parameters"] = {"threshold": value}
        yield settings


def rollup_rules(sequencing: Node, report: Report) -> list[dict]:
    """`RollupRuleSettings` of all rules."""
    return [
        settings
        for node in sequencing.all("rolluprules")
        for rule in node.all("rolluprule")
        if (settings := _rollup_rule(rule, report))
    ]


def _rollup_rule(rule: Node, report: Report) -> dict | None:
    action = _token(rule.first("rollupaction"), "action", _ROLLUP_ACTIONS, report)
    group = rule.first("rollupconditions")
    conditions = [
        {"condition": _ROLLUP_CONDITIONS[condition]} | _operator(node)
        for node in (group.all("rollupcondition") if group else ())
        if (condition := _token(node, "condition", _ROLLUP_CONDITIONS, report))
    ]
    if not action or not conditions:
        return None
    settings = {
        "action": action,
        "consideration": _token(rule, "childactivityset", _CHILD_SETS, report, default="all"),
        "conditionCombination": _token(
            group, "conditioncombination", _COMBINATIONS, report, default="any"
        ),
        "conditions": conditions,
    }
    if settings["consideration"] == "atLeastCount":
        settings["minimumCount"] = count(rule.get("minimumcount")) or 0
    if settings["consideration"] == "atLeastPercent":
        # SCORM has a share of 1 here, scorm-again percents.
        share = number(rule.get("minimumpercent") or "0", 0, 1)
        if share is None:
            report(rule, "minimumPercent", rule.get("minimumpercent"))
        settings["minimumPercent"] = (share or 0) * 100
    return settings


def _operator(node: Node) -> dict[str, str]:
    return {"operator": "not"} if node.get("operator").lower() == "not" else {}


def _token(node: Node | None, name: str, allowed, report: Report, *, default: str = "") -> str:
    """The attribute's value as SCORM spells it, though the manifest may use other cases."""
    value = node.get(name) if node else ""
    if not value:
        return default
    for token in allowed:
        if token.lower() == value.lower():
            return token
    report(node, name, value)
    return default
