"""Whatever changes a public page leaves a row, in the same transaction."""

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction, Site

from portal.cities.services import create_city
from portal.home.models import StandardPage
from portal.taxonomy.models import Keyword, ModuleFormat, PracticeStatus
from search import outbox
from search.models import OutboxEntry
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

from .images import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast):
    """A published practice in Bochum with an empty outbox."""
    page = GoodPracticeFactory(parent=cast.bochum, title="Tandem", keywords=["Mentoring"])
    OutboxEntry.objects.all().delete()
    return page


def rows():
    return set(OutboxEntry.objects.values_list("document_id", flat=True))


def document_id(page):
    return f"page-{page.pk}"


def publish(page):
    page.title = "Tandem im Rathaus"
    page.save_revision().publish()


def unpublish(page):
    page.unpublish()


def move(page):
    page.move(page.get_parent().get_siblings(inclusive=False).get(), pos="last-child")


def rename_address(page):
    page.slug = "anders"
    page.save()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def delete(page):
    page.delete()


ACTIONS = [publish, unpublish, move, rename_address, restrict, delete]


@pytest.mark.parametrize("act", ACTIONS)
def test_every_action_leaves_a_row(page, act):
    pk = page.pk
    act(page)
    assert f"page-{pk}" in rows()


class RefusedError(Exception):
    pass


@pytest.mark.parametrize("act", [publish, unpublish, move, rename_address, restrict])
def test_what_cannot_leave_a_row_does_not_happen(page, act, monkeypatch):
    """The row and the change are one transaction: without the row there is no change."""

    def refuse(*arguments):
        raise RefusedError

    before = type(page).objects.values("title", "live", "path", "url_path").get(pk=page.pk)
    monkeypatch.setattr(outbox.OutboxEntry.objects, "bulk_create", refuse)
    with pytest.raises(RefusedError):
        act(page)
    assert type(page).objects.values(*before).get(pk=page.pk) == before
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize(("model", "field"), [(Keyword, "name"), (PracticeStatus, "title")])
def test_a_word_that_cannot_leave_rows_keeps_its_spelling(page, model, field, monkeypatch):
    def refuse(*arguments):
        raise RefusedError

    word = page.tags.get() if model is Keyword else page.status
    monkeypatch.setattr(outbox.OutboxEntry.objects, "bulk_create", refuse)
    setattr(word, field, "Neu geschrieben")
    with pytest.raises(RefusedError):
        word.save()
    assert not model.objects.filter(**{field: "Neu geschrieben"}).exists()


@pytest.mark.django_db(transaction=True)
def test_a_deletion_that_cannot_leave_a_row_does_not_happen(page, monkeypatch):
    def refuse(*arguments):
        raise RefusedError

    monkeypatch.setattr(outbox.OutboxEntry.objects, "bulk_create", refuse)
    with pytest.raises(RefusedError):
        page.delete()
    assert type(page).objects.filter(pk=page.pk, live=True).exists()


@pytest.mark.parametrize("act", ACTIONS)
def test_what_is_rolled_back_leaves_no_row(page, act):
    pk = page.pk
    with transaction.atomic():
        act(page)
        transaction.set_rollback(True)
    assert rows() == set()
    assert type(page).objects.filter(pk=pk, live=True, title="Tandem").exists()


def test_the_drain_waits_for_the_commit(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        publish(page)
    assert [callback.__name__ for callback in callbacks].count("announce_changes") >= 1


def test_a_draft_and_other_bookkeeping_leave_no_row(page):
    page.title = "Entwurf"
    page.save_revision()
    page.locked = True
    page.save(update_fields=["locked"], clean=False)
    assert rows() == set()


def test_descendants_follow_a_moved_and_a_renamed_page(cast):
    parent = cast.bochum.add_child(instance=StandardPage(title="Oben", slug="oben", body=[]))
    child = parent.add_child(instance=StandardPage(title="Unten", slug="unten", body=[]))
    OutboxEntry.objects.all().delete()
    rename_address(parent)
    assert rows() == {document_id(parent), document_id(child)}
    OutboxEntry.objects.all().delete()
    parent.move(cast.herne, pos="last-child")
    assert rows() == {document_id(parent), document_id(child)}


def test_descendants_follow_a_restriction_and_its_end(page, cast):
    restriction = PageViewRestriction.objects.create(
        page=cast.bochum, restriction_type=PageViewRestriction.LOGIN
    )
    assert rows() == {document_id(page), document_id(cast.bochum)}
    OutboxEntry.objects.all().delete()
    restriction.page_id = cast.herne.pk
    restriction.save()
    assert rows() == {document_id(page), document_id(cast.bochum), document_id(cast.herne)}
    OutboxEntry.objects.all().delete()
    restriction.delete()
    assert rows() == {document_id(cast.herne)}


def test_deleting_a_city_leaves_a_row_for_each_of_its_pages(page, cast):
    PageViewRestriction.objects.create(page=cast.bochum, restriction_type=PageViewRestriction.LOGIN)
    OutboxEntry.objects.all().delete()
    expected = {document_id(page), document_id(cast.bochum)}
    type(cast.bochum).objects.get(pk=cast.bochum.pk).delete()
    assert rows() >= expected


def test_a_city_s_entries_follow_its_new_name_and_not_its_new_text(page, cast):
    cast.bochum.summary = "Neuer Text."
    cast.bochum.save()
    assert rows() == {document_id(cast.bochum)}
    cast.bochum.title = "Bochum an der Ruhr"
    cast.bochum.save()
    assert rows() == {document_id(cast.bochum), document_id(page)}


def test_entries_follow_a_keyword_s_new_name_and_its_end(page):
    keyword = Keyword.objects.get(name="Mentoring")
    keyword.name = "Mentoring-Programm"
    keyword.save()
    assert rows() == {document_id(page)}
    OutboxEntry.objects.all().delete()
    keyword.delete()
    assert rows() == {document_id(page)}


def test_entries_follow_the_new_title_of_a_term_that_they_show(cast):
    module = TrainingModuleFactory(parent=cast.herne)
    OutboxEntry.objects.all().delete()
    term = ModuleFormat.objects.get(key="praesenz")
    term.title = "Vor Ort"
    term.save()
    assert rows() == {document_id(module)}


def test_entries_follow_their_image(page):
    page.image = make_image()
    page.save()
    OutboxEntry.objects.all().delete()
    page.image.save()
    assert rows() == {document_id(page)}
    OutboxEntry.objects.all().delete()
    page.image.delete()
    assert rows() == {document_id(page)}


def test_every_page_follows_a_site(page, cast):
    Site.objects.get().save()
    assert rows() >= {document_id(page), document_id(cast.bochum), document_id(cast.herne)}


def test_many_rows_cost_few_queries(cast, django_assert_max_num_queries):
    city = create_city(name="Essen", key="essen", publish=True)
    for _number in range(12):
        GoodPracticeFactory(parent=city)
    with django_assert_max_num_queries(4):
        outbox.enqueue_pages(city.get_descendants())
