"""Entries are read for the search many at a time, and to the same words as one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.rich_text import get_text_for_indexing

from portal.content.pages import plain_text
from search import sources
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

_HTML = st.lists(
    st.sampled_from(
        """
        <p> </p> <p data-block-key="a1"> <b> </b> <br/> <br> <hr/> <li> </li> <ul> <h2> </H2>
        <a href="x>y"> </a> <a linktype="page" id="3"> &amp; &lt;b&gt; &lt; > < <!--c--> &nbsp;
        <embed/> wort Straße 1<2 2>1
        """.split()  # noqa: SIM905 - reads better than a list
    )
    | st.just(" "),
    max_size=16,
).map("".join)


@example('<p</p>data-block-key="a1">')
@example("&a<a>")
@given(_HTML | st.text(alphabet="<>/ap &;!-\n\"='", max_size=20))
def test_words_of_a_rich_text_are_those_that_a_parser_finds(html):
    assert plain_text(html) == " ".join(strip_tags(get_text_for_indexing(html)).split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "terms"),
    [
        (GoodPracticeFactory, {"fields": ("personalauswahl", "sprache")}),
        (TrainingModuleFactory, {"competences": ("grundlagen",)}),
    ],
)
def test_many_entries_take_as_many_queries_as_one(cast, factory, terms):
    keywords = {"audiences": ("personalrat", "beschaeftigte"), "keywords": ("Zebra", "Akte")}
    pages = [factory(parent=city, **terms, **keywords) for city in (cast.bochum, cast.herne) * 3]
    sources.load([f"page-{pages[0].pk}"])
    counts = []
    for some in (pages[:1], pages):
        ids = [f"page-{page.pk}" for page in some]
        with CaptureQueriesContext(connection) as queries:
            loaded = sources.load(ids)
        assert set(loaded.documents) == set(ids)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    for page in pages:
        # As a page of its own finds them.
        alone = type(page).objects.get(pk=page.pk).search_document()
        together = loaded.documents[f"page-{page.pk}"]
        assert together.tags == alone.tags == ("Zebra", "Akte")
        assert together.facets == alone.facets
        assert (together.body, together.city) == (alone.body, alone.city)
