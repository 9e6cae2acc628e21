import secrets

import pytest
from django.contrib.contenttypes.models import ContentType

from portal.home.services import create_site
from tests.cast import Cast
from tests.factories import GoodPracticeFactory
from tests.servers.indexes import remove_indexes
from tests.servers.proxy import Proxy

from .installation import Installation
from .processes import Portal


@pytest.fixture
def portal(transactional_db, tmp_path):
    """Bochum and Herne with one practice, in a database that other processes work on."""
    # Another committed test may have made the types anew, with other keys.
    ContentType.objects.clear_cache()
    create_site()
    cast = Cast.assemble()
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")
    portal = Portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def installation(cast, elasticsearch_url, elasticsearch_client, settings, monkeypatch):
    """A portal that is connected to the node that all tests share; there is no index yet."""
    prefix = f"faults-{secrets.token_hex(6)}"
    with Proxy(elasticsearch_url) as proxy:
        installation = Installation(settings, monkeypatch, proxy, elasticsearch_client, prefix)
        installation.connect()
        yield installation
    remove_indexes(elasticsearch_client, prefix)


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")


@pytest.fixture
def serving(installation, practice):
    """The installation with an index, in which the practice is found."""
    assert installation.manage("search_rebuild").code == 0
    assert installation.found("tandem") == ["Tandem"]
    return installation
