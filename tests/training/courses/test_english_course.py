"""An English version of a course: read, learned, tested and certified in English."""

import pytest
from django.urls import reverse

from portal.content.entries import EntryRefusedError
from portal.translating.pages import english
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import CoursePageFactory, LessonPageFactory
from tests.portal.translating.english import published_version, translate, translation_of
from tests.training.finaltest.courses import paper_of, read_all
from training.courses.enrolling import enrol
from training.courses.lessons import lessons_of
from training.courses.models import CoursePage, LessonPage
from training.courses.outline import outline_of
from training.courses.versions import fix_version
from training.finaltest import services as finaltest
from training.finaltest.models import TestExtension as Extension
from training.finaltest.selectors import given_to
from training.progress.service import record_now
from training.record.services import leave_course

pytestmark = pytest.mark.django_db

CHOICES = [
    {"text": "Alle", "right": True, "feedback": "Genau."},
    {"text": "Niemanden", "right": False, "feedback": "Nein."},
]
QUESTION = ("single", {"question": "Wen schützt das AGG?", "choices": CHOICES})


@pytest.fixture
def course(cast):
    course = CoursePageFactory(
        parent=cast.bochum,
        title="Das AGG",
        pass_mark=60,
        final_test=[("pool", {"title": "Vorrat", "draw": 1, "questions": [QUESTION]})],
    )
    LessonPageFactory(
        parent=course, title="Anfang", body=[("text", "<p>Ein Absatz.</p>"), QUESTION]
    )
    LessonPageFactory(parent=course, title="Ende")
    fix_version(course)
    return CoursePage.objects.get(pk=course.pk)


def translate_lessons(course) -> None:
    for lesson in lessons_of(course):
        translation = translation_of(lesson)
        translate(translation)
        translation.save_target(publish=False)


def english_course(course, **texts):
    translate_lessons(course)
    version = published_version(CoursePage.objects.get(pk=course.pk), **texts)
    return CoursePage.objects.get(pk=version.pk)


