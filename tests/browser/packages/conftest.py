"""Packages in the running site, on content hosts at its own port."""

from urllib.parse import urlsplit

import pytest


@pytest.fixture(autouse=True)
def content_origin(live_server, settings) -> str:
    """`CONTENT_ORIGIN` for the port that the live server happens to have."""
    origin = f"http://*.content.localhost:{urlsplit(live_server.url).port}"
    policy = settings.CONTENT_SECURITY_POLICY
    directives = policy["DIRECTIVES"] | {"frame-src": ["'self'", origin]}
    settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": directives}
    settings.CONTENT_ORIGIN = origin
    return origin
