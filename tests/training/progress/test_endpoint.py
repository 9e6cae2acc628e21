"""Where browsers send progress."""

import json
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import EnrolmentFactory
from training.progress.service import progress_of, record_now
from training.progress.tokens import progress_url

from .courses import NOTE, QUESTION, course_of, lessons_of

pytestmark = pytest.mark.django_db

DEVICE = str(UUID(int=7))


@pytest.fixture
def enrolment(cast):
    return EnrolmentFactory(user=cast.learner, course=course_of(cast.bochum))


def note(sequence=1, **changes):
    return {"activity": NOTE, "sequence": sequence, "state": {"text": "Ja"}} | changes


def send(address, *records, device=DEVICE):
    """As a page does that is being closed: no cookie, no header, plain text."""
    client = Client(enforce_csrf_checks=True)
    body = json.dumps({"device": device, "records": records})
    return client.post(address, body, content_type="text/plain;charset=UTF-8")


def test_a_batch_is_kept_and_acknowledged(enrolment):
    first, _last = lessons_of(enrolment.course)

    answer = send(
        progress_url(enrolment.pk), note(), {"activity": first, "sequence": 2, "done": True}
    )

    assert answer.json() == {"acknowledged": [1, 2], "refused": {}, "newer": {}}
    rows = progress_of(enrolment)
    assert rows[NOTE].state == {"text": "Ja"}
    assert rows[first].is_done
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("values", "queries"),
    [({"done": True}, 3), ({"done": True, "score": 0.5}, 3), ({"score": 0.5}, 3), ({}, 2)],
)
@pytest.mark.parametrize("records", [1, 100])
def test_a_write_costs_three_queries_whatever_its_size(enrolment, records, values, queries):
    address = progress_url(enrolment.pk)
    batch = [note(number, **values) for number in range(1, records + 1)]

    with CaptureQueriesContext(connection) as captured:
        assert send(address, *batch).status_code == 200

    # The test's own transaction makes a savepoint of what is a transaction elsewhere.
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(asked) == queries


def test_a_device_learns_that_another_is_ahead(enrolment):
    address = progress_url(enrolment.pk)
    send(address, note(7))

    behind = send(address, note(6), device=str(UUID(int=8)))
    assert behind.json() == {"acknowledged": [6], "refused": {}, "newer": {NOTE: 7}}

    scored = send(address, note(5, score=0.5), device=str(UUID(int=8)))
    assert scored.json()["newer"] == {NOTE: 7}

    ahead = send(address, note(8), device=str(UUID(int=8)))
    assert ahead.json()["newer"] == {}


def test_a_browser_does_not_decide_whether_an_answer_is_right(enrolment):
    answer = send(
        progress_url(enrolment.pk),
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
        progress_url(enrolment.pk), note(1, state={"text": "a\0b"}), note(2, state={"text": "gut"})
    )

    assert answer.json()["acknowledged"] == [2]
    assert progress_of(enrolment)[NOTE].state == {"text": "gut"}


def test_a_literal_backslash_is_no_null_character(enrolment):
    answer = send(progress_url(enrolment.pk), note(1, state={"text": "\\u0000"}))

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
def test_what_is_no_batch_is_explained(enrolment, client, body):
    answer = client.post(progress_url(enrolment.pk), body, content_type="application/json")

    assert answer.status_code == 400
    assert "Lernstand" in answer.json()["sentence"]


def test_an_infinite_number_is_never_kept(enrolment, client):
    body = b'{"device": "%s", "records": [{"activity": "%s", "sequence": 1, "state": 1e400}]}'
    answer = client.post(
        progress_url(enrolment.pk),
        body % (DEVICE.encode(), NOTE.encode()),
        content_type="application/json",
    )

    assert answer.status_code < 500
    assert progress_of(enrolment) == {}


def test_too_many_records_are_no_batch(enrolment):
    answer = send(progress_url(enrolment.pk), *(note(number) for number in range(1, 102)))

    assert answer.status_code == 400


def test_too_much_at_once_is_refused(enrolment):
    answer = send(progress_url(enrolment.pk), note(state={"text": "x" * 1024 * 1024}))

    assert answer.status_code == 413
    assert "1 MB" in answer.json()["sentence"]


def test_a_token_is_for_one_enrolment_and_ends(enrolment, time_machine):
    time_machine.move_to("2026-03-02 09:00:00+00:00")
    address = progress_url(enrolment.pk)
    forged = address.replace(f"/{enrolment.pk}:", f"/{enrolment.pk + 1}:")
    assert forged != address
    assert send(forged, note()).status_code == 403
    assert send("/lernen/fortschritt/irgendwas/", note()).status_code == 403

    time_machine.move_to("2026-03-03 09:01:00+00:00")
    late = send(address, note())

    assert late.status_code == 410
    assert "neu" in late.json()["sentence"]
    assert progress_of(enrolment) == {}


def test_the_address_of_an_enrolment_that_is_gone_says_so(enrolment):
    address = progress_url(enrolment.pk)
    enrolment.delete()

    assert send(address, note()).status_code == 410


def test_only_a_post_keeps_anything(enrolment, client):
    assert client.get(progress_url(enrolment.pk)).status_code == 405


def test_a_finished_course_goes_on_being_kept(enrolment):
    for activity in (*lessons_of(enrolment.course), QUESTION):
        record_now(enrolment.pk, activity, done=True)

    assert send(progress_url(enrolment.pk), note()).json()["acknowledged"] == [1]
