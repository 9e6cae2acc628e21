import pytest
from django.utils import timezone

from tests.cast import make_user
from tests.factories import CoursePageFactory, EnrolmentFactory


@pytest.fixture
def course(cast):
    return CoursePageFactory(parent=cast.bochum, title="AGG-Basis", slug="agg", lessons=1)


@pytest.fixture
def finished(cast, course):
    """Makes a person who has finished the course; the enrolment."""
    people = iter(range(1, 100))

    def make(course=course):
        user = make_user(f"person-{next(people)}@bochum.example", cast.bochum)
        return EnrolmentFactory(user=user, course=course, finished_at=timezone.now())

    return make
