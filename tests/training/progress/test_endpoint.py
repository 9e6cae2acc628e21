"""Where browsers send progress."""

import json
import re
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import EnrolmentFactory, LessonPageFactory
from training.courses.versions import fix_version
from training.progress.service import progress_of, record_now

from .courses import NOTE, QUESTION, course_of, lessons_of
from .sending import address_of, browser

pytestmark = pytest.mark.django_db

DEVICE = str(UUID(int=7))


@pytest.fixture
def enrolment(cast):
    return EnrolmentFactory(user=cast.learner, course=course_of(cast.bochum))


def note(sequence=1, **changes):
    return {"activity": NOTE, "sequence": sequence, "state": {"text": "Ja"}} | changes


def send(address, *records, device=DEVICE):
    """As a page does that is being closed: no header, plain text."""
    client = browser(enforce_csrf_checks=True)
    body = json.dumps({"device": device, "records": records})
    return client.post(address, body, content_type="text/plain;charset=UTF-8")


def test_a_batch_is_kept_and_acknowledged(enrolment):
    first, _last = lessons_of(enrolment.course)

    answer = send(address_of(enrolment), note(), {"activity": first, "sequence": 2, "done": True})

    assert answer.json() == {"acknowledged": [1, 2], "refused": {}, "newer": {}}
    rows = progress_of(enrolment)
    assert rows[NOTE].state == {"text": "Ja"}
    assert rows[first].is_done
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("values", "queries"),
    [({"done": True}, 2), ({"done": True, "score": 0.5}, 2), ({"score": 0.5}, 1), ({}, 1)],
)
@pytest.mark.parametrize("records", [1, 100])
def test_a_write_is_one_query_and_one_for_what_is_done(enrolment, records, values, queries):
    address = address_of(enrolment)
    batch = [note(number, **values) for number in range(1, records + 1)]

    with CaptureQueriesContext(connection) as captured:
        assert send(address, *batch).status_code == 200
    assert len(captured) == queries

    # What comes again, and what is refused, is looked up besides.
    again = batch[:99]
    with CaptureQueriesContext(connection) as captured:
        answer = send(address, *again, {"activity": QUESTION, "sequence": 500, "done": True})
    assert len(answer.json()["acknowledged"]) == len(again)
    assert len(captured) == queries + 1


def test_a_write_reads_the_same_of_a_course_of_any_length(cast):
    """By what the database is asked and what it gives back, of the most that a write asks."""
    found = []
    for lessons in (2, 40):
        course = course_of(cast.bochum, title=f"Kurs mit {lessons}", slug=f"kurs-{lessons}")
        for number in range(2, lessons):
            LessonPageFactory(parent=course, title=f"Lektion {number}")
        fix_version(course)
        address = address_of(EnrolmentFactory(user=cast.learner, course=course))
        first, *_others = lessons_of(course)
        batch = [note(), {"activity": first, "sequence": 2, "done": True}]
        send(address, *batch)
        with CaptureQueriesContext(connection) as captured:
            send(address, *batch, {"activity": QUESTION, "sequence": 3, "done": True})
        tables = {name for each in captured for name in re.findall(r'"(\w+_\w+)"', each["sql"])}
        found.append((len(captured), tables))

    # No version and no lesson: what one looks for are single rows, by their index.
    looked_up = {"progress_activityprogress", "courses_enrolment", "courses_versionactivity"}
    assert found == [(3, looked_up), (3, looked_up)]


def test_nobody_is_asked_who_sends_it(enrolment):
    """Reading the session would be a query more."""
    with CaptureQueriesContext(connection) as captured:
        answer = send(address_of(enrolment), note())

    assert answer.json()["acknowledged"] == [1]
    assert len(captured) == 1
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in answer


