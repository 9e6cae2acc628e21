"""SCORM 2004: an item's sequencing, in the terms of scorm-again's `ActivitySettings`.

Sources: SCORM 2004 4th Edition, Content Aggregation Model, chapter 5, for elements and
defaults; `sequencing_types.d.ts` of scorm-again for the names. Its own defaults are not
SCORM's everywhere (`flow`), so that SCORM's are written out.
"""

from collections.abc import Iterator

from .document import Node
from .objectives import objectives_of
from .problems import Findings
from .rules import rollup_rules, sequencing_rules
from .saying import said as _
from .values import count, number, truth

_CONTROL_DEFAULTS = {"choice": True, "choiceExit": True, "flow": False, "forwardOnly": False}
_CONTROL_MODE = (
    *_CONTROL_DEFAULTS,
    "useCurrentAttemptObjectiveInfo",
    "useCurrentAttemptProgressInfo",
)
_CONSTRAINED_CHOICE = ("preventActivation", "constrainChoice")
_ROLLUP_FLAGS = ("rollupObjectiveSatisfied", "rollupProgressCompletion")
_DELIVERY = ("tracked", "completionSetByContent", "objectiveSetByContent")
_TIMINGS = ("never", "once", "onEachNewAttempt")
_REQUIRED_FOR = (
    "requiredForSatisfied",
    "requiredForNotSatisfied",
    "requiredForCompleted",
    "requiredForIncomplete",
)
_REQUIREMENTS = ("always", "ifAttempted", "ifNotSkipped", "ifNotSuspended")
_DURATIONS = (
    "attemptAbsoluteDurationLimit",
    "activityAbsoluteDurationLimit",
    "beginTimeLimit",
    "endTimeLimit",
)
_HIDE = ("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll")


