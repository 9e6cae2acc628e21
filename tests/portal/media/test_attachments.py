"""The files of a page are found through it: those that visitors may fetch, as they are now."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import CollectionViewRestriction

from portal.media.attachments import MAX_PAGE_TEXT
from portal.media.models import DocumentText, PortalDocument, ReadingState
from portal.media.reading.services import read_waiting
from practices.parts import PracticeTemplate
from search import services, sources
from search.documents import Attachment
from search.models import OutboxEntry
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.search.images import make_image

pytestmark = pytest.mark.django_db

USES = {
    "template": lambda file: {"templates": [PracticeTemplate(document=file)]},
    "block": lambda file: {
        "body": json.dumps([{"type": "download", "value": {"document": file.pk, "text": ""}}])
    },
    "rich text": lambda file: {
        "need": f'<p>Siehe <a linktype="document" id="{file.pk}">hier</a>.</p>'
    },
}


def make_document(text="Ein Deckblatt", title="Vorlage", **fields):
    name = f"{title}.txt"
    return PortalDocument.objects.create(
        title=title, file=ContentFile(text.encode(), name=name), **fields
    )


def attachments(page):
    document = sources.load([f"page-{page.pk}"]).documents.get(f"page-{page.pk}")
    return document and document.attachments


def rows():
    return set(OutboxEntry.objects.values_list("document_id", flat=True))


@pytest.fixture
def document(cast):
    return make_document(summary="Zum Anpassen", collection=cast.bochum.collection)


@pytest.fixture
def page(cast, document):
    """A published practice that offers a document which has been read, and an empty outbox."""
    page = GoodPracticeFactory(parent=cast.bochum, **USES["template"](document))
    read_waiting()
    OutboxEntry.objects.all().delete()
    return page


@pytest.mark.parametrize("by", USES)
def test_a_page_carries_the_files_that_it_offers(cast, document, by):
    fields = USES[by](document)
    body = fields.pop("body", None)
    page = GoodPracticeFactory(parent=cast.bochum, **fields)
    if body:
        page.body = body
        page.save()
    read_waiting()

    assert attachments(page) == (Attachment("Vorlage.txt", document.url, "Ein Deckblatt"),)


def test_modules_and_information_carry_theirs(cast, document):
    module = TrainingModuleFactory(parent=cast.herne, body=USES["block"](document)["body"])
    read_waiting()

    assert [file.name for file in attachments(module)] == ["Vorlage.txt"]


def test_what_the_page_says_of_its_files_is_its_own_text(page):
    body = page.search_document().body

    assert "Vorlage Zum Anpassen" in body
    assert "Deckblatt" not in body


def test_a_file_that_is_not_read_yet_or_unreadable_is_left_out(cast, page, document):
    DocumentText.objects.update(state=ReadingState.WAITING)
    assert attachments(page) == ()

    DocumentText.objects.all().delete()
    assert attachments(page) == ()


def test_a_file_of_the_draft_alone_is_left_out(cast, page):
    page.templates = [PracticeTemplate(document=make_document("Geheim", "Entwurf"))]
    page.save_revision()
    read_waiting()

    assert [file.name for file in attachments(page)] == ["Vorlage.txt"]


def test_files_of_a_private_collection_are_left_out(cast, page):
    restriction = CollectionViewRestriction.objects.create(
        collection=cast.bochum.collection, restriction_type="login"
    )

    assert rows() == {f"page-{page.pk}"}
    assert attachments(page) == ()
    assert "Vorlage" not in page.search_document().body

    OutboxEntry.objects.all().delete()
    restriction.delete()
    assert rows() == {f"page-{page.pk}"}
    assert attachments(page) != ()


def test_a_collection_that_moves_is_followed(
    cast, page, document, django_capture_on_commit_callbacks, settings
):
    settings.SEARCH_DRAIN = "worker"
    CollectionViewRestriction.objects.create(
        collection=cast.herne.collection, restriction_type="login"
    )
    collection = document.collection
    with django_capture_on_commit_callbacks(execute=True):
        collection.save()
        collection.move(cast.herne.collection, "sorted-child")

    assert rows() == {f"page-{page.pk}"}
    assert attachments(page) == ()


def test_a_text_that_is_ready_has_its_pages_looked_at_in_the_same_transaction(cast, document):
    page = GoodPracticeFactory(parent=cast.bochum, **USES["template"](document))
    GoodPracticeFactory(parent=cast.bochum, live=False, **USES["template"](document))
    OutboxEntry.objects.all().delete()
    with transaction.atomic():
        read_waiting()
        assert rows() == {f"page-{page.pk}"}
        transaction.set_rollback(True)

    assert rows() == set()
    assert document.reading.state == ReadingState.WAITING


def rename(document):
    document.title = "Neuer Titel"
    document.save()


def replace(document):
    document.file = ContentFile(b"Neu", name="neu.txt")
    document.save()


def delete(document):
    document.delete()


@pytest.mark.parametrize("act", [rename, replace, delete])
def test_pages_follow_their_files(page, document, act):
    pk = document.pk
    with transaction.atomic():
        act(document)
        transaction.set_rollback(True)
    assert rows() == set()

    document = PortalDocument.objects.get(pk=pk)
    act(document)

    assert rows() == {f"page-{page.pk}"}
    assert [file.name for file in attachments(page)] == (
        ["Neuer Titel.txt"] if act is rename else []
    )


def test_bookkeeping_changes_no_page(page, document):
    document.get_file_size()
    document.get_file_hash()

    assert rows() == set()


def test_a_page_has_a_limit(cast):
    files = [make_document("Wort " * 10_000, f"Band {number}") for number in range(6)]
    templates = [PracticeTemplate(document=file) for file in files]
    page = GoodPracticeFactory(parent=cast.bochum, templates=templates)
    read_waiting()

    assert sum(len(file.text) for file in attachments(page)) <= MAX_PAGE_TEXT
    assert len(attachments(page)) < 6


def test_lost_files_stop_no_indexing(cast, page, document):
    default_storage.delete(document.file.name)
    page.image = make_image()
    page.save()
    page.image.file.storage.delete(page.image.file.name)
    page.image.renditions.all().delete()

    report = services.rebuild()

    assert report.refused == []
    assert attachments(page) != ()


def test_queries_do_not_grow_with_pages_and_files(cast, django_assert_max_num_queries):
    counts = []
    services.rebuild()  # once, for what processes keep in memory
    for size in (2, 6):
        for number in range(size):
            files = [make_document(f"{size}/{number}/{file}") for file in range(size)]
            GoodPracticeFactory(
                parent=cast.herne, templates=[PracticeTemplate(document=file) for file in files]
            )
        DocumentText.objects.update(state=ReadingState.READ, text="Ein Deckblatt")
        with django_assert_max_num_queries(60) as queries:
            services.rebuild()
        counts.append(len(queries))

    assert counts[0] == counts[1]
