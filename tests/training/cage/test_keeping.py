"""What a package says while its page closes reaches the progress, and overwrites nothing newer."""

import json

import pytest

from training.progress.models import ActivityProgress
from training.progress.service import record
from training.progress.storing import Record

from .packed import ACTIVITY, content_client, packed

pytestmark = pytest.mark.django_db
DEVICE = "b0f1a9a4-2e3c-4a59-8b0a-1f2e3d4c5b6a"


@pytest.fixture
def lesson(cast):
    return packed(cast)


def close(grant, state, **said):
    return content_client(grant).post(
        f"/{grant.token()}/stand/",
        json.dumps({"state": state, **said}),
        content_type="text/plain;charset=UTF-8",
    )


def kept(lesson) -> ActivityProgress:
    return lesson.enrolment.progress.get(activity=ACTIVITY)


def test_the_last_words_are_kept(lesson):
    state = {"run": "a", "step": 3, "scos": {}}
    response = close(lesson.grant, state, done=True, score=0.5)

    assert response.status_code == 204
    assert not response.cookies
    assert (kept(lesson).state, kept(lesson).is_done, kept(lesson).score) == (state, True, 0.5)


def test_they_come_after_what_the_site_was_sending_at_the_same_time(lesson):
    """Both pages close at once; the site's has the state before the last words."""
    close(lesson.grant, {"run": "a", "step": 4})
    record(
        lesson.enrolment.pk,
        [Record(activity=ACTIVITY, sequence=7, device=DEVICE, state={"run": "a", "step": 3})],
    )

    assert kept(lesson).state["step"] == 4


@pytest.mark.parametrize(
    ("words", "wins"),
    [
        ({"run": "a", "step": 5}, False),
        ({"run": "a", "step": 6}, False),
        ({"run": "a", "step": 7}, True),
        ({"run": "b", "step": 1}, True),
    ],
)
def test_a_later_state_of_the_same_run_stays(lesson, words, wins):
    before = {"run": "a", "step": 6}
    record(
        lesson.enrolment.pk, [Record(activity=ACTIVITY, sequence=2, device=DEVICE, state=before)]
    )

    assert close(lesson.grant, words).status_code == 204
    assert kept(lesson).state == (words if wins else before)


def test_that_it_is_done_is_kept_where_the_state_was_too_long(lesson):
    before = {"run": "a", "step": 6}
    record(
        lesson.enrolment.pk, [Record(activity=ACTIVITY, sequence=2, device=DEVICE, state=before)]
    )

    assert close(lesson.grant, None, done=True, score=0.5).status_code == 204
    assert (kept(lesson).state, kept(lesson).is_done, kept(lesson).score) == (before, True, 0.5)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b'{"state": {}}',
        b'{"state": {"run": "a", "step": 0}}',
        b'{"state": {"run": "a", "step": 1}, "score": 2}',
        b'{"state": {"run": "a", "step": 1}, "user": 1}',
    ],
)
def test_what_is_no_state_is_refused(lesson, sent):
    grant = lesson.grant
    response = content_client(grant).post(
        f"/{grant.token()}/stand/", sent, content_type="text/plain"
    )

    assert response.status_code == 400
    assert not lesson.enrolment.progress.exists()


def test_nothing_is_kept_of_a_preview(lesson):
    assert close(lesson.preview, {"run": "a", "step": 1}).status_code == 404


def test_nothing_is_kept_without_the_enrolment(lesson):
    grant = lesson.grant
    lesson.enrolment.delete()

    assert close(grant, {"run": "a", "step": 1}).status_code == 404