def test_a_refusal_speaks_the_language_of_whoever_reads_it(enrolment):
    client = browser()
    german = client.post("/lernen/fortschritt/irgendwas/").json()["sentence"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.post("/lernen/fortschritt/irgendwas/").json()["sentence"]

    assert german == "Diese Adresse gilt nicht."
    assert english != german


def test_progress_comes_by_the_sites_own_name_alone(enrolment, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]
    address = address_of(enrolment)
    body = json.dumps({"device": DEVICE, "records": [note()]})

    elsewhere = browser().post(
        address, body, content_type="text/plain", headers={"host": "fremd.example"}
    )

    assert elsewhere.status_code == 400
    assert progress_of(enrolment) == {}


def test_a_device_learns_that_another_is_ahead(enrolment):
    address = address_of(enrolment)
    send(address, note(7))

    behind = send(address, note(6), device=str(UUID(int=8)))
    assert behind.json() == {"acknowledged": [6], "refused": {}, "newer": {NOTE: 7}}

    scored = send(address, note(5, score=0.5), device=str(UUID(int=8)))
    assert scored.json()["newer"] == {NOTE: 7}

    ahead = send(address, note(8), device=str(UUID(int=8)))
    assert ahead.json()["newer"] == {}


def test_a_browser_does_not_decide_whether_an_answer_is_right(enrolment):
    answer = send(
        address_of(enrolment),
        note(),
        {"activity": QUESTION, "sequence": 2, "done": True, "score": 1},
        {"activity": "final-test", "sequence": 3, "done": True},
    )

    assert answer.json()["acknowledged"] == [1]
    assert set(answer.json()["refused"]) == {"2", "3"}
    assert "nicht im Browser" in answer.json()["refused"]["2"]
    assert set(progress_of(enrolment)) == {NOTE}


def test_what_no_database_takes_is_refused_alone(enrolment):
    answer = send(
        address_of(enrolment), note(1, state={"text": "a\0b"}), note(2, state={"text": "gut"})
    )

    assert answer.json()["acknowledged"] == [2]
    assert progress_of(enrolment)[NOTE].state == {"text": "gut"}


def test_a_literal_backslash_is_no_null_character(enrolment):
    answer = send(address_of(enrolment), note(1, state={"text": "\\u0000"}))

    assert answer.json()["acknowledged"] == [1]
    assert progress_of(enrolment)[NOTE].state == {"text": "\\u0000"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"device": "x", "records": []}',
        b'{"device": "%s", "records": []}' % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a"}]}' % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": 1, "score": NaN}]}'
        % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": 1, "score": 2}]}'
        % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": 9007199254740992}]}'
        % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": true}]}' % DEVICE.encode(),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": 1, "state": %s%s}]}'
        % (DEVICE.encode(), b"[" * 5000, b"]" * 5000),
        b'{"device": "%s", "records": [{"activity": "a", "sequence": 1, "state": "\\ud83d"}]}'
        % DEVICE.encode(),
    ],
)
def test_what_is_no_batch_is_explained(enrolment, body):
    answer = browser().post(address_of(enrolment), body, content_type="application/json")

    assert answer.status_code == 400
    assert "Lernstand" in answer.json()["sentence"]


def test_an_infinite_number_is_never_kept(enrolment):
    body = b'{"device": "%s", "records": [{"activity": "%s", "sequence": 1, "state": 1e400}]}'
    answer = browser().post(
        address_of(enrolment),
        body % (DEVICE.encode(), NOTE.encode()),
        content_type="application/json",
    )

    assert answer.status_code < 500
    assert progress_of(enrolment) == {}


def test_too_many_records_are_no_batch(enrolment):
    answer = send(address_of(enrolment), *(note(number) for number in range(1, 102)))

    assert answer.status_code == 400


def test_too_much_at_once_is_refused(enrolment):
    answer = send(address_of(enrolment), note(state={"text": "x" * 1024 * 1024}))

    assert answer.status_code == 413
    assert "1 MB" in answer.json()["sentence"]


def test_a_token_is_for_one_enrolment_and_ends(enrolment, time_machine):
    time_machine.move_to("2026-03-02 09:00:00+00:00")
    address = address_of(enrolment)
    forged = address.replace(f"/{enrolment.pk}.", f"/{enrolment.pk + 1}.")
    assert forged != address
    assert send(forged, note()).status_code == 403
    assert send("/lernen/fortschritt/irgendwas/", note()).status_code == 403

    time_machine.move_to("2026-03-03 09:01:00+00:00")
    late = send(address, note())

    assert late.status_code == 410
    assert "neu" in late.json()["sentence"]
    assert progress_of(enrolment) == {}


def test_the_address_of_an_enrolment_that_is_gone_says_so(enrolment):
    address = address_of(enrolment)
    enrolment.delete()

    assert send(address, note()).status_code == 410


def test_only_a_post_keeps_anything(enrolment, client):
    assert client.get(address_of(enrolment)).status_code == 405


def test_a_finished_course_goes_on_being_kept(enrolment):
    for activity in (*lessons_of(enrolment.course), QUESTION):
        record_now(enrolment.pk, activity, done=True)

    assert send(address_of(enrolment), note()).json()["acknowledged"] == [1]
