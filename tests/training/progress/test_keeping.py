"""What is left of records, in whatever order and number they come."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import EnrolmentFactory
from training.progress.service import progress_of, record, record_now
from training.progress.storing import Record

from .courses import NOTE, QUESTION, course_of, lessons_of

pytestmark = pytest.mark.django_db

PHONE, OFFICE = str(UUID(int=7)), str(UUID("f" * 32))


@pytest.fixture
def enrolment(cast):
    return EnrolmentFactory(user=cast.learner, course=course_of(cast.bochum))


def kept(enrolment) -> dict:
    return {
        row.activity: (row.state, row.sequence, row.device, row.is_done, row.score)
        for row in progress_of(enrolment).values()
    }


def note(sequence, text, device=PHONE, **kwargs):
    return Record(activity=NOTE, sequence=sequence, device=device, state={"text": text}, **kwargs)


@st.composite
def written(draw):
    """What two devices write: each numbers its records from 1 on, with gaps."""
    records = []
    for device in (PHONE, OFFICE):
        numbers = draw(st.lists(st.integers(1, 12), unique=True, max_size=6))
        records += [
            Record(
                activity=draw(st.sampled_from(["note", "first", "last"])),
                sequence=number,
                device=device,
                state=draw(st.none() | st.integers(0, 3) | st.just({"text": "Ä"})),
                done=draw(st.booleans()),
                score=draw(st.none() | st.floats(0, 1)),
            )
            for number in sorted(numbers)
        ]
    return records


@st.composite
def sent(draw, records):
    """The same in any order, some twice, in batches of any size."""
    again = draw(st.lists(st.sampled_from(records), max_size=5)) if records else []
    order = draw(st.permutations([*records, *again]))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=4)))
    return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_order_repetition_and_batches_make_no_difference(enrolment, data):
    first, last = lessons_of(enrolment.course)
    names = {"note": NOTE, "first": first, "last": last}
    records = [
        Record(
            activity=names[each.activity],
            sequence=each.sequence,
            device=each.device,
            state=each.state,
            done=each.done,
            score=each.score,
        )
        for each in data.draw(written())
    ]
    enrolment.progress.all().delete()
    for each in records:
        record(enrolment.pk, [each])
    one_by_one = kept(enrolment)

    enrolment.progress.all().delete()
    for batch in data.draw(sent(records)):
        record(enrolment.pk, batch)

    assert kept(enrolment) == one_by_one


def test_the_highest_sequence_wins_whenever_it_comes(enrolment):
    record(enrolment.pk, [note(5, "unterwegs")])
    record(enrolment.pk, [note(4, "vorher im Büro", device=OFFICE)])

    assert kept(enrolment)[NOTE][0] == {"text": "unterwegs"}


def test_of_two_devices_with_one_sequence_the_same_wins_everywhere(enrolment):
    both = [note(3, "Telefon"), note(3, "Büro", device=OFFICE)]
    record(enrolment.pk, both)
    assert kept(enrolment)[NOTE][0] == {"text": "Büro"}

    enrolment.progress.all().delete()
    for each in reversed(both):
        record(enrolment.pk, [each])
    assert kept(enrolment)[NOTE][0] == {"text": "Büro"}


def test_done_and_the_best_score_never_go_back(enrolment):
    record(enrolment.pk, [note(1, "a", done=True, score=0.8)])
    record(enrolment.pk, [note(2, "b", done=False, score=0.3)])
    record(enrolment.pk, [note(3, "c")])

    assert kept(enrolment)[NOTE] == ({"text": "c"}, 3, PHONE, True, 0.8)


def test_a_record_without_state_leaves_the_kept_one(enrolment):
    record(enrolment.pk, [note(1, "bleibt")])
    record(enrolment.pk, [Record(activity=NOTE, sequence=9, device=OFFICE, done=True)])

    assert kept(enrolment)[NOTE] == ({"text": "bleibt"}, 1, PHONE, True, None)


def test_what_comes_again_is_not_written_again(enrolment, time_machine):
    time_machine.move_to("2026-03-02 09:00:00+00:00", tick=False)
    record(enrolment.pk, [note(1, "a", done=True, score=0.5)])
    before = enrolment.progress.get().updated_at

    time_machine.move_to("2026-03-03 09:00:00+00:00", tick=False)
    record(enrolment.pk, [note(1, "a", done=True, score=0.5)])

    assert enrolment.progress.get().updated_at == before


def test_what_the_server_writes_is_newest(enrolment):
    record(enrolment.pk, [note(41, "vom Telefon")])
    record_now(enrolment.pk, NOTE, state={"text": "mit dem Formular"})
    assert kept(enrolment)[NOTE][:2] == ({"text": "mit dem Formular"}, 42)

    record_now(enrolment.pk, QUESTION, state={"tries": 1}, score=0.5)
    assert kept(enrolment)[QUESTION] == (
        {"tries": 1},
        1,
        "00000000-0000-0000-0000-000000000000",
        False,
        0.5,
    )
