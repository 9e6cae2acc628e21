"""The Elasticsearch engine keeps the contract on a real server, and survives what happens to it."""

import secrets
import threading
import time

import pytest

from search.engines import Change, EngineUnavailableError, IndexUnusableError, engine_from_url
from search.engines import elasticsearch_index as indexes
from search.engines.elasticsearch_lease import Leases
from search.engines.embedded import EmbeddedEngine
from search.request import SearchRequest
from tests.servers.indexes import remove_indexes

from .contract import EngineContract
from .documents import make_document


@pytest.fixture
def address(elasticsearch_url, elasticsearch_client):
    prefix = f"contract-{secrets.token_hex(6)}"
    # A busy machine is no reason for a test to fail.
    yield f"{elasticsearch_url.replace('http://', 'elasticsearch://')}/{prefix}?timeout=30"
    remove_indexes(elasticsearch_client, prefix)


@pytest.fixture
def engine(address):
    engine = engine_from_url(address)
    engine.rebuild([], replay=list)
    return engine


@pytest.fixture
def client(elasticsearch_client):
    return elasticsearch_client


class TestElasticsearchEngine(EngineContract):
    pass


#: As long as one another, and about the same: only places and forms of words differ.
TEXTS = {
    "nebeneinander": "Bei uns übersetzt ein Pool von Ehrenamtlichen mehrsprachige Briefe an Ämter.",
    "nahe": "Briefe an Ämter übersetzt bei uns ein mehrsprachiger Pool von vielen Ehrenamtlichen.",
    "gedreht": "Die Ehrenamtlichen vom Pool übersetzen mehrsprachig, was an Briefen ankommt.",
    "weit": "Der Pool in der Stadt hilft Menschen an Schaltern von Ämtern, bis alle Ehrenamtlichen "
    "wieder zu Hause sind, und übersetzt Briefe nur auf Wunsch der Kolleginnen und Kollegen.",
    "kurz": "Ein Brief an Ehrenamtliche.",
}


@pytest.mark.parametrize(
    "text",
    [
        "Briefe",
        "Pool von Ehrenamtlichen",
        "Ehrenamtliche übersetzen mehrsprachige Briefe",
        "Wer übersetzt uns Briefe an die Ämter?",
        "Ehrenamtlicen Pool",
    ],
)
def test_scores_as_the_embedded_engine_does(engine, tmp_path, text):
    embedded = EmbeddedEngine(tmp_path / "index")
    embedded.rebuild([], replay=list)
    # Where every field has words, both engines measure the lengths of fields alike.
    documents = [
        make_document(
            title, summary="Sprache", body=body, city="Herne", tags=("Hilfe", "Übersetzung")
        )
        for title, body in TEXTS.items()
    ]
    scores = []
    for each in (engine, embedded):
        each.apply([Change(document.id, document) for document in documents])
        found = each.search(SearchRequest(text=text)).documents
        scores.append({document.title: score for document, score in found})

    assert scores[0] == pytest.approx(scores[1], rel=0.001)
    assert len(scores[0]) > 1


def titles(engine, text):
    found = engine.search(SearchRequest(text=text))
    return [document.title for document, _score in found.documents]


def test_a_misspelling_is_looked_up_once(engine, monkeypatch):
    engine.apply([Change("1", make_document("Sprachmittlung", id="1"))])
    assert titles(engine, "Sprachmitlung") == ["Sprachmittlung"]
    monkeypatch.setattr("search.engines.elasticsearch.replaced_words", None)

    assert titles(engine, "Sprachmitlung") == ["Sprachmittlung"]


def test_a_word_that_has_come_since_is_no_misspelling(engine, address):
    engine.apply([Change("1", make_document("Sprachmittlung", id="1"))])
    assert titles(engine, "Sprachmitlung") == ["Sprachmittlung"]
    assert not titles(engine, "Qwertzuiop")
    added = [make_document("Sprachmitlung"), make_document("Qwertzuiop")]

    engine_from_url(address).apply([Change(document.id, document) for document in added])

    assert titles(engine, "Sprachmitlung")[0] == "Sprachmitlung"
    assert titles(engine, "Qwertzuiop") == ["Qwertzuiop"]


def generations(engine, client):
    names = client.indices.get(index=f"{engine.generations.alias}-2*")
    return sorted(names)


def test_an_index_that_is_missing_names_the_remedy(address):
    engine = engine_from_url(address)
    for act in (
        lambda: engine.search(SearchRequest()),
        lambda: engine.search(SearchRequest(text="!?")),
        lambda: engine.suggest("x"),
        lambda: engine.similar("page-1"),
        lambda: engine.apply([Change("page-1")]),
    ):
        with pytest.raises(IndexUnusableError, match=r"manage\.py search_rebuild"):
            act()
    health = engine.health()
    assert (health.ok, health.needs_rebuild) == (False, True)