def shown(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_stands_below_its_original_with_its_lessons(client, course):
    version = english_course(course, title="The equal treatment act")
    assert version.url == f"{course.url}en/"
    page = shown(client, version.url)
    assert '<h1 class="title-page">The equal treatment act</h1>' in page
    assert page.index("English: Anfang") < page.index("English: Ende")
    assert "Start the course" in page or "Begin" in page
    assert f'href="{version.url}" hreflang="en"' in shown(client, course.url)
    assert "English: " not in shown(client, course.url)
    lesson = lessons_of(version)[0]
    assert client.get(lesson.url).url == version.url
    assert client.get(lessons_of(course)[0].url).url == course.url


def test_one_reads_and_answers_in_english(cast, client, course):
    version = english_course(course)
    [fixed] = version.versions.all()
    german = course.versions.get()
    assert fixed.content["language"] == "en"
    assert fixed.content["pass_mark"] == 60
    ids = [[block["id"] for block in each["body"]] for each in fixed.content["lessons"]]
    assert ids == [[block["id"] for block in each["body"]] for each in german.content["lessons"]]
    first, second = fixed.content["lessons"]
    assert (first["title"], second["title"]) == ("English: Anfang", "English: Ende")
    question = first["body"][1]["value"]
    assert question["question"] == "English: Wen schützt das AGG?"
    answers = [choice["value"] for choice in question["choices"]]
    assert [(each["text"], each["right"]) for each in answers] == [
        ("English: Alle", True),
        ("English: Niemanden", False),
    ]
    [pool] = fixed.content["final_test"]
    assert pool["value"]["title"] == "English: Vorrat"
    page = shown(client, reverse("courses:lesson", args=[version.pk, first["id"]]))
    assert "English: Ein Absatz." in page
    assert "English: Wen schützt das AGG?" in page

    assert "Check the answer" not in page
    assert 'lang="de">Antwort prüfen' in page
    client.cookies["django_language"] = "en"
    address = reverse("courses:lesson", args=[course.pk, lessons_of(course)[0].pk])
    assert 'lang="en">Check the answer' in shown(client, address)

    learner = signed_in(cast.learner)
    address = reverse("courses:overview", args=[version.pk])
    assert learner.post(address).status_code == 302
    assert "English: Anfang" in shown(learner, address)
    assert "English: Das AGG" in shown(learner, "/lernen/")
    assert cast.learner.enrolments.get().version == fixed


def test_it_waits_for_all_its_lessons(course):
    lessons = lessons_of(course)
    translation = translation_of(lessons[0])
    translate(translation)
    translation.save_target(publish=False)
    with pytest.raises(EntryRefusedError) as refused:
        published_version(CoursePage.objects.get(pk=course.pk))
    assert "noch nicht übersetzt: „Ende“" in refused.value.sentence()
    assert not course.get_children().filter(locale=english(), live=True).exists()


def test_beginning_a_translation_begins_those_of_the_lessons(cast, course):
    client = signed_in(cast.editor_bochum)
    address = reverse("wagtail_localize:submit_page_translation", args=[course.pk])
    client.post(address, {"locales": [english().pk]})
    assert LessonPage.objects.filter(locale=english()).count() == 2
    version = CoursePage.objects.get(locale=english())
    assert [lesson.title for lesson in lessons_of(version)] == ["Anfang", "Ende"]


def test_it_says_that_a_lesson_has_changed_or_come(client, course):
    version = english_course(course)
    assert "Not up to date" not in shown(client, version.url)
    lesson = lessons_of(course)[1]
    lesson.body = [("text", "<p>Ganz anderes.</p>")]
    lesson.save_revision().publish()
    assert "Not up to date" in shown(client, version.url)
    translation_of(lesson).source.update_from_db()
    version = english_course(course)
    assert "Not up to date" not in shown(client, version.url)
    assert version.versions.count() == 2
    LessonPageFactory(parent=CoursePage.objects.get(pk=course.pk), title="Zugabe")
    assert "Not up to date" in shown(client, version.url)


def test_it_takes_the_originals_facts(course):
    version = english_course(course)
    course = CoursePage.objects.get(pk=course.pk)
    course.pass_mark = 90
    lessons_of(course)[1].unpublish()
    course.save_revision().publish()
    newest = version.versions.order_by("-number").first()
    assert newest.content["pass_mark"] == 90
    assert [lesson["title"] for lesson in newest.content["lessons"]] == ["English: Anfang"]
    assert newest.content["language"] == "en"


def test_it_is_no_second_course(course):
    version = english_course(course, title="Equal treatment")
    rebuild()
    [hit] = find(SearchRequest(text="equal treatment")).hits
    assert hit.document.id == f"page-{course.pk}"
    assert [hit.document.id for hit in find(SearchRequest(text="paragraph absatz")).hits] == [
        f"page-{course.pk}"
    ]
    assert list(CoursePage.listed()) == [course]
    assert version.get_sitemap_urls()[0]["location"] == version.full_url


def test_it_goes_with_its_original(cast, client, course):
    version = english_course(course)
    CoursePage.objects.get(pk=course.pk).unpublish()
    assert client.get(version.url).status_code == 404
    version = CoursePage.objects.get(pk=version.pk)
    assert (
        signed_in(cast.learner).get(reverse("courses:overview", args=[version.pk])).status_code
        == 404
    )
    assert not version.live


def test_who_has_begun_in_german_goes_on_in_german(cast, course):
    enrolment = enrol(cast.learner, course)
    version = english_course(course)
    assert enrol(cast.learner, version).version.content["language"] == "en"
    enrolment.refresh_from_db()
    assert enrolment.version == course.versions.get()


def ready_for_test(user, course):
    """Enrolled, with all done that is asked for before the test."""
    enrolment = read_all(enrol(user, course))
    for lesson in outline_of(enrolment.version).lessons:
        for activity in lesson.activities:
            record_now(enrolment.pk, activity.id, done=True, score=1)
    return enrolment


def test_attempts_in_either_language_are_attempts_at_one_test(cast, course):
    course.max_attempts = 3
    course.save_revision().publish()
    version = english_course(course)
    german = ready_for_test(cast.learner, CoursePage.objects.get(pk=course.pk))
    finaltest.hand_in(finaltest.begin(german))
    in_english = ready_for_test(cast.learner, version)
    assert finaltest.standing_of(in_english).attempts_left == 2
    finaltest.hand_in(finaltest.begin(in_english))
    assert finaltest.standing_of(german).attempts_left == 1

    leave_course(enrolment=german)
    assert finaltest.standing_of(in_english).attempts_left == 1
    finaltest.hand_in(finaltest.begin(in_english))
    again = ready_for_test(cast.learner, CoursePage.objects.get(pk=course.pk))
    with pytest.raises(finaltest.AttemptRefusedError, match="alle Versuche"):
        finaltest.begin(again)


def test_attempts_of_a_test_that_was_passed_in_one_language_count_no_longer(cast, course):
    course.max_attempts = 2
    course.save_revision().publish()
    version = english_course(course)
    german = ready_for_test(cast.learner, CoursePage.objects.get(pk=course.pk))
    in_english = ready_for_test(cast.learner, version)
    finaltest.hand_in(finaltest.begin(german))
    attempt = finaltest.begin(in_english)
    [asked] = paper_of(attempt)
    finaltest.answer(attempt=attempt, question_id=asked.id, answer=0)
    assert finaltest.hand_in(attempt).is_passed
    assert finaltest.standing_of(german).attempts_left == 1
    assert finaltest.begin(german).number == 2


def test_what_one_is_given_in_addition_holds_in_either_language(cast, course):
    version = english_course(course)
    enrolment = enrol(cast.learner, version)
    Extension.objects.create(
        course=course, user=cast.learner, extra_minutes=20, reason="Nachteilsausgleich"
    )
    assert given_to(enrolment).extra_minutes == 20
