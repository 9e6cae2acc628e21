"""SCORM 2004: sequencing in scorm-again's terms, and the run-time values that start from it."""

import pytest

from tests.training.packages.manifests import ITEM, codes, first, manifest, read

V3, V4 = "2004 3rd Edition", "2004 4th Edition"


def sequenced(content: str, *, version: str = V4, collection: str = "", rest: str = ""):
    """The report of a course whose one item has this sequencing, and `rest` beside it."""
    sequencing = f"<imsss:sequencing>{content}</imsss:sequencing>" if content else ""
    item = ITEM.replace("</item>", f"{rest}{sequencing}</item>")
    return read(manifest(version=version, items=item, collection=collection))


def settings(content: str, **options) -> dict:
    report = sequenced(content, **options)
    assert report.problems == ()
    return first(report)["sequencing"]


def test_without_sequencing_people_simply_go_on():
    report = read(manifest(version=V4))

    assert report.manifest["sequencing"] is None
    assert first(report)["sequencing"] is None


def test_defaults_hold_everywhere_as_soon_as_one_item_is_sequenced():
    folder = f'<item identifier="F"><title>F</title>{ITEM}</item>'
    other = (
        '<item identifier="I2" identifierref="R1"><title>Z</title><imsss:sequencing>'
        '<imsss:deliveryControls tracked="false"/></imsss:sequencing></item>'
    )

    report = read(manifest(version=V4, items=folder + other))

    defaults = {"choice": True, "choiceExit": True, "flow": False, "forwardOnly": False}
    assert report.manifest["sequencing"] == {"sequencingControls": defaults}
    folder, other = report.manifest["items"]
    assert folder["sequencing"] == {"sequencingControls": defaults}
    assert folder["items"][0]["sequencing"] is None
    assert other["sequencing"] == {"deliveryControls": {"tracked": False}}


def test_control_modes():
    content = (
        '<imsss:controlMode choice="false" flow="1" useCurrentAttemptObjectiveInfo="false"/>'
        '<adlseq:constrainedChoiceConsiderations preventActivation="true" constrainChoice="true"/>'
    )

    assert settings(content)["sequencingControls"] == {
        "choice": False,
        "flow": True,
        "useCurrentAttemptObjectiveInfo": False,
        "preventActivation": True,
        "constrainChoice": True,
    }


def test_rules():
    content = """
      <imsss:sequencingRules>
        <imsss:preConditionRule>
          <imsss:ruleConditions conditionCombination="any">
            <imsss:ruleCondition condition="satisfied" operator="not"
                referencedObjective="OBJ-1"/>
            <imsss:ruleCondition condition="objectiveMeasureGreaterThan" measureThreshold="0.5"/>
          </imsss:ruleConditions>
          <imsss:ruleAction action="hiddenFromChoice"/>
        </imsss:preConditionRule>
        <imsss:exitConditionRule>
          <imsss:ruleConditions><imsss:ruleCondition condition="completed"/></imsss:ruleConditions>
          <imsss:ruleAction action="exit"/>
        </imsss:exitConditionRule>
        <imsss:postConditionRule>
          <imsss:ruleConditions><imsss:ruleCondition condition="always" operator="noOp"/>
          </imsss:ruleConditions>
          <imsss:ruleAction action="retryAll"/>
        </imsss:postConditionRule>
      </imsss:sequencingRules>"""

    assert settings(content)["sequencingRules"] == {
        "preConditionRules": [
            {
                "action": "hiddenFromChoice",
                "conditionCombination": "any",
                "conditions": [
                    {"condition": "satisfied", "operator": "not", "referencedObjective": "OBJ-1"},
                    {
                        "condition": "objectiveMeasureGreaterThan",
                        "parameters": {"threshold": 0.5},
                    },
                ],
            }
        ],
        "exitConditionRules": [
            {
                "action": "exit",
                "conditionCombination": "all",
                "conditions": [{"condition": "completed"}],
            }
        ],
        "postConditionRules": [
            {
                "action": "retryAll",
                "conditionCombination": "all",
                "conditions": [{"condition": "always"}],
            }
        ],
    }


