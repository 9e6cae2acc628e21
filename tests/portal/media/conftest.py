import pytest
from wagtail.models import Collection


@pytest.fixture
def root_collection(db) -> Collection:
    """Where documents lie; a test before, with transactions of its own, may have flushed it."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")
