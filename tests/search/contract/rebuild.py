"""A rebuild replaces the index at once or not at all; its health tells so."""

from dataclasses import replace

import pytest

from search.engines import Change, EngineHealth
from tests.search.documents import make_document

from .base import Contract


class RebuildContract(Contract):
    def test_a_rebuild_replaces_everything(self, engine):
        self.put(engine, make_document("Alt"))
        seen = []
        report = engine.rebuild(
            [make_document("Neu"), make_document("Auch neu")],
            replay=list,
            progress=seen.append,
        )
        assert report.documents == 2
        assert seen[-1] == 2
        assert set(self.titles(engine)) == {"Neu", "Auch neu"}

    def test_of_two_documents_with_one_id_the_later_one_counts(self, engine):
        one = make_document("Früher")
        between = [make_document(f"Dazwischen {number}") for number in range(500)]
        again = replace(one, title="Später")
        report = engine.rebuild([one, *between, again], replay=list)
        assert report.documents == 501
        assert self.titles(engine, "früher") == []
        assert self.titles(engine, "später") == ["Später"]

    def test_a_rebuild_replays_what_changed_meanwhile(self, engine):
        gone, stays = make_document("Gelöscht"), make_document("Bleibt")
        came = make_document("Kam dazu")
        engine.rebuild([gone, stays], replay=lambda: [Change(gone.id), Change(came.id, came)])
        assert set(self.titles(engine)) == {"Bleibt", "Kam dazu"}

    def test_a_failed_rebuild_leaves_the_old_index(self, engine):
        self.put(engine, make_document("Alt"))

        def documents():
            yield make_document("Neu")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            engine.rebuild(documents(), replay=list)
        assert self.titles(engine) == ["Alt"]
        self.put(engine, make_document("Dazu"))
        assert len(self.titles(engine)) == 2

    def test_searches_answer_from_the_old_index_during_a_rebuild(self, engine):
        self.put(engine, make_document("Alt"))
        during = []

        def documents():
            yield make_document("Neu")
            during.extend(self.titles(engine))

        engine.rebuild(documents(), replay=list)
        assert during == ["Alt"]
        assert self.titles(engine) == ["Neu"]

    def test_health_tells_the_number_of_documents(self, engine):
        self.put(engine, make_document("Eins"), make_document("Zwei"))
        health = engine.health()
        assert isinstance(health, EngineHealth)
        assert (health.ok, health.documents, health.problem) == (True, 2, "")
        assert health.built_at is not None
