"""Stands between a client and a node, and answers late, wrongly or not at all when told to."""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

_HOP = {"connection", "transfer-encoding", "content-length", "host"}
_PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the client asks; `path` with the method, as in `Proxy.paths`."""

    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the client gets."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that breaks off is what tests are about."""


class Proxy:
    """Forwards HTTP to the node at `url`; a context manager.

    `delay` is how many seconds each answer waits. `failures` is how many of the next requests
    get `status` instead of the node's answer. `paths` are those asked for so far, with the
    method: `"POST /_bulk"`. `between` is called for each request, with what is asked and a
    function that asks the node for the same or another body; where it returns None the
    connection ends without an answer. With a `tls` context clients have to speak HTTPS.
    """

    def __init__(self, url: str, *, tls: ssl.SSLContext | None = None):
        self.between: Callable[[Asked, Callable[[bytes], Answer]], Answer | None] = _as_it_is
        self.delay = 0.0
        self.failures = 0
        self.status = 429
        self.paths: list[str] = []
        self._target = urlsplit(url)
        self._counting = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._scheme = "https" if tls else "http"
        if tls:
            # The handshake is for the thread that serves the connection.
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def failing(self, times: int, *, status: int = 429):
        """So many requests get the status; afterwards all that is left of it is forgotten."""
        self.status, self.failures = status, times
        try:
            yield self
        finally:
            self.failures = 0

    def _connection(self) -> HTTPConnection:
        target = self._target
        if target.scheme == "https":
            # Whom the proxy trusts is nobody's question.
            context = ssl._create_unverified_context()
            return HTTPSConnection(target.hostname, target.port, timeout=60, context=context)
        return HTTPConnection(target.hostname, target.port, timeout=60)

    def _takes_failure(self) -> bool:
        with self._counting:
            if self.failures <= 0:
                return False
            self.failures -= 1
            return True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(f"{self.command} {urlsplit(self.path).path}", body)
                proxy.paths.append(asked.path)
                time.sleep(proxy.delay)
                if proxy._takes_failure():
                    self.answer(Answer(proxy.status, b"{}", _PRODUCT))
                    return
                answer = None
                # So it is for a client whose node has gone.
                with suppress(OSError, HTTPException):
                    answer = proxy.between(asked, self.ask)
                if answer is None:
                    self.close_connection = True
                else:
                    self.answer(answer)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = forward  # noqa: N815

            def ask(self, body: bytes) -> Answer:
                kept = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
                connection = proxy._connection()
                try:
                    connection.request(self.command, self.path, body, kept)
                    answer = connection.getresponse()
                    return Answer(answer.status, answer.read(), dict(answer.getheaders()))
                finally:
                    connection.close()

            def answer(self, answer: Answer):
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                # The client may have given up meanwhile, which is what a delay is for.
                with suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(answer.body)

            def log_message(self, *_arguments):
                """Says nothing: the tests' output is for the tests."""

        return Handler


def _as_it_is(asked: Asked, ask: Callable[[bytes], Answer]) -> Answer:
    return ask(asked.body)
