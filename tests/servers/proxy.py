"""Stands between a client and a node, and answers late or with an error when told to."""

import threading
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

_HOP = {"connection", "transfer-encoding", "content-length", "host"}


class Proxy:
    """Forwards plain HTTP to the node at `url`; a context manager.

    `delay` is how many seconds each answer waits. `failures` is how many of the next requests
    get `status` instead of the node's answer. `paths` are those asked for so far, with the
    method: `"POST /_bulk"`.
    """

    def __init__(self, url: str):
        self.delay = 0.0
        self.failures = 0
        self.status = 429
        self.paths: list[str] = []
        self._target = urlsplit(url).netloc
        self._counting = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

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
                proxy.paths.append(f"{self.command} {urlsplit(self.path).path}")
                time.sleep(proxy.delay)
                if proxy._takes_failure():
                    self.answer(proxy.status, {"X-Elastic-Product": "Elasticsearch"}, b"{}")
                    return
                kept = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
                connection = HTTPConnection(proxy._target, timeout=60)
                try:
                    connection.request(self.command, self.path, body, kept)
                    answer = connection.getresponse()
                    self.answer(answer.status, dict(answer.getheaders()), answer.read())
                finally:
                    connection.close()

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = forward  # noqa: N815

            def answer(self, status: int, headers: dict[str, str], body: bytes):
                self.send_response(status)
                for name, value in headers.items():
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                # The client may have given up meanwhile, which is what a delay is for.
                with suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_arguments):
                """Says nothing: the tests' output is for the tests."""

        return Handler
