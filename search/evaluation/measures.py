"""Measures of retrieval, as trec_eval and BEIR define them."""

import math
from collections.abc import Mapping, Sequence

#: Document id → how well it answers; 0 is no answer.
Grades = Mapping[str, float]


def ndcg(ranking: Sequence[str], grades: Grades, *, depth: int = 10) -> float:
    """Normalised discounted cumulative gain: the gain is the grade, discounted by log2(rank + 1).

    1.0 is the ideal order; 0.0 without any answer. (Järvelin and Kekäläinen 2002; linear gain,
    as trec_eval's `ndcg_cut`.)
    """
    ideal = _gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True), depth)
    return (
        _gain([max(0.0, grades.get(found, 0.0)) for found in ranking], depth) / ideal
        if ideal
        else 0.0
    )


def reciprocal_rank(ranking: Sequence[str], grades: Grades, *, depth: int = 10) -> float:
    """1 divided by the rank of the first answer; 0.0 if it is not among the first `depth`."""
    for rank, found in enumerate(ranking[:depth], start=1):
        if grades.get(found, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], grades: Grades, *, depth: int) -> float:
    """Which share of all answers is among the first `depth`."""
    answers = {document for document, grade in grades.items() if grade > 0}
    return len(answers.intersection(ranking[:depth])) / len(answers) if answers else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def _gain(gains: Sequence[float], depth: int) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:depth], start=1))
