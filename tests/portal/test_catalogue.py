"""Every text of the interface is in the English catalogue, translated and with its placeholders."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUE = Path("portal/locale/en/LC_MESSAGES/django.po")
SOURCES = ("portal", "practices", "training", "search", "templates", "manage.py")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read(settings.BASE_DIR / CATALOGUE)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> Catalog:
    """The catalogue after `makemessages` on a copy of the sources."""
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is missing: install Debian's package gettext")
    copy = tmp_path_factory.mktemp("sources")
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "*.png", "*.webp", "*.toml")
    for name in SOURCES:
        source = settings.BASE_DIR / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignored)
        else:
            shutil.copy(source, copy / name)
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=en", "--no-obsolete", "--no-wrap"],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.development"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return read(copy / CATALOGUE)


def ids(catalogue: Catalog) -> set[tuple]:
    return {(message.context, message.id) for message in catalogue if message.id}


def test_every_text_is_in_the_catalogue(catalogue, gathered):
    missing = ids(gathered) - ids(catalogue)

    assert not missing, "Run `make messages` and translate what it adds."


def test_nothing_in_the_catalogue_is_out_of_use(catalogue, gathered):
    left_over = ids(catalogue) - ids(gathered)

    assert not left_over, "Run `make messages`."


def test_every_text_is_translated_for_certain(catalogue):
    unfinished = [
        message.id
        for message in catalogue
        if message.id
        and (message.fuzzy or not all(message.string if message.pluralizable else [message.string]))
    ]

    assert unfinished == []


def test_translations_keep_their_placeholders(catalogue):
    """A plural's forms may leave out the number, but invent nothing."""
    broken = []
    for message in catalogue:
        if not message.id or message.pluralizable:
            known = set(PLACEHOLDER.findall("".join(message.id))) if message.id else set()
            used = set(PLACEHOLDER.findall("".join(message.string))) if message.id else set()
            wrong = not used <= known
        else:
            wrong = sorted(PLACEHOLDER.findall(message.id)) != sorted(
                PLACEHOLDER.findall(message.string)
            )
        if wrong:
            broken.append(message.id)

    assert broken == []
