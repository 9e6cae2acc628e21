"""The order in which a question's parts are shown: by a seed, and never the right one by rule.

The same seed gives the same order on every machine and in every version of Python, because a
form that was shown must be understood when it comes back.
"""

import hashlib


def shuffled(count: int, seed: str, *, never_in_order: bool = False) -> tuple[int, ...]:
    """The indexes 0 … count-1 in the order of the seed.

    `never_in_order`: of several, the order in which they came is not among the results.
    """
    order = sorted(range(count), key=lambda index: _rank(seed, index))
    if never_in_order and count > 1 and order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)


def drawn(count: int, number: int, seed: str) -> tuple[int, ...]:
    """`number` of the indexes 0 … count-1, in the order of the seed."""
    return shuffled(count, f"draw/{seed}")[:number]


def _rank(seed: str, index: int) -> bytes:
    return hashlib.sha256(f"{seed}/{index}".encode()).digest()
