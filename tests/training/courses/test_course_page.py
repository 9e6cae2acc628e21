"""What visitors see of a course."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.content.cards import cards_of_hits, entry_cards
from search import services
from search.request import SearchRequest
from tests.factories import CoursePageFactory, LessonPageFactory, TrainingModuleFactory
from tests.portal.opendata.reading import amb_record, schema_org
from training.courses.accessibility import problems_of
from training.courses.models import Access
from training.courses.versions import fix_version
from training.importing.amb import Record

pytestmark = pytest.mark.django_db


def question(answer):
    return (
        "single",
        {
            "question": "Wen schützt das Gesetz?",
            "choices": [
                {"text": answer, "right": True, "feedback": ""},
                {"text": "Niemanden", "right": False, "feedback": ""},
            ],
        },
    )


def test_the_page_lists_the_lessons(cast, client):
    course = CoursePageFactory(parent=cast.bochum, lessons=2)

    html = client.get(course.url).content.decode()

    assert "Selbstlernkurs" in html
    assert html.index("Lektion 1") < html.index("Lektion 2")


def test_the_records_name_the_lessons_as_parts(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=2)

    record = amb_record(course.url)
    Record.model_validate(record)
    for data in (record, schema_org(course.url)):
        assert [part["name"] for part in data["hasPart"]] == ["Lektion 1", "Lektion 2"]
        assert data["timeRequired"] == "PT20M"


def test_the_cost_does_not_grow_with_the_lessons(cast, client):

    counts = []
    for lessons in (3, 30):
        course = CoursePageFactory(parent=cast.bochum, lessons=lessons)
        client.get(course.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(course.url).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(("access", "found"), [(Access.OPEN, True), (Access.LOGIN, False)])
def test_lessons_are_found_with_an_open_course(cast, access, found):
    course = CoursePageFactory(parent=cast.bochum, access=access)
    LessonPageFactory(parent=course, body=[("text", "<p>Das Wort Perspektivwechsel.</p>")])
    fix_version(course)

    body = type(course).objects.get(pk=course.pk).search_document().body

    assert ("Perspektivwechsel" in body) is found


def test_answers_are_not_found(cast):
    course = CoursePageFactory(parent=cast.bochum)
    LessonPageFactory(parent=course, body=[question("Alle Beschäftigten")])
    fix_version(course)

    body = type(course).objects.get(pk=course.pk).search_document().body

    assert "Wen schützt das Gesetz?" in body
    assert "Alle Beschäftigten" not in body


def test_a_lesson_leads_to_its_course(cast, client):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)

    answer = client.get(course.get_children().get().url)

    assert answer.status_code == 302
    assert answer.url == course.url


def test_a_course_that_shuts_people_out_is_not_published(cast):
    course = CoursePageFactory(parent=cast.bochum)
    LessonPageFactory(
        parent=course,
        title="Gehör",
        body=[("audio", {"title": "Anruf", "address": "https://stadt.example/anruf.mp3"})],
    )

    with pytest.raises(ValidationError) as refused:
        course.full_clean()

    assert "Lektion „Gehör“: Zu „Anruf“ fehlt die Textfassung." in refused.value.sentence()


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "video", "value": {"title": "Film", "document": 3}}, "fehlen Untertitel"),
        ({"type": "audio", "value": {"title": "Ton"}}, "fehlt die Textfassung"),
        ({"type": "text", "value": '<p><a href="/x">hier</a></p>'}, "„hier“ sagt nicht"),
        ({"type": "text", "value": "<h4>Zu tief</h4>"}, "überspringt eine Ebene"),
    ],
)
def test_each_problem_has_its_sentence(block, words):
    problems = problems_of("100 %", [block])

    assert any(words in problem and "Lektion „100 %“" in problem for problem in problems)


@pytest.mark.parametrize(
    "block",
    [
        {
            "type": "video",
            "value": {"title": "F", "document": 3, "captions": 4, "transcript": "<p>Alles.</p>"},
        },
        {"type": "text", "value": '<h3>Eins</h3><h4>Zwei</h4><a href="/x">zum Gesetz</a>'},
    ],
)
def test_what_everybody_can_use_is_no_problem(block):
    assert problems_of("Lektion", [block]) == []


def test_a_module_leads_to_its_public_courses(cast, client):
    module = TrainingModuleFactory(parent=cast.bochum)
    course = CoursePageFactory(parent=cast.bochum, module=module, title="Ganz allein")
    CoursePageFactory(parent=cast.bochum, module=module, title="Noch Entwurf", live=False)

    html = client.get(module.url).content.decode()

    assert "Als Selbstlernkurs" in html
    assert f'href="{course.url}"' in html
    assert "Noch Entwurf" not in html


def test_lists_call_it_a_course_and_not_a_module(cast, client):
    course = CoursePageFactory(parent=cast.bochum, title="Perspektiven wechseln", lessons=1)
    TrainingModuleFactory(parent=cast.bochum, title="Perspektiven verstehen")
    services.rebuild()

    found = client.get("/suche/", {"q": "Perspektiven"}).content.decode()
    hit = services.find(SearchRequest(text="Perspektiven wechseln")).hits[0]
    (card,) = cards_of_hits([hit])

    assert found.count('<p class="hit__kind">') == 2
    kinds = re.findall(r'<p class="hit__kind">\s*([^<]*?)\s*·', found)
    assert sorted(kinds) == ["Selbstlernkurs", "Trainingsmodul"]
    assert card.kind_label == entry_cards([course])[0].kind_label == "Selbstlernkurs"
    assert "Selbstlernkurs" not in card.meta
