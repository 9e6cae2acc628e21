"""A page type that forgot to decide about the search fails at start."""

from wagtail.models import get_page_models

from search import checks
from search.checks import page_types_decide_about_search


def test_every_page_type_of_the_site_has_decided():
    assert page_types_decide_about_search(None) == []


def test_an_undecided_page_type_is_an_error(monkeypatch):
    class Undecided:
        class _meta:  # noqa: N801 - as Django calls it
            label = "app.Undecided"

    monkeypatch.setattr(checks, "get_page_models", lambda: [*get_page_models(), Undecided])
    (error,) = page_types_decide_about_search(None)
    assert error.id == "search.E001"
    assert "app.Undecided" in error.msg
    assert "search_document = None" in error.hint
