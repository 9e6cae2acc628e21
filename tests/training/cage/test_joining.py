"""Last words that come in pieces, because a closing document may have only 64 kB on their way."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from training.cage.models import ClosingPart

from .packed import ACTIVITY, content_client, packed

pytestmark = pytest.mark.django_db
STATE = {"run": "a", "step": 3, "scos": {"EINS": {"cmi": {"suspend_data": "ä" * 64_000}}}}
SIZE = 60_000


@pytest.fixture
def lesson(cast):
    return packed(cast)


def pieces(state, **said) -> list[bytes]:
    whole = json.dumps({"state": state, **said}, ensure_ascii=False).encode()
    return [whole[at : at + SIZE] for at in range(0, len(whole), SIZE)]


def send(grant, content: bytes, **which):
    query = {"run": "a", "step": 3} | which
    address = f"/{grant.token()}/stand/?" + "&".join(f"{k}={v}" for k, v in query.items())
    return content_client(grant).post(address, content, content_type="application/octet-stream")


def rows(lesson):
    return lesson.enrolment.progress.filter(activity=ACTIVITY)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_the_last_piece_makes_it_whole_in_any_order(lesson, order):
    parts = pieces(STATE, done=True, score=0.5)
    assert len(parts) == 3

    for place in order:
        assert not rows(lesson).exists()
        answer = send(lesson.grant, parts[place], part=place + 1, of=3)
        assert answer.status_code == 204

    row = rows(lesson).get()
    assert (row.state, row.is_done, row.score) == (STATE, True, 0.5)
    assert not ClosingPart.objects.exists()


def test_a_piece_that_comes_twice_is_one(lesson):
    parts = pieces(STATE)
    for place in (0, 0, 1, 1):
        send(lesson.grant, parts[place], part=place + 1, of=3)
    assert not rows(lesson).exists()

    send(lesson.grant, parts[2], part=3, of=3)

    assert rows(lesson).get().state == STATE


def test_pieces_of_two_states_are_not_mixed(lesson):
    other = STATE | {"run": "b"}
    for place in (0, 1):
        send(lesson.grant, pieces(STATE)[place], part=place + 1, of=3)
        send(lesson.grant, pieces(other)[place], run="b", part=place + 1, of=3)
    send(lesson.grant, pieces(other)[2], run="b", part=3, of=3)

    assert rows(lesson).get().state == other
    assert ClosingPart.objects.count() == 2


def test_what_never_becomes_whole_does_not_heap_up(lesson, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    for step in range(1, 40):
        for part in (1, 2):
            send(lesson.grant, b"x", step=step, part=part, of=3)
    assert ClosingPart.objects.count() == 64
    assert send(lesson.grant, b"x", step=99, part=1, of=3).status_code == 400

    time_machine.shift(timedelta(hours=2))
    assert send(lesson.grant, b"x", step=99, part=1, of=3).status_code == 204
    assert ClosingPart.objects.count() == 1


@pytest.mark.parametrize(
    "which",
    [
        {"part": 1},
        {"part": 0, "of": 2},
        {"part": 3, "of": 2},
        {"part": 1, "of": 17},
        {"part": 1, "of": 1},
        {"part": 1, "of": 2, "step": 0},
        {"part": 1, "of": 2, "run": "a" * 41},
        {"part": 1, "of": 2, "mehr": 1},
    ],
)
def test_what_is_no_piece_is_refused(lesson, which):
    assert send(lesson.grant, b"x", **which).status_code == 400
    assert not ClosingPart.objects.exists()


def test_a_piece_is_no_larger_than_a_beacon(lesson):
    assert send(lesson.grant, b"x" * 70_000, part=1, of=2).status_code == 400
    assert not ClosingPart.objects.exists()


def test_pieces_of_no_state_are_refused_and_nothing_is_kept(lesson):
    send(lesson.grant, b'{"state": ', part=1, of=2)

    assert send(lesson.grant, b"1}", part=2, of=2).status_code == 400
    assert not rows(lesson).exists()


def test_nothing_is_kept_of_a_preview(lesson):
    assert send(lesson.preview, b"x", part=1, of=2).status_code == 404
