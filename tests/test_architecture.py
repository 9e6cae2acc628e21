"""Who may import whom; see README.md, "Rooms"."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ("portal", "practices", "training", "search")
#: Room → the rooms that it may import besides itself.
ALLOWED = {
    "search": set(),
    "portal": {"search"},
    "practices": {"portal", "search"},
    "training": {"portal", "search"},
}
#: These know every room, because they put the site together.
KNOW_ALL = ("portal/settings/", "portal/urls.py", "portal/wsgi.py", "portal/demo/")


def imported_rooms(source: str) -> set[str]:
    """The rooms that a module imports, wherever in the file; relative imports stay inside."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} & set(ROOMS)


def sources(room: str) -> list[Path]:
    return sorted((Path(settings.BASE_DIR) / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_what_they_may(room):
    paths = sources(room)
    assert paths
    broken = []
    for path in paths:
        name = path.relative_to(settings.BASE_DIR).as_posix()
        if not name.startswith(KNOW_ALL):
            others = imported_rooms(path.read_text()) - ALLOWED[room] - {room}
            broken += [f"{name} imports {other}" for other in sorted(others)]
    assert broken == []


def test_imports_are_seen_wherever_they_stand():
    source = "import portal.urls\ndef late():\n    from training.models import X\nfrom . import y"
    assert imported_rooms(source) == {"portal", "training"}


def test_nothing_imports_the_tests():
    for room in ROOMS:
        for path in sources(room):
            assert "tests" not in {
                (node.module or "").partition(".")[0]
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom)
            }, path


def test_nothing_that_the_search_s_worker_works_with_imports_it():
    """What lies beneath tells it by signals (`search/waking.py`), so that there is no circle."""
    who = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for path in sources("search")
        for node in ast.walk(ast.parse(path.read_text()))
        if (
            isinstance(node, ast.ImportFrom)
            and ("worker" in {alias.name for alias in node.names} or node.module == "search.worker")
        )
        or (isinstance(node, ast.ImportFrom) and node.level and node.module == "worker")
    }
    assert who == {
        "search/apps.py",
        "search/companions.py",
        "search/management/commands/search_drain.py",
    }
