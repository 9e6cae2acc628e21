"""A wrong or missing variable stops the start with one sentence, whoever starts."""

import ast
import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import Environment

MANAGE = ("manage.py", "check")
SERVER = ("-m", "granian", "--interface", "wsgi", "--port", "0", "portal.wsgi:application")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "a-key-of-these-tests-that-is-long-enough-to-pass-the-deployment-checks",
    "SITE_URL": "https://portal.example.de",
    "CONTENT_ORIGIN": "https://*.inhalte.example.de",
}


@pytest.mark.parametrize("program", [MANAGE, SERVER], ids=["manage.py", "granian"])
@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL", "CONTENT_ORIGIN"])
def test_production_does_not_start_without(run_program, program, missing):
    done = run_program(*program, **PRODUCTION | {missing: ""})

    assert done.returncode == 1
    assert f"{missing} fehlt: Setzen Sie die Umgebungsvariable {missing}" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_production_refuses_an_address_without_scheme(run_program):
    done = run_program(*MANAGE, **PRODUCTION | {"SITE_URL": "portal.example.de"})

    assert done.returncode == 1
    assert done.stderr.startswith("SITE_URL=portal.example.de ist keine vollständige Adresse")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "achttausend"),
        ("DATABASE_URL", "portal.sqlite3"),
        ("DATABASE_URL", "mysql://portal@127.0.0.1/portal"),
        ("CACHE_URL", "memcached"),
        ("EMAIL_URL", "mail.example.de"),
        ("LOG_LEVEL", "laut"),
        ("SEARCH_DRAIN", "nie"),
        ("CONTENT_ORIGIN", "https://inhalte.example.de/pfad"),
    ],
)
def test_an_unusable_value_is_named_with_a_remedy(run_program, variable, value):
    done = run_program(*MANAGE, **{variable: value})

    assert done.returncode == 1
    assert re.fullmatch(
        rf"{variable} ist nicht lesbar: Erwartet wird .+, zum Beispiel {variable}=.+\n", done.stderr
    )


def test_a_password_in_an_unusable_value_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://portal:GEHEIM-1@db:keine-zahl/portal")

    with pytest.raises(ImproperlyConfigured) as error:
        Environment().db_url("DATABASE_URL")

    assert "GEHEIM-1" not in str(error.value)


def test_the_readme_lists_every_variable_that_settings_read():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Settings")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE))

    assert documented == variables_read() | {"DJANGO_SETTINGS_MODULE"}


def variables_read() -> set[str]:
    """The first argument of each `env.kind("NAME")` and `required("NAME")` in the settings."""
    calls = [
        node
        for path in (settings.BASE_DIR / "portal" / "settings").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    ]
    return {
        call.args[0].value
        for call in calls
        if re.fullmatch(r"env\.\w+|required", ast.unparse(call.func))
    }


def test_a_database_file_makes_its_directory(run_program, tmp_path):
    """Somebody who deletes `var/` wants to begin anew, and not to read a traceback."""
    database = tmp_path / "gone" / "portal.sqlite3"

    done = run_program(
        "manage.py", "migrate", "people", "0001", "-v0", DATABASE_URL=f"sqlite:///{database}"
    )

    assert done.returncode == 0, done.stderr
    assert database.exists()
