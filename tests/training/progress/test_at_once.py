"""Devices that write at the very same moment, each with a connection of its own."""

from uuid import UUID

import pytest

from tests.factories import EnrolmentFactory
from tests.training.at_once import together
from training.courses.models import Enrolment
from training.progress.service import progress_of, record, record_now
from training.progress.signals import course_finished
from training.progress.storing import Record

from .courses import NOTE, QUESTION, course_of, lessons_of

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = [str(UUID(int=number)) for number in range(1, 5)]


@pytest.fixture
def enrolment(committed_cast):
    return EnrolmentFactory(user=committed_cast.learner, course=course_of(committed_cast.bochum))


def test_the_last_two_activities_at_once_finish_the_course_once(enrolment):
    heard = []

    def hear(enrolment, **kwargs):
        heard.append(enrolment.pk)

    record_now(enrolment.pk, QUESTION, done=True)
    lessons = lessons_of(enrolment.course)
    course_finished.connect(hear, sender=Enrolment)
    try:
        together(
            *(
                lambda lesson=lesson, device=device: record(
                    enrolment.pk, [Record(activity=lesson, sequence=1, device=device, done=True)]
                )
                for lesson in lessons
                for device in DEVICES[:2]
            )
        )
    finally:
        course_finished.disconnect(hear, sender=Enrolment)

    enrolment.refresh_from_db()
    assert enrolment.finished_at
    assert heard == [enrolment.pk]


def test_batches_in_opposite_orders_wait_for_each_other(enrolment):
    names = [NOTE, *lessons_of(enrolment.course)]

    def send(device, order):
        for sequence in range(1, 11):
            records = [
                Record(activity=name, sequence=sequence, device=device, state={"by": device})
                for name in order
            ]
            assert record(enrolment.pk, records).refused == {}

    together(
        *(
            lambda device=device, order=order: send(device, order)
            for device, order in zip(DEVICES, [names, names[::-1]] * 2, strict=True)
        )
    )

    rows = progress_of(enrolment).values()
    assert {(row.sequence, row.device) for row in rows} == {(10, DEVICES[-1])}
    assert len(rows) == len(names)
