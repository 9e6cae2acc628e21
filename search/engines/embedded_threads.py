"""Several questions to tantivy at once: it lets go of the interpreter while it works."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
V = TypeVar("V")

#: Servers of this kind have two processors or more; more at once would keep other requests out.
_AT_ONCE = 2


def beside(act: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> Future[T]:
    """Has it done in a thread of its own. What is done there asks for no further thread."""
    return _threads(os.getpid()).submit(act, *arguments, **options)


def side_by_side(act: Callable[[V], T], values: Sequence[V]) -> Iterable[T]:
    """What `act` returns for each value; the first one is worked on here, the others beside."""
    first, *others = values
    later = [beside(act, value) for value in others]
    return [act(first), *(each.result() for each in later)]


@cache
def _threads(process: int) -> ThreadPoolExecutor:
    """Kept, since to start one takes as long as a short search; a fork has none of them."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="search-beside")
