"""One side of one part in a process of its own:

python -m tests.bench.learning portal|peer courses WRITES ROUNDS
python -m tests.bench.learning portal|peer packages DIRECTORY ROUNDS

Tells its figures as JSON. The database is what `DATABASE_URL` names; it gets tables of its own.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
import environ
from django.conf import settings

_APPS = [
    "wagtail_lms",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]


def configure_peer(directory: str) -> None:
    """A project as the documentation of wagtail-lms describes it, with the portal's settings of
    the database."""
    from portal.settings.base import DATABASES as PORTAL

    database = environ.Env.db_url_config(os.environ["DATABASE_URL"])
    database = PORTAL["default"] | database | {"TEST": {"NAME": "test_wagtail_lms"}}
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {"NAME": f"{directory}/peer.sqlite3"}
    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=_APPS,
        MIDDLEWARE=_MIDDLEWARE,
        ROOT_URLCONF="wagtail_lms.urls",
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        MEDIA_ROOT=f"{directory}/media",
        STATIC_URL="/static/",
        WAGTAIL_SITE_NAME="bench",
        WAGTAILADMIN_BASE_URL="http://127.0.0.1",
        USE_TZ=True,
    )
    django.setup()


def main(side: str, part: str, what: str, rounds: int) -> dict:
    if side == "portal":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
        django.setup()
        try:
            return _portal(part, what, rounds)
        finally:
            shutil.rmtree(settings.TEST_DIR, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as directory:
        configure_peer(directory)
        return _peer(part, what, rounds)


def _portal(part: str, what: str, rounds: int) -> dict:
    from . import portal, portal_packages

    if part == "packages":
        return portal_packages.main(Path(what), rounds)
    return portal.main(int(what), rounds)


def _peer(part: str, what: str, rounds: int) -> dict:
    from . import peer, peer_packages

    if part == "packages":
        return peer_packages.main(Path(what), rounds)
    return peer.main(int(what))


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:4], int(sys.argv[4]))))  # noqa: T201
