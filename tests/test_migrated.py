"""A copy of the migrated database is the database, and another version of the code has another."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated
from tests.migrated import migrated_once

#: The file of copies is SQLite's: the second pair, which copies databases, adds nothing here.
pytestmark = pytest.mark.embedded


@pytest.mark.django_db
def test_nothing_is_left_to_migrate():
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.fixture
def started(tmp_path, monkeypatch, settings):
    """Begins a run, or one more process of it: what the database then holds before migrating."""
    settings.VAR_DIR = tmp_path
    own = tmp_path / "own.sqlite3"
    monkeypatch.setattr(connection.creation, "_get_test_db_name", lambda: str(own))

    def start(run, *, anew=False) -> list[str]:
        (tmp_path / run).mkdir(exist_ok=True)
        query = "SELECT name FROM sqlite_master WHERE name = 'wagtailcore_page'"
        own.unlink(missing_ok=True)
        with (
            migrated_once(tmp_path / run, anew=anew),
            closing(sqlite3.connect(connection.creation._create_test_db(0, True))) as database,
        ):
            return [row[0] for row in database.execute(query)]

    return start


@pytest.mark.django_db(transaction=True)
def test_copies_are_made_once_in_a_run_and_kept_for_the_next(started):
    assert started("first") == []
    assert started("first") == ["wagtailcore_page"]
    assert started("second") == ["wagtailcore_page"]
    assert started("third", anew=True) == []
    assert started("third", anew=True) == ["wagtailcore_page"]


@pytest.mark.django_db(transaction=True)
def test_another_version_of_the_code_has_another_copy(started, monkeypatch):
    assert started("first") == []
    monkeypatch.setattr(migrated, "_fingerprint", lambda: "other")

    assert started("second") == []


@pytest.mark.django_db(transaction=True)
def test_what_failed_is_not_kept(started, tmp_path):
    (tmp_path / "first").mkdir()
    with pytest.raises(ZeroDivisionError), migrated_once(tmp_path / "first", anew=False):
        _ = 1 / 0

    assert started("second") == []


def test_a_changed_file_is_another_version(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "portal").mkdir()
    before = migrated._fingerprint()

    (tmp_path / "portal" / "seed.json").write_text("{}")
    added = migrated._fingerprint()
    (tmp_path / "portal" / "seed.json").write_text("[]")

    assert len({before, added, migrated._fingerprint()}) == 3
