"""A PDF is made of the site's own files; no other host is asked."""

import pytest
from django.core.exceptions import SuspiciousOperation

from portal.printing.fetching import OwnFilesFetcher


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x.png",
        "http://127.0.0.1:1/media/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "static:../../../etc/passwd",
        "static:portal/none.css",
        "ftp://evil.example/x",
    ],
)
def test_nothing_else_is_fetched(address):
    with pytest.raises((ValueError, SuspiciousOperation)):
        OwnFilesFetcher().fetch(address)


@pytest.mark.parametrize("path", ["../settings/base.py", "%2e%2e/x", "a/../../x"])
def test_no_file_outside_of_the_uploads_is_read(settings, path):
    with pytest.raises(SuspiciousOperation):
        OwnFilesFetcher().fetch(f"{settings.SITE_URL}{settings.MEDIA_URL}{path}")
