"""One contract for both places where a list is kept: the session and the account."""

import pytest
from django.contrib.sessions.backends.db import SessionStore as Session
from django.db import IntegrityError, transaction

from portal.shortlist.models import MAX_ENTRIES, ShortlistEntry
from portal.shortlist.stores import AccountStore, FullError, SessionStore
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(cast) -> list[int]:
    return [GoodPracticeFactory(parent=cast.bochum).pk for _number in range(4)]


class StoreContract:
    def test_a_new_list_is_empty(self, store):
        assert store.ids() == []

    def test_keeps_the_order_of_additions(self, store, entries):
        first, second, third, fourth = entries
        store.add([third])
        store.add([first, second])
        store.remove([first])
        store.add([fourth, first])
        assert store.ids() == [third, second, fourth, first]

    def test_doubles_nothing(self, store, entries):
        assert store.add([entries[0], entries[0]]) == 1
        assert store.add(entries[:2]) == 1
        assert store.ids() == entries[:2]

    def test_removing_what_is_not_there_is_no_error(self, store, entries):
        store.add(entries[:1])
        store.remove([entries[1], 0])
        assert store.ids() == entries[:1]

    def test_has_a_maximum_and_adds_all_or_nothing(self, store, entries, monkeypatch):
        monkeypatch.setattr("portal.shortlist.stores.MAX_ENTRIES", 3)
        store.add(entries[:2])
        with pytest.raises(FullError) as full:
            store.add(entries)
        assert full.value.room == 1
        assert store.ids() == entries[:2]


class TestSession(StoreContract):
    @pytest.fixture
    def store(self, cast):
        return SessionStore(Session())

    def test_reading_makes_no_session(self):
        session = Session()
        SessionStore(session).ids()
        SessionStore(session).remove([1])
        assert not session.modified


class TestAccount(StoreContract):
    @pytest.fixture
    def store(self, cast):
        return AccountStore(cast.learner)

    def test_lists_of_two_people_are_two(self, cast, store, entries):
        AccountStore(cast.reviewer).add(entries[:1])
        store.add(entries[1:])
        store.remove(entries[:1])
        assert AccountStore(cast.reviewer).ids() == entries[:1]
        assert store.ids() == entries[1:]

    def test_a_deleted_account_leaves_nothing(self, cast, store, entries):
        store.add(entries)
        cast.learner.delete()
        assert not ShortlistEntry.objects.exists()

    def test_the_database_holds_the_maximum(self, cast, entries):
        for place in (0, MAX_ENTRIES + 1):
            with pytest.raises(IntegrityError), transaction.atomic():
                ShortlistEntry.objects.create(owner=cast.learner, page_id=entries[0], place=place)

    def test_the_database_doubles_nothing(self, cast, store, entries):
        store.add(entries[:1])
        with pytest.raises(IntegrityError), transaction.atomic():
            ShortlistEntry.objects.create(owner=cast.learner, page_id=entries[0], place=9)
