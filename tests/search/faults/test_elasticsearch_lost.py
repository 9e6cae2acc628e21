"""An index or alias that goes behind our back is noticed, said, and made anew; nothing else is."""

import pytest

from search import worker
from search.drain import drain
from search.engines import EngineUnavailableError, IndexUnusableError
from search.keeper import FIRST_PAUSE, IndexKeeper
from search.models import OutboxEntry
from search.similar import similar
from search.suggesting import suggest
from tests.search.documents import make_document

from .installation import NOTICE

REMEDY = "manage.py search_rebuild"


@pytest.fixture
def foreign(serving):
    """An index of another program, with something in it, on the same node."""
    name = f"{serving.prefix}x"
    serving.node.index(index=name, id="page-1", document={"title": "Tandem"}, refresh=True)
    yield name
    kept = serving.node.search(index=name)["hits"]["hits"]
    assert [hit["_source"] for hit in kept] == [{"title": "Tandem"}], "it is not ours to change"


def rename(page, title):
    page.title = title
    page.save()


def lose_the_index(serving):
    serving.node.indices.delete(index=serving.engine.generations.current_name())


def lose_the_alias(serving):
    serving.node.indices.delete_alias(index=f"{serving.prefix}-*", name=serving.prefix)


def lose_everything(serving):
    names = serving.node.cat.indices(
        index=f"{serving.prefix}-*", h="index", format="json", expand_wildcards="all"
    )
    serving.node.indices.delete(index=[row["index"] for row in names])


def lead_astray(serving):
    lose_the_alias(serving)
    serving.node.indices.put_alias(index=f"{serving.prefix}x", name=serving.prefix)


def lead_to_two(serving):
    serving.node.indices.put_alias(index=f"{serving.prefix}x", name=serving.prefix)


LOSSES = [lose_the_index, lose_the_alias, lose_everything, lead_astray, lead_to_two]


@pytest.mark.parametrize("lose", LOSSES)
def test_what_is_lost_is_noticed_and_made_anew_by_itself(serving, practice, foreign, lose):
    rename(practice, "Patenschaft")
    lose(serving)

    assert NOTICE in (page := serving.page("patenschaft"))
    assert "Patenschaft" in page
    assert REMEDY in serving.status()["problem"]
    with pytest.raises(EngineUnavailableError):
        drain()
    assert OutboxEntry.objects.pending().exists()
    assert foreign in serving.indexes()

    assert worker.work()
    assert serving.found("patenschaft") == ["Patenschaft"]
    assert serving.found("tandem") == []
    status = serving.status()
    assert (status["ok"], status["problem"], status["pending"]) == (True, "", 0)
    aliases = serving.aliases()
    assert aliases[serving.prefix] == {serving.engine.generations.current_name()}
    assert serving.prefix not in serving.indexes(), "no index is made by writing to it"


@pytest.mark.parametrize("lose", [lead_astray, lead_to_two])
def test_nothing_of_a_foreign_index_is_shown(serving, practice, foreign, lose):
    lose(serving)
    document_id = f"page-{practice.pk}"
    serving.node.index(index=foreign, id=document_id, document={"stored": "{}"}, refresh=True)
    try:
        assert not similar(document_id)
        assert "Tandem" not in str(suggest("tand"))
        for act in (
            lambda: serving.engine.similar(document_id),
            lambda: serving.engine.suggest("tand"),
        ):
            with pytest.raises(IndexUnusableError, match=REMEDY):
                act()
    finally:
        serving.node.delete(index=foreign, id=document_id, refresh=True)


def test_an_index_where_the_alias_should_be_is_left_to_people(installation, practice, caplog):
    """Some other program has written to the name, and Elasticsearch has made an index of it."""
    prefix = installation.prefix
    installation.node.index(index=prefix, id="1", document={"a": 1}, refresh=True)

    assert NOTICE in installation.page("tandem")
    assert "müsste ein Alias sein" in installation.status()["problem"]
    keeper = IndexKeeper()
    assert not keeper.keep()
    assert installation.node.count(index=prefix)["count"] == 1
    assert installation.indexes() == {prefix}

    installation.node.indices.delete(index=prefix)
    assert keeper.keep()
    assert installation.found("tandem") == ["Tandem"]


def test_rights_that_are_lost_hold_nobody_up(serving, practice):
    serving.node.indices.delete(index=f"{serving.prefix}-lease-1")
    rename(practice, "Patenschaft")
    assert drain().applied >= 1
    assert serving.found("patenschaft") == ["Patenschaft"]


def test_rights_lost_while_they_are_held_end_a_rebuild_and_the_next_one_succeeds(
    serving, monkeypatch
):
    engine = serving.engine
    nominate = engine.generations.nominate

    def lose(generation):
        nominate(generation)
        serving.node.indices.delete(index=f"{serving.prefix}-lease-1")

    monkeypatch.setattr(engine.generations, "nominate", lose)
    before = serving.aliases()[serving.prefix]
    with pytest.raises(EngineUnavailableError):
        engine.rebuild([], replay=list)
    assert serving.aliases()[serving.prefix] == before

    monkeypatch.undo()
    assert engine.rebuild([], replay=list).documents == 0


def test_a_rebuild_whose_index_is_deleted_makes_no_other_by_writing(serving):
    before = serving.indexes()

    def documents():
        for name in serving.indexes() - before:
            serving.node.indices.delete(index=name)
        yield make_document()

    with pytest.raises(EngineUnavailableError):
        serving.engine.rebuild(documents(), replay=list)
    assert serving.indexes() == before
    assert serving.found("tandem") == ["Tandem"]


def test_a_rebuild_that_fails_is_tried_again_after_a_pause(serving):
    """The pause is by the keeper's clock; nobody sets that."""
    now = [1000.0]
    keeper = IndexKeeper(clock=lambda: now[0])
    lose_the_index(serving)
    with serving.proxy.failing(1000, status=403):
        assert not keeper.keep()
    lost = serving.proxy.paths[:]
    now[0] += FIRST_PAUSE
    assert keeper.keep()
    assert len(serving.proxy.paths) > len(lost)
    assert serving.found("tandem") == ["Tandem"]
