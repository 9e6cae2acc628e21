import pytest

from search import services


@pytest.fixture
def index(cast):
    """An index of the cast's cities; what is made later gets in by `rebuild` or a drain."""
    services.rebuild()
