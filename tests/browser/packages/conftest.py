"""Packages in the running site, on content hosts at its own port."""

from urllib.parse import urlsplit

import pytest
from django.core.handlers.base import BaseHandler

from .learning import ONE_AT_A_TIME


@pytest.fixture(autouse=True)
def _one_request_at_a_time(monkeypatch):
    """All threads share the tests' one connection to a database in memory.

    Two writes at once, as of a lesson and a package that close together, would fail there as
    they do on no database with connections of their own.
    """
    get_response = BaseHandler.get_response

    def in_turn(self, request):
        with ONE_AT_A_TIME:
            return get_response(self, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)


@pytest.fixture(autouse=True)
def content_origin(live_server, settings) -> str:
    """`CONTENT_ORIGIN` for the port that the live server happens to have.

    Another site than the portal's, so that Chromium refuses packages a storage of their own.
    """
    return serve_content(settings, "content.localhost", live_server)


@pytest.fixture
def same_site(live_server, settings, browsing) -> None:
    """Portal and content under one domain, as cities install them: packages may store."""
    serve_content(settings, "inhalte.stadt.localhost", live_server)
    browsing.address = f"http://portal.stadt.localhost:{urlsplit(live_server.url).port}"


def serve_content(settings, host: str, live_server) -> str:
    origin = f"http://*.{host}:{urlsplit(live_server.url).port}"
    policy = settings.CONTENT_SECURITY_POLICY
    directives = policy["DIRECTIVES"] | {"frame-src": ["'self'", origin]}
    settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": directives}
    settings.CONTENT_ORIGIN = origin
    return origin
