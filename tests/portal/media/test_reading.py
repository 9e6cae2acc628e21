"""A new file is read after the commit, once, by one reader, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.media.models import DocumentText, PortalDocument, ReadingState, UnreadableReason
from portal.media.reading import process, services, worker
from portal.media.reading.services import MAX_ATTEMPTS, queue, queue_forgotten, read_waiting
from search.models import OutboxEntry

from .files import SENTENCE, make_encrypted_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root_collection")]


def make_document(content: bytes = SENTENCE.encode(), name: str = "vorlage.txt") -> PortalDocument:
    return PortalDocument.objects.create(title="Vorlage", file=ContentFile(content, name=name))


def reading(document) -> DocumentText:
    return DocumentText.objects.get(document=document)


def due_now() -> None:
    """As much time passes as any pause takes."""
    DocumentText.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def counted(monkeypatch):
    """Counts the files that are really opened by a reader."""
    calls = []

    def count(file, kind, **options):
        calls.append(kind)
        return process.read_file(file, kind, **options)

    monkeypatch.setattr(services, "read_file", count)
    return calls


def test_a_new_document_waits_and_is_read_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document()
        assert reading(document).state == ReadingState.WAITING

    assert reading(document).state == ReadingState.READ
    assert reading(document).text == SENTENCE
    assert reading(document).characters == len(SENTENCE)


def test_what_is_rolled_back_is_not_waiting():
    with transaction.atomic():
        make_document()
        transaction.set_rollback(True)

    assert not DocumentText.objects.exists()


def test_a_document_that_cannot_wait_is_not_saved(monkeypatch):
    def refuse(*arguments, **options):
        raise IntegrityError

    monkeypatch.setattr(DocumentText.objects, "bulk_create", refuse)
    with pytest.raises(IntegrityError):
        make_document()

    assert not PortalDocument.objects.exists()


def test_a_replaced_file_is_read_anew_and_the_old_text_is_gone_at_once():
    document = make_document(name="einzige.txt")
    read_waiting()
    # As Wagtail's form does: so the new file gets the name of the old one.
    document.file.storage.delete(document.file.name)
    document.file = ContentFile(b"Neuer Inhalt", name="einzige.txt")
    document.save()

    assert document.file.name == "documents/einzige.txt"
    assert (reading(document).state, reading(document).text) == (ReadingState.WAITING, "")
    read_waiting()
    assert reading(document).text == "Neuer Inhalt"


def test_a_new_title_is_no_reason_to_read():
    document = make_document()
    read_waiting()
    document.title = "Anders"
    document.save()
    document.get_file_size()
    document.get_file_hash()

    assert reading(document).state == ReadingState.READ


def test_the_same_file_is_not_read_twice(counted):
    first, second = make_document(), make_document()
    read_waiting()

    assert counted == ["txt"]
    assert reading(first).text == reading(second).text == SENTENCE
    queue([first.pk], afresh=True)
    queue([second.pk], afresh=True)
    read_waiting()
    assert len(counted) == 2


def test_the_same_bytes_of_another_kind_are_read(counted):
    make_document(b"Stadt;Herne", "a.txt")
    make_document(b"Stadt;Herne", "a.csv")
    read_waiting()

    assert sorted(counted) == ["csv", "txt"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vorlage.pdf", make_encrypted_pdf(), UnreadableReason.ENCRYPTED),
        ("vorlage.docx", b"kein Word", UnreadableReason.DAMAGED),
        ("vorlage.zip", b"PK", UnreadableReason.UNSUPPORTED),
        ("vorlage", b"Text", UnreadableReason.UNSUPPORTED),
    ],
)
def test_an_unreadable_file_is_settled_with_its_reason(name, content, reason):
    document = make_document(content, name)
    good = make_document()
    read_waiting()

    assert reading(document).reason == reason
    assert str(reading(document)) == f"Nicht durchsuchbar: {reason.label}"
    assert reading(good).state == ReadingState.READ


def test_sentences_for_editors():
    def sentence(**fields):
        return DocumentText(**fields).sentence

    assert sentence(state="read", characters=12340) == "Text gelesen: 12.340 Zeichen"
    assert sentence(state="read", characters=50000, is_cut=True) == (
        "Text gelesen: die ersten 50.000 Zeichen"
    )
    assert sentence(state="empty").startswith("Nicht durchsuchbar: Die Datei enthält keinen Text")
    assert sentence(state="waiting") == "Der Text wird gerade gelesen."


def test_the_database_wants_a_reason():
    document = make_document()

    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.filter(document=document).update(state=ReadingState.UNREADABLE)


def test_a_huge_file_is_not_even_copied(monkeypatch, counted):
    monkeypatch.setattr(services, "MAX_FILE", 10)
    document = make_document()
    read_waiting()

    assert reading(document).reason == UnreadableReason.TOO_BIG
    assert counted == []


def test_a_lost_file_is_settled():
    document = make_document()
    default_storage.delete(document.file.name)
    read_waiting()

    assert reading(document).reason == UnreadableReason.MISSING


def test_a_storage_that_is_away_is_asked_again_later_and_not_for_ever(monkeypatch):
    document = make_document()

    def away(*arguments):
        raise ConnectionError("no answer")

    with monkeypatch.context() as patched:
        patched.setattr(FileSystemStorage, "open", away)
        assert read_waiting() == 1
        assert reading(document).state == ReadingState.WAITING
        assert read_waiting() == 0
        for _attempt in range(MAX_ATTEMPTS - 1):
            due_now()
            read_waiting()
    assert reading(document).reason == UnreadableReason.STORAGE

    queue([document.pk])
    read_waiting()
    assert reading(document).state == ReadingState.READ


def test_a_reader_that_dies_leaves_the_file_to_the_next(monkeypatch):
    document = make_document()

    class KilledError(BaseException):
        pass

    def die(*arguments, **options):
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(services, "read_file", die)
        with pytest.raises(KilledError):
            read_waiting()
    # Nobody takes it while the dead one might still be at work.
    assert read_waiting() == 0
    due_now()
    read_waiting()
    assert reading(document).state == ReadingState.READ


def test_a_file_that_kills_its_readers_is_given_up():
    document = make_document()
    for _attempt in range(MAX_ATTEMPTS):
        assert services._take() is not None
        due_now()
    read_waiting()

    assert reading(document).reason == UnreadableReason.CRASHED


def test_one_document_is_taken_by_one_reader():
    make_document()

    assert services._take() is not None
    assert services._take() is None


def test_what_is_replaced_while_it_is_read_keeps_nothing_of_the_old_file(monkeypatch):
    document = make_document(b"Alt")

    def replace_meanwhile(file, kind, **options):
        document.file = ContentFile(b"Neu", name="neu.txt")
        document.save()
        monkeypatch.setattr(services, "read_file", process.read_file)
        return process.Answer(text="Alt")

    monkeypatch.setattr(services, "read_file", replace_meanwhile)
    read_waiting()

    assert reading(document).text == "Neu"


def test_a_document_that_is_deleted_while_it_is_read_is_no_error(monkeypatch):
    document = make_document()

    def delete_meanwhile(file, kind, **options):
        PortalDocument.objects.get(pk=document.pk).delete()
        return process.Answer(text="Alt")

    monkeypatch.setattr(services, "read_file", delete_meanwhile)

    assert read_waiting() == 1
    assert not DocumentText.objects.exists()


def test_forgotten_documents_are_queued():
    document = make_document()
    DocumentText.objects.all().delete()

    assert queue_forgotten() == 1
    assert queue_forgotten() == 0
    read_waiting()
    assert reading(document).state == ReadingState.READ


@pytest.mark.parametrize("drain", ["thread", "worker"])
def test_the_request_reads_nothing_itself(
    settings, monkeypatch, counted, django_capture_on_commit_callbacks, drain
):
    woken = []
    monkeypatch.setattr(worker.reader, "wake", lambda: woken.append(1))
    settings.SEARCH_DRAIN = drain
    with django_capture_on_commit_callbacks(execute=True):
        make_document()

    assert counted == []
    assert bool(woken) == (drain == "thread")


def test_an_error_is_logged_and_the_document_stays_waiting(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def broken(*arguments, **options):
        raise RuntimeError("a bug")

    monkeypatch.setattr(services, "read_file", broken)
    with django_capture_on_commit_callbacks(execute=True):
        document = make_document()

    assert "a bug" in caplog.text
    assert reading(document).state == ReadingState.WAITING
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 4])
def test_a_document_costs_a_handful_of_queries(django_assert_num_queries, count):
    for number in range(count):
        make_document(f"Inhalt {number}".encode())

    # Take (two), look for a twin, keep (with its savepoint), the pages; and nothing left.
    with django_assert_num_queries(count * 7 + 1):
        assert read_waiting() == count
