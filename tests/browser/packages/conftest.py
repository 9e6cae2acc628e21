"""Packages in the running site, on content hosts at its own port."""

from urllib.parse import urlsplit

import pytest


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
