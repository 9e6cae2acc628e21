"""Writes to an index of the embedded engine, and says what went wrong in a sentence."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import tantivy

from ..documents import SearchDocument
from .base import Change, EngineUnavailableError, Refusal
from .embedded_schema import register_tokenizers, to_index
from .embedded_store import REBUILD, Generation, Store

logger = logging.getLogger(__name__)

#: What tantivy's writer may take of the memory, in bytes.
HEAP = 64_000_000
#: The same for an index that is filled anew. It takes 8 kB a document, and what does not fit
#: becomes a segment more, whose every search looks up all its words again.
FILLING_HEAP = 512_000_000


class Writer:
    """Puts documents into a generation; what goes wrong on disk is `EngineUnavailableError`."""

    def __init__(self, store: Store, generation: Generation, *, heap: int = HEAP):
        self._store = store
        with writing(store):
            index = register_tokenizers(tantivy.Index.open(str(generation.path)))
            self._writer = index.writer(heap, 1)

    def write(self, changes: Iterable[Change]) -> list[Refusal]:
        """Takes the changes, and returns those that do not fit into the index."""
        refused: list[Refusal] = []
        for change in changes:
            document = change.document
            row = None if document is None else _row(document, refused)
            if document is not None and row is None:
                continue
            with writing(self._store):
                self._writer.delete_documents_by_term("id", change.document_id)
                if row is not None:
                    self._writer.add_document(row)
        return refused

    def fill(
        self, documents: Iterable[SearchDocument], progress: Callable[[int], None]
    ) -> list[Refusal]:
        """Puts documents into an empty index, which has nothing to be replaced.

        tantivy writes in a thread of its own while the next document is being analysed. Of two
        documents with one id the later one counts.
        """
        refused: list[Refusal] = []
        written: set[str] = set()
        for count, document in enumerate(documents, start=1):
            row = _row(document, refused)
            if row is not None:
                with writing(self._store):
                    if document.id in written:
                        self._writer.delete_documents_by_term("id", document.id)
                    self._writer.add_document(row)
                written.add(document.id)
            progress(count)
        return refused

    def finish(self) -> None:
        with writing(self._store):
            self._writer.commit()
            self._writer.wait_merging_threads()

    def give_up(self) -> None:
        """Forgets what has not been committed."""
        try:
            self._writer.rollback()
        except (OSError, ValueError) as error:
            # It is gone with the writer, too.
            logger.warning("The index is as it was at its last commit: %s", error)


def _row(document: SearchDocument, refused: list[Refusal]) -> tantivy.Document | None:
    """The document as the index takes it; None, with a refusal more, if it does not fit."""
    try:
        return to_index(document)
    except Exception as error:
        # What stands in the index of it stays: an old entry is better than none.
        logger.exception("%s does not fit into the index.", document.id)
        refused.append(Refusal(document.id, f"{type(error).__name__}: {error}"))
        return None


@contextmanager
def opened_writer(store: Store, generation: Generation, *, heap: int = HEAP) -> Iterator[Writer]:
    """A writer that commits at the end, or rolls back; opened anew for each batch."""
    writer = Writer(store, generation, heap=heap)
    try:
        yield writer
    except BaseException:
        writer.give_up()
        raise
    writer.finish()


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """Whatever goes wrong with the index becomes `EngineUnavailableError`, and leaves a doubt.

    A bad query, a lack of file handles and a damaged file look alike from here. Which one it
    was, a thorough look tells later, and elsewhere.
    """
    with _translated(
        store,
        lambda error: f"Der Suchindex antwortet nicht ({error}). Hält das an, hilft {REBUILD}.",
    ):
        yield


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """The same for writing; the index is as it was at its last commit.

    tantivy writes in a thread of its own and does not tell what stopped it: mostly a full disk.
    """
    with _translated(
        store,
        lambda error: (
            f"In {store.path} kann der Suchindex nicht geschrieben werden ({error}). "
            f"Auf dem Datenträger sind {store.free_megabytes()} MB frei."
        ),
    ):
        yield


@contextmanager
def _translated(store: Store, sentence: Callable[[BaseException], str]) -> Iterator[None]:
    """tantivy raises ValueError, OSError, and where it gives up a PanicException, which is no
    `Exception` and cannot be imported.
    """
    try:
        yield
    except EngineUnavailableError:
        raise
    except BaseException as error:
        panic = type(error).__name__ == "PanicException"
        if not panic and not isinstance(error, (OSError, ValueError)):
            raise
        logger.exception("The search index does not answer.")
        store.doubt()
        raise EngineUnavailableError(sentence(error)) from error
