"""What SCORM 1.2 has in an item for the start of its SCO."""

import pytest

from tests.training.packages.manifests import (
    ITEM,
    codes,
    first,
    manifest,
    read,
)


def test_values_of_scorm_12():
    item = ITEM.replace(
        "</item>",
        '<adlcp:prerequisites type="aicc_script">I1&amp;~I1</adlcp:prerequisites>'
        "<adlcp:maxtimeallowed>01:30:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit, no message</adlcp:timelimitaction>"
        "<adlcp:datafromlms> level=2 </adlcp:datafromlms>"
        "<adlcp:masteryscore>80</adlcp:masteryscore></item>",
    )

    report = read(manifest(items=item))

    assert report.problems == ()
    item = first(report)
    assert item["prerequisites"] == "I1&~I1"
    assert item["max_time_allowed"] == "01:30:00"
    assert item["time_limit_action"] == "exit,no message"
    assert item["data_from_lms"] == "level=2"
    assert item["mastery_score"] == 80


@pytest.mark.parametrize(
    ("element", "name", "code"),
    [
        ("<adlcp:masteryscore>viel</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:masteryscore>120</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:masteryscore>nan</adlcp:masteryscore>", "mastery_score", "item-value"),
        ("<adlcp:maxtimeallowed>1h</adlcp:maxtimeallowed>", "max_time_allowed", "item-value"),
        ("<adlcp:timelimitaction>x</adlcp:timelimitaction>", "time_limit_action", "item-value"),
    ],
)
def test_values_that_are_none(element, name, code):
    report = read(manifest(items=ITEM.replace("</item>", f"{element}</item>")))

    assert first(report)[name] is None
    assert codes(report) == [code]
    assert report.is_launchable


@pytest.mark.parametrize("script", ["I9", "I1&I9", "3*{I1,I9}"])
def test_prerequisites_of_nothing(script):
    element = f"<adlcp:prerequisites>{script.replace('&', '&amp;')}</adlcp:prerequisites>"

    report = read(manifest(items=ITEM.replace("</item>", f"{element}</item>")))

    assert codes(report) == ["prerequisites"]
    assert "„I9“" in report.problems[0].sentence
