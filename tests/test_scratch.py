"""The tests write into memory where they can, and where somebody says otherwise, there."""

import tempfile

from tests.scratch import directory


def test_memory_that_has_room_is_taken(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)

    assert directory(tmp_path, room=1) == str(tmp_path)


def test_a_small_or_missing_one_is_not(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)

    assert directory(tmp_path, room=2**60) == tempfile.gettempdir()
    assert directory(tmp_path / "missing", room=1) == tempfile.gettempdir()


def test_what_is_named_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)

    assert directory(room=1) == str(tmp_path)
