"""A server that runs already is used, and becomes an address of the portal's settings."""

import pytest

from tests.servers.pair import postgresql_and_elasticsearch, search_url

POSTGRESQL = "postgres://portal:geheim@127.0.0.1:5432/portal"


def test_named_servers_are_used(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", POSTGRESQL)
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9200")

    with postgresql_and_elasticsearch() as variables:
        assert variables["DATABASE_URL"] == POSTGRESQL
        assert variables["ELASTICSEARCH_URL"] == "http://127.0.0.1:9200"
        assert variables["SEARCH_URL"].startswith("elasticsearch://127.0.0.1:9200/")


@pytest.mark.parametrize(
    ("elasticsearch", "address"),
    [
        ("http://127.0.0.1:9200", "elasticsearch://127.0.0.1:9200/portal?timeout=30"),
        (
            "https://portal:geheim@suche.example:9200/",
            "elasticsearch://portal:geheim@suche.example:9200/portal?timeout=30&tls=true",
        ),
    ],
)
def test_an_elasticsearch_becomes_a_search_url(elasticsearch, address):
    assert search_url(elasticsearch) == address
