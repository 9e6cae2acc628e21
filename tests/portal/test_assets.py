from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from portal.assets import collect_changed


@pytest.fixture
def source(tmp_path, settings) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "portal.css").write_text("body { color: teal }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    finders.get_finder.cache_clear()
    yield source
    finders.get_finder.cache_clear()


def test_collects_what_is_new_and_then_nothing(source, settings):
    assert collect_changed()
    assert (settings.STATIC_ROOT / "portal.css").read_text() == "body { color: teal }"

    assert not collect_changed()


def test_collects_again_after_a_change(source, settings):
    collect_changed()
    (source / "portal.css").write_text("body { color: darkslategray }")

    assert collect_changed()
    assert (settings.STATIC_ROOT / "portal.css").read_text() == "body { color: darkslategray }"


def test_collects_again_where_the_files_were_removed(source, settings):
    collect_changed()
    (settings.STATIC_ROOT / "portal.css").unlink()
    settings.STATIC_ROOT.rmdir()

    assert collect_changed()
