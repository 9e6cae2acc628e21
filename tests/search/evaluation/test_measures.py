"""The measures, against values worked out by hand."""

import math

import pytest

from search.evaluation.measures import ndcg, percentile, recall, reciprocal_rank


def test_ndcg_is_one_for_the_ideal_order_and_discounts_by_rank():
    assert ndcg(["a", "b", "x"], {"a": 2, "b": 1}) == 1
    swapped = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx(swapped)
    assert ndcg(["x", "a"], {"a": 1}) == pytest.approx(1 / math.log2(3))
    assert ndcg([*"0123456789", "a"], {"a": 1}) == 0
    assert ndcg(["x"], {"x": 0}) == 0


def test_reciprocal_rank_looks_at_the_first_ten():
    assert reciprocal_rank(["x", "a"], {"a": 1}) == 0.5
    assert reciprocal_rank([*"0123456789", "a"], {"a": 1}) == 0


def test_recall_is_the_share_of_all_answers():
    assert recall(["a", "x", "b"], {"a": 1, "b": 1}, depth=2) == 0.5
    assert recall([], {}, depth=2) == 0


def test_percentiles_by_nearest_rank():
    assert percentile([4, 1, 3, 2], 0.5) == 2
    assert percentile([4, 1, 3, 2], 0.95) == 4
    assert percentile([], 0.5) == 0