def test_an_index_that_is_lost_is_not_made_anew_by_a_change(engine, client):
    engine.search(SearchRequest())
    client.indices.delete(index=engine.generations.current_name())
    for act in (
        lambda: engine.search(SearchRequest(text="tandem")),
        lambda: engine.apply([Change("page-1", make_document(id="page-1"))]),
    ):
        with pytest.raises(IndexUnusableError):
            act()
    assert not client.indices.exists(index=engine.generations.alias)
    engine.rebuild([make_document("Neu")], replay=list)
    assert engine.search(SearchRequest()).total == 1


def test_the_previous_generation_is_kept_and_older_ones_are_not(engine, client):
    for _turn in range(2):
        engine.rebuild([], replay=list)
    names = generations(engine, client)
    assert len(names) == 2
    assert engine.generations.current_name() == names[-1]


def test_a_failed_rebuild_leaves_no_index(engine, client):
    def refuse(candidate, refused):
        assert candidate.health().documents == 1
        raise EngineUnavailableError("nein")

    with pytest.raises(EngineUnavailableError, match="nein"):
        engine.rebuild([make_document()], replay=list, verify=refuse)
    assert generations(engine, client) == [engine.generations.current_name()]


def test_what_a_dead_rebuild_left_is_removed_and_a_living_one_is_not(engine, client):
    dead, alive = engine.generations.create(), engine.generations.create()
    engine.generations._building[dead.name].give_back()
    engine.rebuild([], replay=list)
    names = generations(engine, client)
    assert dead.name not in names
    assert alive.name in names
    engine.generations.discard(alive)


def test_an_index_of_other_code_asks_for_a_rebuild(address, engine, client, monkeypatch):
    monkeypatch.setattr(indexes, "fingerprint", lambda: "another")
    fresh = engine_from_url(address)
    with pytest.raises(IndexUnusableError, match="anderen Fassung"):
        fresh.search(SearchRequest())
    with pytest.raises(IndexUnusableError, match="anderen Fassung"):
        fresh.apply([Change("page-1")])


def test_another_process_may_swap_in_an_index_of_other_code(address, engine, monkeypatch):
    engine.search(SearchRequest())
    with monkeypatch.context() as patched:
        patched.setattr(indexes, "fingerprint", lambda: "another")
        engine_from_url(address).rebuild([make_document()], replay=list)
    with pytest.raises(IndexUnusableError, match="anderen Fassung"):
        engine.search(SearchRequest())


def test_other_processes_see_changes_and_rebuilds(address, engine):
    reader = engine_from_url(address)
    assert reader.search(SearchRequest()).total == 0
    engine.apply([Change("page-1", make_document(id="page-1"))])
    assert reader.search(SearchRequest()).total == 1
    engine.rebuild([make_document(), make_document()], replay=list)
    assert reader.search(SearchRequest()).total == 2


def test_the_mapping_is_strict_and_the_analysed_text_is_not_kept(engine, client):
    engine.apply([Change("page-1", make_document("Tandem", id="page-1"))])
    name = engine.generations.current_name()
    described = client.indices.get_mapping(index=name)[name]["mappings"]
    assert described["dynamic"] == "strict"
    assert set(client.get(index=name, id="page-1")["_source"]) == {"stored"}


def test_what_does_not_fit_is_refused_and_the_rest_is_taken(engine):
    broken, empty = make_document("\ud800"), make_document(id="")
    fits = make_document("Tandem")
    refused = engine.apply([Change(one.id, one) for one in (broken, empty, fits)])
    assert {refusal.document_id for refusal in refused} == {broken.id, ""}
    assert engine.search(SearchRequest()).total == 1


def test_the_last_of_several_changes_counts(engine):
    document = make_document("Erst", id="page-1")
    later = make_document("Dann", id="page-1")
    engine.apply([Change("page-1", document), Change("page-1"), Change("page-1", later)])
    found = engine.search(SearchRequest()).documents
    assert [document.title for document, _score in found] == ["Dann"]
    engine.apply([Change("page-1", document), Change("page-1"), Change("never-there")])
    assert engine.search(SearchRequest()).total == 0


class TestLeases:
    @pytest.fixture
    def leases(self, client, address):
        index = address.partition("?")[0].rpartition("/")[2] + "-lock"
        return lambda seconds: Leases(client, index, seconds=seconds)

    def test_a_living_owner_keeps_it_beyond_its_time(self, leases):
        lease = leases(2).take("write")
        assert leases(2).take("write", wait=4) is None
        lease.check()
        lease.give_back()
        again = leases(2).take("write")
        assert again is not None
        again.give_back()

    def test_a_dead_owner_loses_it(self, leases):
        lease = leases(1).take("write")
        lease._ended.set()
        time.sleep(1.5)
        other = leases(1).take("write", wait=10)
        assert other is not None
        with pytest.raises(EngineUnavailableError):
            lease.check()
        lease.give_back()
        assert leases(60).take("write") is None
        other.give_back()

    def test_one_of_many_gets_it(self, leases):
        taken = []
        threads = [
            threading.Thread(target=lambda: taken.append(leases(60).take("write")))
            for _number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        [lease] = [lease for lease in taken if lease]
        lease.give_back()
