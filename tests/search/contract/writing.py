"""One process or thread writes at a time."""

import threading

from tests.search.documents import make_document

from .base import Contract


class WritingContract(Contract):
    def test_only_one_writes_at_a_time(self, engine):
        answers = []

        def ask(wait):
            with engine.writing(wait=wait) as mine:
                answers.append(mine)

        with engine.writing() as mine:
            assert mine
            other = threading.Thread(target=ask, args=(0.05,))
            other.start()
            other.join()
        ask(0)
        assert answers == [False, True]

    def test_who_has_the_right_to_write_may_apply(self, engine):
        with engine.writing(wait=0), engine.writing(wait=0) as again:
            assert again
            self.put(engine, make_document("Tandem"))
        assert self.titles(engine) == ["Tandem"]
