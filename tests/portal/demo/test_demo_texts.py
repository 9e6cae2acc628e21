"""The demo invents no people: what its files say can be read by anyone as made up.

The names under `signed_by` are those of the mayors who signed the contract of 2010: public
record, and so the only names of people.
"""

import re
import tomllib
from collections.abc import Iterator

import pytest
from django.conf import settings

DIRECTORIES = [
    "portal/demo/content",
    "practices/demo",
    "training/demo",
    "training/courses/demo",
    "training/packages/demo",
]
FILES = sorted(
    path for directory in DIRECTORIES for path in (settings.BASE_DIR / directory).rglob("*.toml")
)
NAMED_PERSON = re.compile(r"\b(?:Frau|Herrn?|Mr\.?|Mrs\.?|Ms\.?)\s+(?:\w+\.\s+)*[A-ZÄÖÜ]\w+")
EMAIL = re.compile(r"[\w.+-]+@[\w.-]*\w")
PHONE = re.compile(r"(?<![\d.,])(?:\+\d|00[1-9]|0[1-9]\d)[\d ()/-]*\d")
#: Of the block of numbers that the Federal Network Agency keeps free for invented people.
FREE_PHONE = re.compile(r"0221 4710-[1-9]\d\d")

each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: str(path.relative_to(settings.BASE_DIR))
)


def texts(value, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a value of a TOML file, each with the key that it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)


def read(path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@each_file
def test_names_no_person(path):
    for key, text in texts(read(path)):
        if key != "signed_by":
            assert NAMED_PERSON.findall(text) == []


@each_file
def test_gives_addresses_and_numbers_that_reach_nobody(path):
    for key, text in texts(read(path)):
        assert [email for email in EMAIL.findall(text) if not email.endswith(".example")] == []
        assert [phone for phone in PHONE.findall(text) if not FREE_PHONE.fullmatch(phone)] == []
        if key.endswith("phone"):
            assert FREE_PHONE.fullmatch(text)


@each_file
def test_marks_every_figure_as_made_up(path):
    for figure in read(path).get("figures", []):
        assert figure["source"].endswith("(Demodaten)")


def test_reads_every_directory():
    assert {path.parent.name for path in FILES} == {"content", "cities", "pages", "demo"}
    assert len(FILES) >= 8 + 30 + 20 + 3 + 2
