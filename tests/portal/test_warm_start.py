"""A web process reads its words before anybody searches; a command reads what it needs."""

import pytest

#: Prints the word lists that are opened by the first question about words.
PROCESS = """
import sys, threading
{first}
from search.analysis.compounds import is_noun
from search.english import is_english
for thread in threading.enumerate():
    if thread.name == "search-warming":
        thread.join(120)
opened = []
def hear(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
sys.addaudithook(hear)
assert is_noun("vielfalt") and is_english("diversity")
print(*sorted({{name for name in ("german_nouns", "spellchecker") if name in str(opened)}}))
"""
COMMAND = """
import django
from django.core.management import call_command
django.setup()
call_command("check", verbosity=0)
"""


@pytest.fixture
def read_by_first_question(run_program):
    """In a process of its own: in ours, others have asked before."""

    def read(first: str) -> list[str]:
        done = run_program(
            "-c",
            PROCESS.format(first=first),
            DJANGO_SETTINGS_MODULE="portal.settings.development",
            SEARCH_DRAIN="worker",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1].split()

    return read


def test_in_a_web_process_the_words_are_read(read_by_first_question):
    assert read_by_first_question("import portal.wsgi") == []


def test_a_command_has_not_read_them(read_by_first_question):
    assert read_by_first_question(COMMAND) == ["german_nouns", "spellchecker"]
