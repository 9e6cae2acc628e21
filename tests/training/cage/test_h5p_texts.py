"""What an H5P content's author has left unsaid, its libraries say in the content's language."""

import json

import pytest

from tests.factories.packages import MANIFEST

from .packed import body, fetch, packed

pytestmark = pytest.mark.django_db

SEMANTICS = [
    {"name": "question", "type": "text", "default": "Question"},
    {"name": "check", "type": "text", "common": True, "default": "Check"},
    {
        "name": "l10n",
        "type": "group",
        "common": True,
        "fields": [
            {"name": "retry", "type": "text", "default": "Retry"},
            {"name": "close", "type": "text", "default": "Close"},
        ],
    },
    {
        "name": "messages",
        "type": "group",
        "common": True,
        "fields": [{"name": "done", "type": "text", "default": "Done"}],
    },
    {"name": "parts", "type": "list", "field": {"name": "part", "type": "library"}},
]
GERMAN = {
    "semantics": [
        {"label": "Frage", "default": "Frage"},
        {"default": "Überprüfen"},
        {"fields": [{"default": "Wiederholen"}, {"default": "Schließen"}]},
        {"fields": [{"default": "Fertig"}]},
        {"field": {"label": "Teil"}},
    ]
}
TURKISH = {"semantics": [{}, {"default": "Kontrol et"}]}
MANIFEST_H5P = MANIFEST | {"version": "H5P.Quiz 1.2", "items": []}


def content_of(cast, content: dict, *, language: str = "de", folder: str = "H5P.Quiz-1.2"):
    files = {
        "h5p.json": {"title": "Quiz", "language": language},
        "content/content.json": content,
        f"{folder}/semantics.json": SEMANTICS,
        f"{folder}/language/de.json": GERMAN,
        f"{folder}/language/tr.json": TURKISH,
    }
    lesson = packed(
        cast,
        kind="h5p",
        manifest=MANIFEST_H5P,
        files={name: b"\xef\xbb\xbf" + json.dumps(file).encode() for name, file in files.items()},
    )
    response = fetch(lesson.grant, "inhalt/content/content.json")
    assert response.headers["Content-Type"] == "application/json"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    return json.loads(body(response))


FILLED = {
    "check": "Überprüfen",
    "l10n": {"retry": "Wiederholen", "close": "Schließen"},
    "messages": "Fertig",
}


@pytest.mark.parametrize("folder", ["H5P.Quiz-1.2", "H5P.Quiz"])
def test_what_is_missing_is_filled_in_and_nothing_of_the_author_is_touched(cast, folder):
    written = {"check": "Los", "l10n": {"close": "", "extra": 1}, "parts": []}

    assert content_of(cast, written, folder=folder) == {
        "check": "Los",
        "l10n": {"close": "", "extra": 1, "retry": "Wiederholen"},
        "messages": "Fertig",
        "parts": [],
    }


def test_contents_within_contents_get_theirs(cast):
    inner = {"library": "H5P.Quiz 1.2", "params": {"question": "Warum?"}}
    unknown = {"library": "H5P.Fehlt 1.0", "params": {}}

    found = content_of(cast, {"parts": [inner, unknown]})

    assert found == FILLED | {
        "parts": [inner | {"params": {"question": "Warum?"} | FILLED}, unknown]
    }


def test_a_content_is_in_its_own_language(cast):
    assert content_of(cast, {}, language="tr") == {"check": "Kontrol et"}
    assert content_of(cast, {}, language="und") == FILLED
    assert content_of(cast, {}, language="fi") == {}
