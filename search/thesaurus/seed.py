"""The thesaurus that comes with the portal, as plain data."""

import tomllib
from functools import cache
from pathlib import Path

from .entries import LISTS, PLACE, SPLIT, WHOLE, Entry, WordRule

SEED = Path(__file__).with_name("seed.toml")


@cache
def _content() -> dict:
    return tomllib.loads(SEED.read_text(encoding="utf-8"))


def seed_entries() -> list[Entry]:
    return [
        Entry(label=row["label"], **{field: tuple(row.get(field, ())) for field in LISTS})
        for row in _content()["concept"]
    ]


def seed_rules() -> list[WordRule]:
    return [
        WordRule(row[kind], kind)
        for row in _content()["word"]
        for kind in (SPLIT, WHOLE, PLACE)
        if kind in row
    ]
