"""The demo's SCORM packages: several lessons each, readable by our own check, always the same."""

import json
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from training.packages.demo.building import build, packages
from training.packages.reading.package import read_package

PACKAGES = {package.identifier: package for package in packages()}

each_package = pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)


def lessons_of(items):
    for item in items:
        if item["file"]:
            yield item
        yield from lessons_of(item["items"])


def test_there_is_one_of_each_version():
    assert sorted(package.version for package in PACKAGES.values()) == ["1.2", "2004"]


@each_package
def test_the_check_finds_nothing_wrong(package):
    report = read_package(BytesIO(build(package)))

    assert report.problems == ()
    assert report.is_launchable
    assert report.version == {"1.2": "1.2", "2004": "2004 4th Edition"}[package.version]
    assert report.title == package.title
    lessons = list(lessons_of(report.manifest["items"]))
    assert len(lessons) >= 3
    assert {lesson["scorm_type"] for lesson in lessons} == {"sco"}
    assert {lesson["file"] for lesson in lessons} <= set(report.files)


@each_package
def test_the_archive_is_the_same_each_time(package):
    assert build(package) == build(package)
    with zipfile.ZipFile(BytesIO(build(package))) as archive:
        assert archive.namelist()[0] == "imsmanifest.xml"
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@each_package
def test_every_question_has_one_right_answer_and_words_for_each(package):
    questions = [page.question for lesson in package.lessons for page in lesson.pages]
    questions = [question for question in questions if question]
    assert len(questions) >= 8
    for question in questions:
        assert all(choice.feedback for choice in question.choices)
        assert question.right in {choice.letter for choice in question.choices}
    assert len({question.right for question in questions}) > 1


def test_the_test_of_the_older_version_waits_for_the_lessons():
    report = read_package(BytesIO(build(PACKAGES["mit-dolmetschenden-sprechen"])))

    *_lessons, test = lessons_of(report.manifest["items"])
    assert test["prerequisites"] == "vorbereiten&im-gespraech"
    assert test["mastery_score"] == 75


def test_the_test_of_the_newer_version_waits_for_the_lessons():
    report = read_package(BytesIO(build(PACKAGES["ruhig-bleiben-am-schalter"])))

    *lessons, test = lessons_of(report.manifest["items"])
    (rule,) = test["sequencing"]["sequencingRules"]["preConditionRules"]
    asked = {condition["referencedObjective"] for condition in rule["conditions"]}
    primary = {lesson["sequencing"]["primaryObjective"]["objectiveID"] for lesson in lessons}
    assert rule["action"] == "disabled"
    assert asked == primary
    assert report.manifest["sequencing"]["rollupRules"]


def test_the_command_writes_files_and_names_them(tmp_path):
    out = StringIO()
    call_command("write_demo_packages", str(tmp_path / "neu"), "--json", stdout=out)

    written = json.loads(out.getvalue())
    assert {entry["version"] for entry in written} == {"1.2", "2004"}
    for entry in written:
        assert read_package(entry["file"]).is_launchable


def test_the_command_says_where_it_cannot_write(tmp_path):
    (tmp_path / "datei").write_text("")

    with pytest.raises(CommandError, match="datei"):
        call_command("write_demo_packages", str(tmp_path / "datei"), stdout=StringIO())
