import shutil
from collections.abc import Callable

import pytest
from django.conf import settings

from search import services
from search.engines import get_engine
from tests.servers.indexes import remove_indexes


@pytest.fixture
def index(cast):
    """An index of the cast's cities; what is made later gets in by `rebuild` or a drain."""
    services.rebuild()


@pytest.fixture
def lose_index(request) -> Callable[[], None]:
    """Takes the index away behind the portal's back, on either engine."""

    def lose() -> None:
        if settings.SEARCH_URL.startswith("elasticsearch"):
            client = request.getfixturevalue("elasticsearch_client")
            remove_indexes(client, settings.SEARCH_PREFIX)
        else:
            shutil.rmtree(get_engine().store.path)
            get_engine.cache_clear()

    return lose
