"""The tests' environment: everything real, but local, quick and without a trace."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from .base import *

DEBUG = False
SECRET_KEY = "tests"  # noqa: S105 - signs nothing outside the tests
ALLOWED_HOSTS = ["*"]

# Its documents are rows, for Wagtail's own search to index.
INSTALLED_APPS += ["tests.bench"]

# A fast hash: the tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No manifest: a template may be rendered before `collectstatic`.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Each test process writes below its own directory, which `tests/conftest.py` removes.
TEST_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
if DATABASES["default"]["ENGINE"] == "portal.sqlite":
    # A file, as an installation has it. Threads that share a database in memory do not wait for
    # each other: one of them is refused.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "portal.sqlite3")}
MEDIA_ROOT = TEST_DIR / "media"
STORAGES["private"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": TEST_DIR / "private"},
}
PACKAGES_ROOT = TEST_DIR / "packages"
STORAGES["packages"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": PACKAGES_ROOT},
}
# Every test process has an index of its own; its database has pytest-xdist's suffix. Whose
# Elasticsearch may be tested on is said by a variable that no installation has.
SEARCH_PREFIX = TEST_DIR.name
if SEARCH_URL.startswith("elasticsearch") and "ELASTICSEARCH_URL" in os.environ:
    SEARCH_URL = urlunsplit(urlsplit(SEARCH_URL)._replace(path=f"/{SEARCH_PREFIX}"))
else:
    SEARCH_URL = f"embedded://{TEST_DIR}/search"
# Changes reach the index before the request ends: tests need not wait.
SEARCH_DRAIN = "inline"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Rate limits are asserted where they are the subject; elsewhere they would couple tests.
ACCOUNT_RATE_LIMITS = False
