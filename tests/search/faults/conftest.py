import secrets
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.factories import GoodPracticeFactory
from tests.servers.elasticsearch import USER
from tests.servers.indexes import remove_indexes
from tests.servers.proxy import Proxy

from .installation import Installation
from .processes import Portal

PASSWORD = "ein-Passwort-der-Tests"


@pytest.fixture
def portal(committed_cast, tmp_path):
    """Bochum and Herne with one practice, in a database that other processes work on."""
    GoodPracticeFactory(parent=committed_cast.bochum, title="Tandem", slug="tandem")
    portal = Portal(tmp_path)
    yield portal
    portal.close()


@contextmanager
def connected(url, client, settings, monkeypatch, identity=""):
    prefix = f"faults-{secrets.token_hex(6)}"
    with Proxy(url) as proxy:
        installation = Installation(settings, monkeypatch, proxy, client, prefix, identity)
        installation.connect()
        yield installation
    remove_indexes(client, prefix)


@pytest.fixture
def installation(cast, elasticsearch_url, elasticsearch_client, settings, monkeypatch):
    """A portal that is connected to the node that all tests share; there is no index yet."""
    identity = urlsplit(elasticsearch_url).netloc.rpartition("@")[0]
    client = elasticsearch_client
    with connected(elasticsearch_url, client, settings, monkeypatch, identity) as installation:
        yield installation


@pytest.fixture(scope="session")
def own_node(elasticsearch_node):
    """A node that asks for a password and that tests may kill; they start it again."""
    with elasticsearch_node(password=PASSWORD) as node:
        yield node


@pytest.fixture
def guarded(own_node, settings, monkeypatch):
    """A portal that is connected to the node of our own; there is no index yet."""
    identity = f"{USER}:{PASSWORD}"
    with (
        own_node.client(request_timeout=30) as client,
        connected(own_node.url, client, settings, monkeypatch, identity) as installation,
    ):
        yield installation


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")


@pytest.fixture
def serving(installation, practice):
    """The installation with an index, in which the practice is found."""
    assert installation.manage("search_rebuild").code == 0
    assert installation.found("tandem") == ["Tandem"]
    return installation
