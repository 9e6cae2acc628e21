"""The way to Elasticsearch: what may stand in the address, and what is never said of it."""

import logging
import socket
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import Change, EngineUnavailableError, engine_from_url
from search.engines.elasticsearch_connection import Address
from search.request import SearchRequest

SECRET = "Geheim123"


def test_an_address_says_where_and_who():
    address = Address.parse(
        "elasticsearch://suche%40x:p%2Fw@eins,zwei:9201/portal?tls=true&api_key=a+b==&timeout=0.5"
    )
    assert address.nodes == ("https://eins:9200", "https://zwei:9201")
    assert (address.prefix, address.timeout, address.api_key) == ("portal", 0.5, "a+b==")
    assert (address.username, address.password) == ("suche@x", "p/w")


def test_settings_of_their_own_serve_as_well(settings):
    settings.SEARCH_USERNAME, settings.SEARCH_PASSWORD = "portal", SECRET
    settings.SEARCH_API_KEY = "key"
    address = Address.parse("elasticsearch://host/portal")
    assert (address.username, address.password, address.api_key) == ("portal", SECRET, "key")


@pytest.mark.parametrize(
    "url",
    [
        f"elasticsearch://u:{SECRET}@host:9200",
        f"elasticsearch://u:{SECRET}@host:9200/Portal",
        f"elasticsearch://u:{SECRET}@host:nine/portal",
        f"elasticsearch://u:{SECRET}@/portal",
        f"elasticsearch://u:x/{SECRET}@host:9200/portal",
        f"elasticsearch://u:{SECRET}@[::1/portal",
        f"elasticsearch://host/portal?key={SECRET}",
        f"elasticsearch://host/portal?{SECRET}",
        f"elasticsearch://host/portal?api_key={SECRET}&tls=vielleicht",
        f"elasticsearch://host/portal?api_key={SECRET}&timeout=bald",
        f"elasticsearch://host/portal?api_key={SECRET}&ca=/nirgends.pem",
        f"{SECRET}@host",
        f"{SECRET}://host",
    ],
)
def test_an_unreadable_address_is_a_sentence_without_secrets(url):
    with pytest.raises(ImproperlyConfigured, match=r"SEARCH_URL|SEARCH_CA_FILE") as caught:
        engine_from_url(url)
    assert SECRET not in "".join(traceback.format_exception(caught.value, chain=True)).replace(
        url, ""
    )
    assert SECRET not in str(caught.value)


def test_both_forms_are_named():
    with pytest.raises(ImproperlyConfigured, match=r"embedded://.*elasticsearch://"):
        engine_from_url("solr://host")


def server(answer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("content-length") or 0))
            answer(self)

        do_POST = do_PUT = do_GET  # noqa: N815

        def log_message(self, *arguments):
            pass

    return HTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture
def serving():
    """Starts a server that answers each request so; returns its address with credentials."""
    servers = []

    def start(answer):
        running = server(answer)
        servers.append(running)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        return f"elasticsearch://portal:{SECRET}@127.0.0.1:{running.server_port}/portal"

    yield start
    for running in servers:
        running.shutdown()
        running.server_close()


def answering(status, body=b'{"error": "x", "status": 0}', product="Elasticsearch"):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("X-Elastic-Product", product)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "Anmeldung"),
        (403, "erlaubt"),
        (429, "überlastet"),
        (400, "Fehler"),
        (500, "Fehler"),
        (503, "Fehler"),
    ],
)
def test_an_error_of_the_server_is_a_sentence_and_tells_no_secret(
    serving, caplog, status, sentence
):
    caplog.set_level(logging.DEBUG)
    engine = engine_from_url(serving(answering(status)))
    with pytest.raises(EngineUnavailableError, match=sentence) as caught:
        engine.search(SearchRequest(text="tandem"))
    shown = [str(caught.value), *traceback.format_exception(caught.value), caplog.text]
    shown += [engine.health().problem, repr(engine._address)]
    assert not [text for text in shown if SECRET in text]
    assert "cG9ydGFsOkdlaGVpbTEyMw" not in caplog.text  # base64 of both


def test_what_is_no_elasticsearch_is_told(serving):
    engine = engine_from_url(serving(answering(200, b"{}", product="")))
    with pytest.raises(EngineUnavailableError, match="kein Elasticsearch"):
        engine.search(SearchRequest())


def test_nobody_there_is_noticed_at_once():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    engine = engine_from_url(f"elasticsearch://127.0.0.1:{port}/portal")
    began = time.monotonic()
    for act in (
        lambda: engine.search(SearchRequest()),
        lambda: engine.suggest("x"),
        lambda: engine.similar("page-1"),
        lambda: engine.apply([Change("page-1")]),
    ):
        with pytest.raises(EngineUnavailableError, match="nicht erreichbar"):
            act()
    assert not engine.health().ok
    assert time.monotonic() - began < 3


def test_a_silent_server_costs_less_than_three_seconds():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        engine = engine_from_url(f"elasticsearch://127.0.0.1:{silent.getsockname()[1]}/portal")
        began = time.monotonic()
        with pytest.raises(EngineUnavailableError, match="rechtzeitig"):
            engine.search(SearchRequest(text="tandem"))
        assert time.monotonic() - began < 3
