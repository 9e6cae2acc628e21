"""Editors see in the admin which files the search could read, and why not."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from portal.media.models import PortalDocument
from portal.media.reading.services import read_waiting
from practices.parts import PracticeTemplate
from search.models import OutboxEntry
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .files import make_encrypted_pdf

pytestmark = pytest.mark.django_db
LOCKED = "Nicht durchsuchbar: Die Datei ist mit einem Passwort geschützt."


def make_document(city, title, name, content):
    return PortalDocument.objects.create(
        title=title, collection=city.collection, file=ContentFile(content, name=name)
    )


@pytest.fixture
def documents(cast):
    """One that is read and one that is not, in Bochum."""
    made = (
        make_document(cast.bochum, "Leitfaden", "leitfaden.txt", b"Vielfalt"),
        make_document(cast.bochum, "Verschlossen", "verschlossen.pdf", make_encrypted_pdf()),
    )
    read_waiting()
    return made


def listed(answer):
    return {document.title for document in answer.context["documents"]}


def test_the_list_says_it_of_each_file(cast, documents):
    page = signed_in(cast.editor_bochum).get(reverse("wagtaildocs:index")).content.decode()

    assert "Text gelesen: 8 Zeichen" in page
    assert LOCKED in page


@pytest.mark.parametrize("view", ["wagtaildocs:index", "wagtaildocs:index_results"])
def test_the_list_is_narrowed_to_what_cannot_be_read(cast, documents, view):
    editor = signed_in(cast.editor_bochum)

    assert listed(editor.get(reverse(view))) == {"Leitfaden", "Verschlossen"}
    assert listed(editor.get(reverse(view), {"text": "unreadable"})) == {"Verschlossen"}
    assert listed(editor.get(reverse(view), {"text": "read", "q": "Leit"})) == {"Leitfaden"}
    assert listed(editor.get(reverse(view), {"text": "unreadable", "q": "Leit"})) == set()


def test_another_city_s_files_stay_its_own(cast, documents):
    answer = signed_in(cast.editor_herne).get(reverse("wagtaildocs:index"), {"text": "unreadable"})

    assert listed(answer) == set()


@pytest.mark.parametrize(
    ("who", "status"), [("learner", 302), ("hr_developer", 302), ("editor_bochum", 200)]
)
def test_who_sees_the_list(cast, who, status):
    assert signed_in(getattr(cast, who)).get(reverse("wagtaildocs:index")).status_code == status


def test_the_report_is_in_the_menu_of_reports(cast, documents):
    editor = signed_in(cast.editor_bochum)
    address = f"{reverse('wagtaildocs:index')}?text=unreadable"

    assert address in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert listed(editor.get(address)) == {"Verschlossen"}


def test_the_form_says_it_of_its_file(cast, documents):
    editor = signed_in(cast.editor_bochum)
    pages = [
        editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        for document in documents
    ]

    assert "Text gelesen: 8 Zeichen" in pages[0]
    assert LOCKED in pages[1]


def test_the_list_costs_as_much_for_many_files(cast, django_assert_max_num_queries):
    editor = signed_in(cast.editor_bochum)
    counts = []
    for size in (1, 8):
        for number in range(size):
            make_document(cast.bochum, f"Datei {number}", "datei.txt", b"Vielfalt")
        read_waiting()
        editor.get(reverse("wagtaildocs:index"))
        with django_assert_max_num_queries(60) as queries:
            editor.get(reverse("wagtaildocs:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_pages_follow_files_that_are_moved_together(cast, documents):
    page = GoodPracticeFactory(
        parent=cast.bochum, templates=[PracticeTemplate(document=documents[0])]
    )
    OutboxEntry.objects.all().delete()
    address = reverse("wagtail_bulk_action", args=["media", "portaldocument", "add_to_collection"])

    answer = signed_in(cast.administrator).post(
        f"{address}?id={documents[0].pk}", {"collection": cast.herne.collection.pk}
    )

    assert answer.status_code == 302
    documents[0].refresh_from_db()
    assert documents[0].collection == cast.herne.collection
    assert set(OutboxEntry.objects.values_list("document_id", flat=True)) == {f"page-{page.pk}"}
