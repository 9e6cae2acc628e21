import pytest

from tests.factories import GoodPracticeFactory

from .people import reviewers, submit


@pytest.fixture
def people(cast):
    return reviewers(cast)


@pytest.fixture
def practice(cast):
    """A draft of Bochum that its editor has submitted."""
    page = GoodPracticeFactory(
        parent=cast.bochum, live=False, first_published_at=None, title="Tandem"
    )
    submit(page, cast.editor_bochum)
    return page
