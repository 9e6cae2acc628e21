"""Collected files are there compressed, under a name that changes with their content."""

import gzip
import json

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

CONTENT = "body { color: teal }\n" * 500


@pytest.fixture
def collected(tmp_path, settings):
    """The directory of collected files; the source has a stylesheet and a picture."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "portal.css").write_text(CONTENT)
    (source / "dot.png").write_bytes(b"\x89PNG" + b"0" * 5000)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "portal.static_storage.StaticStorage"}
    }
    finders.get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    yield settings.STATIC_ROOT
    finders.get_finder.cache_clear()


def test_stylesheets_are_there_in_both_compressions(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ("portal.css", names["portal.css"]):
        for suffix, decompress in ((".br", brotli.decompress), (".gz", gzip.decompress)):
            packed = (collected / f"{name}{suffix}").read_bytes()
            assert len(packed) < len(CONTENT) / 10
            assert decompress(packed).decode() == CONTENT
    assert names["portal.css"] != "portal.css"


def test_pictures_are_left_as_they_are(collected):
    assert not list(collected.glob("dot*.br"))
    assert len(list(collected.glob("dot*.png"))) == 2
