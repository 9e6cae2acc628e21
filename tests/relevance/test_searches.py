"""The searches that the portal was designed around find what they should, on either engine."""

import sys
import tomllib
from pathlib import Path

import pytest
from wagtail.models import Page

from search import services
from search.evaluation.measures import ndcg
from search.request import SearchRequest

SEARCHES = tomllib.loads(Path(__file__).with_name("searches.toml").read_text())["search"]
GRADES = {"best": 3, "good": 1}
#: Reached is more; what falls below has been made worse.
FLOOR = 0.8


@pytest.fixture
def slugs(demo):
    """The demo, and what each document is called: a page's slug, another thing's own id."""
    services.rebuild()
    return {f"page-{pk}": slug for pk, slug in Page.objects.values_list("pk", "slug")}


def grades_of(search):
    if "first" in search:
        return {search["first"]: GRADES["best"]}
    return {slug: grade for kind, grade in GRADES.items() for slug in search.get(kind, ())}


# One test for all of it: indexing the demo takes far longer than the searches.
def test_the_searches_find_what_they_should(slugs, capsys):
    judged = {slug for search in SEARCHES for slug in grades_of(search)}
    assert judged <= set(slugs.values())

    scores, rankings = {}, {}
    for search in SEARCHES:
        hits = services.find(SearchRequest(text=search["text"])).hits
        ranking = [slugs.get(hit.document.id, hit.document.id) for hit in hits]
        rankings[search["text"]] = ranking
        scores[search["text"]] = ndcg(ranking, grades_of(search))

    mean = sum(scores.values()) / len(scores)
    with capsys.disabled():
        sys.stdout.write(f"\nnDCG@10 of {len(scores)} searches: {mean:.3f}\n")
        for score, text in sorted((score, text) for text, score in scores.items() if score < 1):
            sys.stdout.write(f"  {score:.2f}  {text}: {', '.join(rankings[text][:5])}\n")
    assert mean >= FLOOR
    assert [text for text, score in scores.items() if score == 0] == []
    first = {search["text"]: search["first"] for search in SEARCHES if "first" in search}
    assert {text: rankings[text][0] for text in first} == first
