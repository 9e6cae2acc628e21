"""Nodes of our own behave as Elasticsearch does, and can be broken in every way."""

import time

import pytest
import trustme
from elastic_transport import TlsError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    ConnectionError,
    ConnectionTimeout,
    Elasticsearch,
)

from tests.servers.elasticsearch import USER
from tests.servers.indexes import remove_indexes
from tests.servers.proxy import Proxy

PASSWORD = "ein-Passwort-der-Tests"


@pytest.fixture(scope="module")
def node(elasticsearch_node):
    with elasticsearch_node() as node:
        yield node


@pytest.fixture(scope="module")
def guarded(elasticsearch_node):
    """With HTTPS, a password, and so little room that no bulk request fits in."""
    settings = {"indexing_pressure.memory.limit": "1kb"}
    options = {"password": PASSWORD, "certificate_for": "127.0.0.1", "settings": settings}
    with elasticsearch_node(**options) as node:
        yield node


def impatient(url: str, **options) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=1, max_retries=0, **options)


def test_a_kill_leaves_data_that_a_restart_finds(node):
    with node.client() as client:
        client.index(index="kept", id="1", document={"city": "Herne"}, refresh=True)
    url = node.url

    node.kill()
    with pytest.raises(ConnectionError):
        impatient(url).info()
    node.start()

    assert node.url == url
    with node.client() as client:
        assert client.get(index="kept", id="1")["_source"] == {"city": "Herne"}


def test_a_paused_node_hangs_and_goes_on(node):
    node.pause()
    try:
        with pytest.raises(ConnectionTimeout):
            impatient(node.url).info()
    finally:
        node.resume()

    assert node.client().info()["version"]["number"]


def test_indexes_are_removed_by_prefix_alone(node):
    with node.client() as client:
        for name in ("gw0-a", "gw0-b", "gw1-a"):
            client.indices.create(index=name)

        assert sorted(remove_indexes(client, "gw0-")) == ["gw0-a", "gw0-b"]
        assert remove_indexes(client, "gw0-") == []
        assert client.indices.exists(index="gw1-a")


def test_a_proxy_delays_and_fails(node):
    with Proxy(node.url) as proxy:
        client = impatient(proxy.url)
        assert client.info()["version"]["number"]

        with proxy.failing(1, status=429):
            with pytest.raises(ApiError) as refused:
                client.cluster.health()
            assert refused.value.status_code == 429
            assert client.cluster.health()["status"]

        proxy.delay = 1.5
        started = time.monotonic()
        with pytest.raises(ConnectionTimeout):
            client.info()
        assert time.monotonic() - started < 1.4
    assert proxy.paths[:2] == ["GET /", "GET /_cluster/health"]


def test_it_asks_who_one_is(guarded):
    trusting = {"ca_certs": str(guarded.ca_file)}
    with pytest.raises(AuthenticationException):
        impatient(guarded.url, **trusting).info()
    with pytest.raises(AuthenticationException):
        impatient(guarded.url, basic_auth=(USER, "falsch"), **trusting).info()

    for proof in ({"basic_auth": (USER, PASSWORD)}, {"api_key": guarded.api_key()}):
        client = Elasticsearch(guarded.url, **trusting, **proof)
        assert client.security.authenticate()["username"] == USER


def test_a_foreign_authority_is_not_trusted(guarded, tmp_path):
    trustme.CA().cert_pem.write_to_path(tmp_path / "foreign.pem")
    client = impatient(
        guarded.url, ca_certs=str(tmp_path / "foreign.pem"), basic_auth=(USER, PASSWORD)
    )

    with pytest.raises(TlsError):
        client.info()


def test_a_full_node_answers_429(guarded):
    with guarded.client() as client:
        operations = [{"index": {"_index": "full"}}, {"body": "x" * 2000}]

        with pytest.raises(ApiError) as refused:
            client.options(max_retries=0).bulk(operations=operations)

    assert refused.value.status_code == 429


def test_the_shared_node_answers(elasticsearch_client, elasticsearch_url):
    assert elasticsearch_client.info()["version"]["number"].startswith("8.")
    assert elasticsearch_url.startswith("http")
