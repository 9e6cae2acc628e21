"""From the editor's upload to the visitor's hit: a word that stands in a file alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.media.models import PortalDocument
from practices.parts import PracticeTemplate
from search import services
from search.request import SearchRequest
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .files import make_docx

pytestmark = pytest.mark.django_db


def test_a_word_inside_an_uploaded_file_is_found(cast, django_capture_on_commit_callbacks):
    """From the editor's upload to the visitor's hit; a replaced file is found anew."""
    services.rebuild()
    editor = signed_in(cast.editor_bochum)
    upload(
        editor,
        cast,
        "Prüfliste",
        make_docx("Der Schattenkalender hängt am Eingang."),
        django_capture_on_commit_callbacks,
    )
    document = PortalDocument.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page = GoodPracticeFactory(
            parent=cast.bochum, title="Aushang", templates=[PracticeTemplate(document=document)]
        )

    (hit,) = search("Schattenkalender")

    assert hit.document.id == f"page-{page.pk}"
    assert (hit.file.name, hit.file.url) == ("Prüfliste.docx", document.url)
    assert "Der <mark>Schattenkalender</mark> hängt" in hit.file.excerpt

    with django_capture_on_commit_callbacks(execute=True):
        form = {
            "title": "Prüfliste",
            "collection": cast.bochum.collection.pk,
            "summary": "",
            "tags": "",
            "file": SimpleUploadedFile("neu.txt", b"Der Feiertagsplaner."),
        }
        address = reverse("wagtaildocs:edit", args=[document.pk])
        assert editor.post(address, form).status_code == 302

    assert search("Schattenkalender") == []
    (hit,) = search("Feiertagsplaner")
    assert hit.file.name == "Prüfliste.txt"

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert search("Feiertagsplaner") == []


def upload(editor, cast, title, content, commits):
    with commits(execute=True):
        answer = editor.post(
            reverse("wagtaildocs:add_multiple"),
            {
                "title": title,
                "collection": cast.bochum.collection.pk,
                "files[]": SimpleUploadedFile("datei.docx", content),
            },
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
    assert answer.json()["success"]


def search(text):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    return list(results.hits)
