"""What the README names is there."""

import re
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands


@pytest.fixture(scope="module")
def readme() -> str:
    return (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")


def test_its_commands_exist(readme):
    named = set(re.findall(r"manage\.py (\w+)", readme))
    table = readme.partition("| `manage.py …` |")[2].partition("\n\n")[0]
    for row in table.splitlines():
        named |= set(re.findall(r"`(\w+)", row.split("|")[1] if "|" in row else ""))

    assert {"prepare", "import_modules", "search_drain"} <= named
    assert named <= set(get_commands())


def test_its_make_targets_exist(readme):
    named = set(re.findall(r"make (run|test|help|install|messages|locks)\b", readme))
    listed = subprocess.run(
        ["make", "help"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    ).stdout

    assert {"run", "test"} <= named
    assert named <= set(re.findall(r"^make (\w[\w-]*)", listed, flags=re.MULTILINE))


def test_its_paths_exist(readme):
    named = set(
        re.findall(r"`((?:portal|practices|training|search|templates|tests)/[\w./]*)`", readme)
    )
    linked = set(re.findall(r"\]\((?!https)([^)]+)\)", readme))

    assert "portal/facets.py" in named
    assert [path for path in named | linked if not (settings.BASE_DIR / path).exists()] == []
