"""The pages of a final test, without JavaScript."""

import json
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import CoursePageFactory, EnrolmentFactory
from tests.training.questions.questions import FEEDBACK, RIGHT, VALUES
from training.finaltest.models import TestAttempt as Attempt
from training.finaltest.models import TestExtension as Extension
from training.questions.rendering import show

from .courses import KINDS, course_with_test, paper_of, read_all, ready, right_answer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def address(course, name: str = "start", *args) -> str:
    return reverse(f"finaltest:{name}", args=[course.pk, *args])


def text_of(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def sent(asked, answer) -> dict:
    """What a browser sends for an answer: the places of what is chosen in the form shown."""
    shown = show(asked.question, seed=asked.seed, prefix="antwort", answer=answer)
    data = {}
    if shown.options:
        data["antwort"] = [option.key for option in shown.options if option.is_chosen]
    for slot in shown.slots:
        chosen = [option.key for option in slot.options if option.is_chosen]
        data[slot.name] = chosen[0] if chosen else slot.value
    if shown.value:
        data["antwort"] = shown.value
    return data


def begin(client: Client, course) -> Attempt:
    client.post(address(course))
    return Attempt.objects.get(handed_in_at=None)


def test_a_whole_test_from_its_start_page_to_its_result(cast):
    course = course_with_test(cast.bochum, time_limit_minutes=20, max_attempts=2)
    ready(cast.learner, course)
    client = signed_in(cast.learner)

    start = text_of(client.get(address(course)))
    for said in ("8", "80 Prozent der Punkte", "noch 2", "20 Minuten", "Test beginnen"):
        assert said in start

    first = client.post(address(course)).url
    assert first == f"{address(course, 'question', 1, 1)}#frage"
    attempt = Attempt.objects.get()
    for number, asked in enumerate(paper_of(attempt), 1):
        page = address(course, "question", 1, number)
        assert f"Frage {number} von 8" in text_of(client.get(page))
        wanted = number + 1 if number < 8 else "abgabe"
        following = client.post(page, sent(asked, right_answer(asked)) | {"zu": wanted}).url
    assert following == address(course, "check", 1)
    assert "Alle Fragen sind beantwortet." in text_of(client.get(following))

    result = text_of(client.post(following, follow=True))
    assert "Sie haben 100 Prozent der Punkte." in result
    assert "Ganz richtig: 8 von 8 Fragen." in result
    assert "Sie haben den Abschlusstest bestanden." in text_of(client.get(address(course)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_source_holds_no_answers(cast, kind):
    course = course_with_test(cast.bochum, kind)
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    begin(client, course)

    source = unescape(client.get(address(course, "question", 1, 1)).content.decode())

    hidden = [FEEDBACK["right_feedback"], FEEDBACK["wrong_feedback"], "is_right", "[["]
    hidden += [choice["feedback"] for choice in VALUES[kind].get("choices", ())]
    hidden += {
        "gap": ["mittelbar", "indirekt", "sachlichen"],
        "short": VALUES["short"]["accepted"],
    }.get(kind, [])
    assert [words for words in hidden if words and words in source] == []


def test_an_answer_is_shown_again_and_half_a_one_is_named_before_handing_in(cast):
    course = course_with_test(cast.bochum, "short", "matching")
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    attempt = begin(client, course)
    numbers = {asked.question.kind: n for n, asked in enumerate(paper_of(attempt), 1)}
    asked = {each.question.kind: each for each in paper_of(attempt)}
    page = address(course, "question", 1, numbers["matching"])

    client.post(page, sent(asked["matching"], [0, 1, None]) | {"zu": "abgabe"})

    assert client.get(page).content.decode().count("selected") == 2
    check = text_of(client.get(address(course, "check", 1)))
    assert "2 Fragen sind noch offen." in check
    assert "noch nicht beantwortet" in check
    assert "Bitte ordnen Sie zu jedem Begriff etwas zu." in check
    result = text_of(client.post(address(course, "check", 1), follow=True))
    assert "Sie haben 33 Prozent der Punkte." in result
    assert "Nicht beantwortet." in result


def test_a_result_shows_feedback_and_solutions_only_when_they_help_no_further_attempt(cast):
    course = course_with_test(cast.bochum, "short", max_attempts=2)
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    results = []
    for number in (1, 2):
        (asked,) = paper_of(begin(client, course))
        client.post(address(course, "question", number, 1), sent(asked, "Falsch"))
        results.append(text_of(client.post(address(course, "check", number), follow=True)))

    assert all("Lesen Sie noch einmal." in result for result in results)
    assert "Auflösung" not in results[0]
    assert "Maßregelungsverbot" not in results[0]
    assert "Zum nächsten Versuch" in results[0]
    assert "Maßregelungsverbot" in results[1]
    assert "Weitere Versuche kann Ihnen Ihre Personalentwicklung" in results[1]
    assert "Zum nächsten Versuch" not in results[1]


def test_the_script_keeps_answers_one_by_one_and_hears_the_servers_time(cast):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=20)
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    with time_machine.travel(NOW, tick=False) as clock:
        (asked,) = paper_of(begin(client, course))
        page = address(course, "question", 1, 1)
        clock.shift(timedelta(minutes=12))

        kept = client.post(page, sent(asked, "Falsch") | {"autosave": "1"})
        assert kept.json() == {"seconds_left": 480, "closed": ""}
        assert client.get(address(course, "time", 1)).json() == kept.json()

        clock.shift(timedelta(minutes=9))
        late = client.post(page, sent(asked, RIGHT["short"]) | {"autosave": "1"})

    assert late.json() == {"seconds_left": 0, "closed": address(course, "result", 1)}
    assert Attempt.objects.get().answers == {asked.id: "Falsch"}


def test_time_that_is_over_leads_to_the_result_and_says_why(cast):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=5)
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    with time_machine.travel(NOW, tick=False) as clock:
        (asked,) = paper_of(begin(client, course))
        clock.shift(timedelta(minutes=6))
        page = address(course, "question", 1, 1)
        late = text_of(client.post(page, sent(asked, RIGHT["short"]), follow=True))

    assert "Ihre letzte Antwort zählt nicht mehr mit." in late
    assert "Die Zeit war um." in late
    assert "Noch nicht bestanden" in late


def test_what_an_old_tab_sends_is_no_answer_to_the_next_attempt(cast):
    course = course_with_test(cast.bochum, "single")
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    (asked,) = paper_of(begin(client, course))
    old = sent(asked, RIGHT["single"])
    client.post(address(course, "check", 1))
    second = begin(client, course)

    client.post(address(course, "question", 1, 1), old)

    second.refresh_from_db()
    assert second.answers == {}
    assert Attempt.objects.get(number=1).answers == {}


def test_somebody_elses_attempt_is_not_found(cast):
    course = course_with_test(cast.bochum, "short")
    ready(cast.learner, course)
    begin(signed_in(cast.learner), course)
    other = signed_in(cast.hr_developer)
    EnrolmentFactory(user=cast.hr_developer, course=course)

    for name, *args in (("question", 1, 1), ("check", 1), ("result", 1), ("time", 1)):
        assert other.get(address(course, name, *args)).status_code == 404
    for name, *args in (("question", 1, 1), ("check", 1)):
        assert other.post(address(course, name, *args)).status_code == 404
    assert Attempt.objects.get().is_open


def test_who_does_not_take_the_course_is_led_to_it(cast, client):
    course = course_with_test(cast.bochum, "short")

    assert reverse("account_login") in client.get(address(course)).url
    overview = reverse("courses:overview", args=[course.pk])
    assert signed_in(cast.learner).get(address(course)).url == overview
    assert signed_in(cast.learner).post(address(course)).url == overview


def test_the_lessons_that_are_missing_are_named(cast):
    course = course_with_test(cast.bochum, "short", lessons=2)
    EnrolmentFactory(user=cast.learner, course=course)
    client = signed_in(cast.learner)

    start = text_of(client.get(address(course)))

    assert "Lektion 2" in start
    assert "Test beginnen" not in start
    assert "Zum Abschlusstest kommen Sie" in text_of(client.post(address(course), follow=True))
    assert not Attempt.objects.exists()


def test_a_person_sees_what_they_have_been_given_in_addition(cast):
    course = course_with_test(cast.bochum, "short", time_limit_minutes=20, max_attempts=1)
    ready(cast.learner, course)
    Extension.objects.create(
        course=course, user=cast.learner, extra_minutes=15, extra_attempts=1, reason="Geheim"
    )

    start = text_of(signed_in(cast.learner).get(address(course)))

    assert "35 Minuten (für Sie 15 mehr)" in start
    assert "noch 2 (für Sie 1 mehr)" in start
    assert "Geheim" not in start


def test_questions_that_are_not_there_are_not_found(cast):
    course = course_with_test(cast.bochum, "short")
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    begin(client, course)

    assert client.get(address(course, "question", 1, 0)).status_code == 404
    assert client.get(address(course, "question", 1, 2)).status_code == 404
    assert client.get(address(course, "question", 2, 1)).status_code == 404
    page = address(course, "question", 1, 1)
    for wanted in ("99", "²", "<script>", ""):
        assert client.post(page, {"zu": wanted}).url == f"{page}#frage"


def test_a_course_without_a_test_has_no_page_for_it(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    EnrolmentFactory(user=cast.learner, course=course)

    assert signed_in(cast.learner).get(address(course)).status_code == 404


def test_the_overview_leads_to_the_test_step_by_step(cast):
    course = course_with_test(cast.bochum, "short", lessons=1)
    enrolment = EnrolmentFactory(user=cast.learner, course=course)
    client = signed_in(cast.learner)
    overview = reverse("courses:overview", args=[course.pk])

    assert "Zum Abschlusstest kommen Sie, sobald" in text_of(client.get(overview))
    read_all(enrolment)
    assert address(course) in client.get(overview).content.decode()
    (asked,) = paper_of(begin(client, course))
    assert "Test fortsetzen" in text_of(client.get(overview))
    client.post(address(course, "question", 1, 1), sent(asked, RIGHT["short"]))
    client.post(address(course, "check", 1))
    assert "Bestanden mit 100 Prozent." in text_of(client.get(overview))


def test_the_course_page_says_that_there_is_a_test(cast, client):
    course = course_with_test(cast.bochum, "short", pass_mark=70)

    assert "bestanden ab 70 Prozent" in text_of(client.get(course.url))


def test_own_attempts_come_along_in_the_learners_file_in_words(cast):
    course = course_with_test(cast.bochum, "ordering", "short")
    ready(cast.learner, course)
    Extension.objects.create(course=course, user=cast.learner, extra_minutes=15)
    client = signed_in(cast.learner)
    papers = {asked.question.kind: asked for asked in paper_of(begin(client, course))}
    attempt = Attempt.objects.get()
    attempt.answers = {papers["ordering"].id: [1, 0, 2, 3, 4], papers["short"].id: "Ungefähr"}
    attempt.save()

    with ZipFile(BytesIO(client.get(reverse("record:download")).content)) as zipped:
        data = json.loads(zipped.read("lernstand.json"))

    (kept,) = data["courses"][0]["test_attempts"]
    words = {row["question"]: row["answer"] for row in kept["answers"]}
    assert words["Wie heißt das Verbot?"] == ["Ungefähr"]
    assert words["Wie läuft eine Beschwerde ab?"][0] == "1: Beraten lassen"
    assert "[1, 0" not in json.dumps(data)
    assert data["test_extensions"][0]["extra_minutes"] == 15


@pytest.mark.parametrize("lessons", [2, 12])
@pytest.mark.parametrize(("save", "queries"), [(False, 9), (True, 12)])
def test_a_question_costs_the_same_whatever_the_course(
    cast, django_assert_num_queries, lessons, save, queries
):
    course = course_with_test(cast.bochum, lessons=lessons, time_limit_minutes=20)
    ready(cast.learner, course)
    client = signed_in(cast.learner)
    asked = paper_of(begin(client, course))[0]
    page = address(course, "question", 1, 1)
    client.get(page)

    with django_assert_num_queries(queries):
        if save:
            client.post(page, sent(asked, right_answer(asked)) | {"autosave": "1"})
        else:
            client.get(page)