class Sequencing:
    """Reads the sequencing of one manifest's items, with its collection to refer to."""

    def __init__(self, manifest: Node, findings: Findings, where: str):
        self._findings = findings
        self._where = where
        self._collection = {
            node.get("id"): node
            for group in manifest.all("sequencingcollection")
            for node in group.all("sequencing")
            if node.get("id")
        }
        self._is_used = any(node.name == "sequencing" for node in manifest.walk())

    def of(self, node: Node, identifier: str, *, has_children: bool) -> dict[str, object] | None:
        """The settings of an item or organisation without `id`, `title` and `children`.

        None where there is nothing to say. As soon as a manifest uses sequencing anywhere,
        SCORM's defaults hold for what does not; where none does, scorm-again's friendlier ones
        let people simply go on.
        """
        own = node.first("sequencing")
        settings: dict[str, object] = {}
        controls = dict(_CONTROL_DEFAULTS) if has_children and self._is_used else {}
        if own:
            merged = self._merged(own)
            controls |= self._controls(merged)
            settings |= self._parts(merged, identifier)
        if controls:
            settings["sequencingControls"] = controls
        settings |= self._of_item(node)
        return settings or None

    def _merged(self, own: Node) -> Node:
        """With the referenced definition for each element that the item does not have itself."""
        key = own.get("idref")
        if not key:
            return own
        shared = self._collection.get(key)
        if not shared:
            self._findings.note(
                "sequencing-reference",
                _("Das Manifest verweist auf eine Ablaufregel „%(key)s“, die es nicht enthält.")
                % {"key": key[:80]},
                _("Prüfen Sie in der Vorschau, ob der Kurs sich wie gewollt verhält."),
                where=self._place(own),
            )
            return own
        merged = Node("sequencing", shared.attributes | own.attributes, own.line)
        present = {(child.prefix[:3], child.name) for child in own.children}
        merged.children = own.children + [
            child for child in shared.children if (child.prefix[:3], child.name) not in present
        ]
        return merged

    def _controls(self, node: Node) -> dict[str, object]:
        controls: dict[str, object] = {}
        for element, names in (
            ("controlmode", _CONTROL_MODE),
            ("constrainedchoiceconsiderations", _CONSTRAINED_CHOICE),
            ("rolluprules", _ROLLUP_FLAGS),
        ):
            for part in node.all(element):
                controls |= self._flags(part, names)
        for part in node.all("rolluprules"):
            if weight := part.get("objectivemeasureweight"):
                controls |= self._number(part, "objectiveMeasureWeight", weight, 0, 1)
        for part in node.all("randomizationcontrols"):
            controls |= self._randomization(part)
        return controls

    def _randomization(self, part: Node) -> dict[str, object]:
        found: dict[str, object] = {}
        for name in ("randomizationTiming", "selectionTiming"):
            found |= self._token(part, name, _TIMINGS)
        if part.get("selectcount"):
            chosen = count(part.get("selectcount"))
            if chosen is None:
                self._report(part, "selectCount", part.get("selectcount"))
            else:
                found["selectCount"] = chosen
        # scorm-again's own `reorderChildren` says that it has happened already.
        if truth(part.get("reorderchildren")):
            found["randomizeChildren"] = True
        return found

    def _parts(self, node: Node, identifier: str) -> dict[str, object]:
        found: dict[str, object] = {}
        if rules := sequencing_rules(node, self._report):
            found["sequencingRules"] = rules
        if rules := rollup_rules(node, self._report):
            found["rollupRules"] = {"rules": rules}
        found |= objectives_of(node, identifier, self._report)
        for part in node.all("limitconditions"):
            found |= self._limits(part)
        for part in node.all("deliverycontrols"):
            found["deliveryControls"] = self._flags(part, _DELIVERY)
        for part in node.all("rollupconsiderations"):
            considerations = self._flags(part, ("measureSatisfactionIfActive",))
            for name in _REQUIRED_FOR:
                considerations |= self._token(part, name, _REQUIREMENTS)
            found["rollupConsiderations"] = considerations
        return found

    def _limits(self, part: Node) -> dict[str, object]:
        found: dict[str, object] = {
            name: value for name in _DURATIONS if (value := part.get(name.lower()))
        }
        if said := part.get("attemptlimit"):
            limit = count(said)
            if limit is None:
                self._report(part, "attemptLimit", said)
            else:
                found["attemptLimit"] = limit
        return found

    def _of_item(self, node: Node) -> dict[str, object]:
        """What stands beside the sequencing in the item."""
        found: dict[str, object] = {}
        hidden = [
            token
            for part in node.all("presentation")
            for interface in part.all("navigationinterface")
            for element in interface.all("hidelmsui")
            if (token := _as_token(element.text.strip(), _HIDE))
        ]
        if hidden:
            found["hideLmsUi"] = list(dict.fromkeys(hidden))
        if maps := list(_shared_data(node)):
            found["sharedDataMaps"] = maps
        if threshold := self._threshold(node):
            found["completionThreshold"] = threshold
        return found

    def _threshold(self, node: Node) -> dict[str, object]:
        """The 4th edition has attributes, the 3rd a number, which is to be reached."""
        element = node.first("completionthreshold")
        if not element:
            return {}
        if text := element.text.strip():
            measure = self._number(element, "minProgressMeasure", text, 0, 1)
            return {"completedByMeasure": True} | measure if measure else {}
        found = self._flags(element, ("completedByMeasure",))
        for name in ("minProgressMeasure", "progressWeight"):
            if said := element.get(name.lower()):
                found |= self._number(element, name, said, 0, 1)
        if found.get("completedByMeasure"):
            found.setdefault("minProgressMeasure", 1.0)
        return found

    def _flags(self, part: Node, names: tuple[str, ...]) -> dict[str, object]:
        found: dict[str, object] = {}
        for name in names:
            if said := part.get(name.lower()):
                value = truth(said)
                if value is None:
                    self._report(part, name, said)
                else:
                    found[name] = value
        return found

    def _number(self, part, name: str, said: str, lowest, highest) -> dict[str, object]:
        value = number(said, lowest, highest)
        if value is None:
            self._report(part, name, said)
            return {}
        return {name: value}

    def _token(self, part: Node, name: str, allowed: tuple[str, ...]) -> dict[str, object]:
        said = part.get(name.lower())
        token = _as_token(said, allowed)
        if said and not token:
            self._report(part, name, said)
        return {name: token} if token else {}

    def _report(self, node: Node, name: str, value: str) -> None:
        self._findings.note(
            "sequencing-value",
            _("„%(value)s“ ist für „%(name)s“ kein Wert von SCORM 2004 und wird übergangen.")
            % {"value": value[:40], "name": name},
            _("Prüfen Sie in der Vorschau, ob der Kurs sich wie gewollt verhält."),
            where=self._place(node),
        )

    def _place(self, node: Node) -> str:
        return _("%(file)s, Zeile %(line)d") % {"file": self._where, "line": node.line}


def _as_token(said: str, allowed: tuple[str, ...]) -> str:
    return next((token for token in allowed if token.lower() == said.lower()), "")


def _shared_data(node: Node) -> Iterator[dict[str, object]]:
    for data in node.all("data"):
        for part in data.all("map"):
            if target := part.get("targetid"):
                readable = truth(part.get("readshareddata"))
                writable = truth(part.get("writeshareddata"))
                yield {
                    "targetID": target,
                    "readSharedData": readable is not False,
                    "writeSharedData": writable is not False,
                }
