import pytest

from tests.factories import GoodPracticeFactory

from .cities import another_city


@pytest.fixture
def practice(cast):
    """A public practice of Bochum."""
    return GoodPracticeFactory(
        parent=cast.bochum,
        title="Anonymisierte Bewerbung",
        slug="anonym",
        contact_email="vielfalt@bochum.example",
    )


@pytest.fixture
def essen(cast):
    """A third city and its editor."""
    return another_city("Essen")