def test_rollup():
    content = """
      <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.5">
        <imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.25">
          <imsss:rollupConditions conditionCombination="all">
            <imsss:rollupCondition condition="activityProgressKnown" operator="not"/>
          </imsss:rollupConditions>
          <imsss:rollupAction action="incomplete"/>
        </imsss:rollupRule>
        <imsss:rollupRule childActivitySet="atLeastCount" minimumCount="2">
          <imsss:rollupConditions><imsss:rollupCondition condition="attempted"/>
          </imsss:rollupConditions>
          <imsss:rollupAction action="completed"/>
        </imsss:rollupRule>
      </imsss:rollupRules>
      <adlseq:rollupConsiderations requiredForSatisfied="ifNotSuspended"
          measureSatisfactionIfActive="false"/>"""

    found = settings(content)

    assert found["sequencingControls"] == {
        "rollupObjectiveSatisfied": False,
        "objectiveMeasureWeight": 0.5,
    }
    assert found["rollupConsiderations"] == {
        "measureSatisfactionIfActive": False,
        "requiredForSatisfied": "ifNotSuspended",
    }
    assert found["rollupRules"] == {
        "rules": [
            {
                "action": "incomplete",
                "consideration": "atLeastPercent",
                "conditionCombination": "all",
                "conditions": [{"condition": "progressKnown", "operator": "not"}],
                "minimumPercent": 25,
            },
            {
                "action": "completed",
                "consideration": "atLeastCount",
                "conditionCombination": "any",
                "conditions": [{"condition": "attempted"}],
                "minimumCount": 2,
            },
        ]
    }


def test_objectives():
    content = """
      <imsss:objectives>
        <imsss:primaryObjective objectiveID="PRIMARY" satisfiedByMeasure="true">
          <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
          <imsss:mapInfo targetObjectiveID="G1" writeSatisfiedStatus="true"/>
        </imsss:primaryObjective>
        <imsss:objective objectiveID="OTHER"/>
      </imsss:objectives>
      <adlseq:objectives>
        <adlseq:objective objectiveID="PRIMARY">
          <adlseq:mapInfo targetObjectiveID="G1" writeRawScore="true" readMinScore="false"/>
          <adlseq:mapInfo targetObjectiveID="G2"/>
        </adlseq:objective>
      </adlseq:objectives>"""

    report = sequenced(content)

    item = first(report)
    primary = item["sequencing"]["primaryObjective"]
    assert (primary["objectiveID"], primary["satisfiedByMeasure"]) == ("PRIMARY", True)
    assert primary["minNormalizedMeasure"] == 0.7
    both, added = primary["mapInfo"]
    assert both["targetObjectiveID"] == "G1"
    assert (both["readSatisfiedStatus"], both["writeSatisfiedStatus"]) == (True, True)
    assert (both["readRawScore"], both["writeRawScore"], both["readMinScore"]) == (
        True,
        True,
        False,
    )
    # What only ADL's map names does not map the status.
    assert (added["readSatisfiedStatus"], added["readCompletionStatus"]) == (False, True)
    assert [each["objectiveID"] for each in item["sequencing"]["objectives"]] == ["OTHER"]
    assert [each["objectiveID"] for each in item["objectives"]] == ["PRIMARY", "OTHER"]
    assert item["scaled_passing_score"] == 0.7


def test_primary_objective_without_a_name_is_not_shown_to_the_sco():
    content = (
        '<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"/></imsss:objectives>'
    )

    item = first(sequenced(content))

    assert item["sequencing"]["primaryObjective"]["objectiveID"] == "I1-primary"
    assert item["objectives"] == []
    assert item["scaled_passing_score"] == 1


def test_limits_delivery_and_randomization():
    content = (
        '<imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/>'
        '<imsss:randomizationControls randomizationTiming="once" reorderChildren="true" '
        'selectionTiming="onEachNewAttempt" selectCount="3"/>'
        '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
    )

    report = sequenced(content)

    found = first(report)["sequencing"]
    assert (found["attemptLimit"], found["attemptAbsoluteDurationLimit"]) == (2, "PT30M")
    assert found["sequencingControls"] == {
        "randomizationTiming": "once",
        "selectionTiming": "onEachNewAttempt",
        "selectCount": 3,
        "randomizeChildren": True,
    }
    assert found["deliveryControls"] == {
        "completionSetByContent": True,
        "objectiveSetByContent": True,
    }
    assert first(report)["max_time_allowed"] == "PT30M"


