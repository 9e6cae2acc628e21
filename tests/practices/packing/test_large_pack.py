"""Large packs are made beside the requests, shown on their way, and thrown away later."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.media.models import PortalDocument
from practices.models import PracticeTemplate
from practices.packing import services, worker
from practices.packing.models import Pack, PackState
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_limit(monkeypatch):
    monkeypatch.setattr(services, "LARGE", 10)
    monkeypatch.setattr(services, "_REPORTED_BYTES", 5)
    monkeypatch.setattr(worker.maker, "notify", lambda: None)


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(parent=cast.bochum, slug="matrix")
    document = PortalDocument.objects.create(
        title="Matrix", file=ContentFile(b"elf Zeichen und mehr", name="matrix.txt")
    )
    practice.templates = [PracticeTemplate(document=document)]
    practice.save()
    return practice


def address(practice) -> str:
    return f"/praxis/{practice.pk}/vorlagen/"


def get(practice, extra="", client=None):
    return (client or Client()).get(address(practice) + extra)


def later(**fields) -> None:
    Pack.objects.update(**fields)


def test_the_request_orders_it_and_says_how_far_it_is(practice):
    answer = get(practice)
    assert answer.status_code == 202
    text = answer.content.decode()
    assert "wird gerade gepackt" in text
    assert "0 Prozent" in " ".join(text.split())
    assert f'href="{address(practice)}"' in text
    assert Pack.objects.get().state == PackState.WAITING


def test_the_same_address_fetches_it_when_it_is_there(practice):
    get(practice)
    assert services.make_waiting() == 1
    assert "ist fertig" in get(practice, "stand/").content.decode()
    answer = get(practice)
    assert answer["Content-Disposition"] == 'attachment; filename="matrix-vorlagen.zip"'
    zipped = ZipFile(io.BytesIO(b"".join(answer)))
    assert zipped.namelist() == ["Inhalt.html", "01 Matrix.txt"]
    assert zipped.read("01 Matrix.txt") == b"elf Zeichen und mehr"


def test_it_is_made_once_for_all_who_want_the_same(practice):
    for _number in range(3):
        get(practice)
    assert services.make_waiting() == 1
    get(practice)
    assert services.make_waiting() == 0
    assert Pack.objects.count() == 1


def test_a_change_makes_another_one(practice):
    get(practice)
    services.make_waiting()
    practice.title = "Neuer Titel"
    practice.save()
    assert get(practice).status_code == 202
    assert Pack.objects.count() == 2


def test_it_tells_how_far_it_is_while_it_is_made(practice, monkeypatch):
    get(practice)
    seen = []
    read = services.archive

    def watched(html, files):
        for piece in read(html, files):
            yield piece
            seen.append(Pack.objects.get().done_bytes)

    monkeypatch.setattr(services, "archive", watched)
    services.make_waiting()
    assert 20 in seen
    assert Pack.objects.get().percent == 100


def test_small_ones_have_no_state(practice, monkeypatch):
    monkeypatch.setattr(services, "LARGE", 1000)
    assert get(practice, "stand/").status_code == 404
    assert get(practice).streaming
    assert not Pack.objects.exists()


def test_what_cannot_be_read_is_tried_again_and_then_said(practice, monkeypatch):
    get(practice)

    def broken(html, files):
        raise OSError("away")
        yield

    with monkeypatch.context() as patched:
        patched.setattr(services, "archive", broken)
        for _attempt in range(services.MAX_ATTEMPTS):
            assert services.make_waiting() == 0
            later(due_at=timezone.now() - timedelta(seconds=1))
    answer = get(practice)
    assert answer.status_code == 202
    assert "konnte nicht gepackt werden" in answer.content.decode()
    get(practice, "?noch-einmal")
    assert services.make_waiting() == 1


def test_two_makers_do_not_make_the_same(practice, monkeypatch):
    get(practice)
    taken = services._take()
    assert services._take() is None
    later(due_at=timezone.now() - timedelta(seconds=1))
    assert services._take().pk == taken.pk


def test_the_worker_takes_up_what_was_left(practice):
    get(practice)
    assert worker.maker.attempt()
    assert Pack.objects.get().state == PackState.READY


def test_what_nobody_fetches_goes_with_its_file(practice):
    get(practice)
    services.make_waiting()
    name = Pack.objects.get().file
    later(used_at=timezone.now() - services.KEPT + timedelta(minutes=1))
    assert services.forget_unused() == 0
    later(used_at=timezone.now() - services.KEPT - timedelta(minutes=1))
    assert services.forget_unused() == 1
    # The file is young: it goes with a later round.
    assert storages["private"].exists(name)


def test_a_file_without_a_pack_goes(practice, monkeypatch):
    get(practice)
    services.make_waiting()
    name = Pack.objects.get().file
    practice.delete()
    monkeypatch.setattr(services, "LEASE", timedelta(seconds=-1))
    services.forget_unused()
    assert not storages["private"].exists(name)


def test_a_pack_whose_file_is_lost_is_made_anew(practice):
    get(practice)
    services.make_waiting()
    storages["private"].delete(Pack.objects.get().file)
    assert get(practice).status_code == 202
    assert services.make_waiting() == 1
    assert get(practice).status_code == 200


def test_a_pack_is_only_ready_with_its_file(practice):
    get(practice)
    with pytest.raises(IntegrityError), transaction.atomic():
        later(state=PackState.READY)


def test_the_thread_of_the_search_makes_it_where_there_is_no_worker(
    practice, monkeypatch, settings, django_capture_on_commit_callbacks
):
    monkeypatch.undo()
    monkeypatch.setattr(services, "LARGE", 10)
    settings.SEARCH_DRAIN = "inline"
    with django_capture_on_commit_callbacks(execute=True):
        get(practice)
    assert get(practice).status_code == 200
    assert isinstance(storages["private"], FileSystemStorage)
