"""What our engines ask of tantivy and Elasticsearch for one search, so that it can be asked again
without us: the bare round trip of the same query."""

from collections.abc import Callable

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine

#: What brings hits, counts and documents; the rest looks up words.
_ANSWERING = {"search", "aggregate", "doc"}


class _Recorder:
    """A searcher that remembers what it was asked."""

    def __init__(self, searcher):
        self._searcher = searcher
        self.calls: list[tuple[str, tuple, dict]] = []

    def __getattr__(self, name):
        method = getattr(self._searcher, name)
        if name not in _ANSWERING:
            return method

        def remembering(*arguments, **options):
            self.calls.append((name, arguments, options))
            return method(*arguments, **options)

        return remembering


def bare_call(engine, ask: Callable[[], object]) -> Callable[[], object]:
    """The calls that `ask` makes, bare: the same queries with no work of ours around."""
    if isinstance(engine, ElasticsearchEngine):
        # The last one is the one whose answer is shown; what cannot be found asks nothing.
        return (_bare_requests(engine, ask) or [lambda: None])[-1]
    return _bare_search(engine, ask)


def requests_of(engine: ElasticsearchEngine, ask: Callable[[], object]) -> int:
    """How many requests it makes."""
    return len(_bare_requests(engine, ask))


def _bare_search(engine: EmbeddedEngine, ask: Callable[[], object]) -> Callable[[], object]:
    # What the engine keeps for later it must not keep from the recorder.
    ask()
    searcher = engine._searcher()
    recorder = _Recorder(searcher)
    engine._searcher = lambda: recorder
    try:
        ask()
    finally:
        del engine._searcher
    calls = [(getattr(searcher, name), *call) for name, *call in recorder.calls]
    return lambda: [method(*arguments, **options) for method, arguments, options in calls]


def _bare_requests(
    engine: ElasticsearchEngine, ask: Callable[[], object]
) -> list[Callable[[], object]]:
    """One call for each request."""
    ask()
    transport = engine._client.transport
    perform = transport.perform_request
    requests: list[tuple[tuple, dict]] = []

    def remembering(*arguments, **options):
        requests.append((arguments, options))
        return perform(*arguments, **options)

    transport.perform_request = remembering
    try:
        ask()
    finally:
        del transport.perform_request
    return [
        lambda arguments=arguments, options=options: perform(*arguments, **options)
        for arguments, options in requests
    ]