def test_what_stands_beside_the_sequencing():
    rest = (
        "<adlcp:timeLimitAction>continue,message</adlcp:timeLimitAction>"
        "<adlcp:dataFromLMS>a=1</adlcp:dataFromLMS>"
        '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8" '
        'progressWeight="0.5"/>'
        '<adlcp:data><adlcp:map targetID="urn:a"/>'
        '<adlcp:map targetID="urn:b" writeSharedData="false"/></adlcp:data>'
        "<adlnav:presentation><adlnav:navigationInterface>"
        "<adlnav:hideLMSUI>continue</adlnav:hideLMSUI>"
        "<adlnav:hideLMSUI>suspendAll</adlnav:hideLMSUI>"
        "</adlnav:navigationInterface></adlnav:presentation>"
    )

    report = sequenced("", rest=rest)

    item = first(report)
    assert item["sequencing"] == {
        "hideLmsUi": ["continue", "suspendAll"],
        "sharedDataMaps": [
            {"targetID": "urn:a", "readSharedData": True, "writeSharedData": True},
            {"targetID": "urn:b", "readSharedData": True, "writeSharedData": False},
        ],
        "completionThreshold": {
            "completedByMeasure": True,
            "minProgressMeasure": 0.8,
            "progressWeight": 0.5,
        },
    }
    assert report.manifest["shared_data"] == ["urn:a", "urn:b"]
    assert (item["time_limit_action"], item["data_from_lms"]) == ("continue,message", "a=1")
    assert item["completion_threshold"] == 0.8


@pytest.mark.parametrize(
    ("element", "version", "threshold"),
    [
        ("<adlcp:completionThreshold>0.6</adlcp:completionThreshold>", V3, 0.6),
        ('<adlcp:completionThreshold completedByMeasure="true"/>', V4, 1.0),
        ('<adlcp:completionThreshold minProgressMeasure="0.5"/>', V4, None),
        ("", V4, None),
    ],
)
def test_completion_thresholds(element, version, threshold):
    assert first(sequenced("", rest=element, version=version))["completion_threshold"] == threshold


def test_a_collection_fills_in_what_the_item_does_not_say():
    collection = (
        '<imsss:sequencingCollection><imsss:sequencing ID="S1">'
        '<imsss:controlMode flow="true"/><imsss:limitConditions attemptLimit="5"/>'
        "</imsss:sequencing></imsss:sequencingCollection>"
    )
    item = ITEM.replace(
        "</item>",
        '<imsss:sequencing IDRef="S1"><imsss:limitConditions attemptLimit="1"/>'
        "</imsss:sequencing></item>",
    )

    report = read(manifest(version=V4, items=item, collection=collection))

    assert report.problems == ()
    found = first(report)["sequencing"]
    assert found == {"sequencingControls": {"flow": True}, "attemptLimit": 1}


def test_a_collection_that_is_missing():
    item = ITEM.replace("</item>", '<imsss:sequencing IDRef="S9"/></item>')

    assert codes(read(manifest(version=V4, items=item))) == ["sequencing-reference"]


@pytest.mark.parametrize(
    "content",
    [
        '<imsss:controlMode flow="vielleicht"/>',
        '<imsss:limitConditions attemptLimit="-1"/>',
        '<imsss:rollupRules objectiveMeasureWeight="7"/>',
        '<imsss:randomizationControls selectionTiming="manchmal"/>',
        "<imsss:objectives><imsss:primaryObjective><imsss:minNormalizedMeasure>5"
        "</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>",
        "<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions>"
        '<imsss:ruleCondition condition="always"/></imsss:ruleConditions>'
        '<imsss:ruleAction action="skip"/></imsss:exitConditionRule></imsss:sequencingRules>',
    ],
)
def test_values_that_scorm_does_not_have(content):
    report = sequenced(content)

    assert codes(report) == ["sequencing-value"]
    assert report.is_launchable


def test_scorm_12_has_no_sequencing():
    report = sequenced('<imsss:controlMode flow="true"/>', version="1.2")

    assert first(report)["sequencing"] is None
    assert report.manifest["sequencing"] is None
