import pytest

from tests.factories import CoursePageFactory


@pytest.fixture
def course(cast):
    """A course of Bochum that certifies for two years."""
    return CoursePageFactory(
        parent=cast.bochum,
        title="AGG-Basis",
        slug="agg-basis",
        lessons=2,
        has_certificate=True,
        certificate_months=24,
    )
