import pytest

from tests.training.progress.courses import course_of


@pytest.fixture
def course(cast):
    """Two lessons, a note and a question; certified for two years."""
    return course_of(cast.bochum, title="AGG-Basis", has_certificate=True, certificate_months=24)
