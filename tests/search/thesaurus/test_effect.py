"""What editors write in the admin is what the next search goes by, with the index as it is."""

import pytest
from django.urls import reverse

from search import services
from search.engines import get_engine
from search.request import SearchRequest
from search.thesaurus.models import WordSplit
from tests.cast import signed_in
from tests.search.documents import make_document

pytestmark = pytest.mark.django_db

RULES = "wagtailsnippets_search_thesaurus_wordsplit"
CONCEPTS = "wagtailsnippets_search_thesaurus_concept"
EMPTY = dict.fromkeys(
    ("label", "synonyms", "near", "broader", "narrower", "english", "never", "note"), ""
)


@pytest.fixture
def say(cast, django_capture_on_commit_callbacks):
    """Posts a form of the admin as an editor does."""
    client = signed_in(cast.reviewer)

    def post(snippet, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            action = "edit" if args else "add"
            response = client.post(reverse(f"{snippet}:{action}", args=args), values)
        assert response.status_code == 302

    return post


def index(*documents):
    get_engine().rebuild(documents, replay=list)


def titles(text):
    return [hit.document.title for hit in services.find(SearchRequest(text=text)).hits]


def test_a_word_stays_whole_from_now_on(say):
    index(make_document("Der Stadtteilladen"), make_document("Ein Laden"))
    assert set(titles("Laden")) == {"Der Stadtteilladen", "Ein Laden"}

    say(RULES, word="Stadtteilladen", kind="whole")

    assert titles("Laden") == ["Ein Laden"]


def test_a_name_is_a_place_until_the_rule_is_gone(say):
    index(make_document("Zwei Hallen"), make_document("Tandem", city="Halle"))

    say(RULES, word="Halle", kind="place")
    assert titles("Halle") == ["Tandem"]

    rule = WordSplit.objects.get(word="Halle")
    say(RULES, rule.pk, word="Turnhalle", kind="place")
    assert set(titles("Halle")) == {"Zwei Hallen", "Tandem"}


def test_a_word_that_is_cut_is_found_by_its_part(say):
    index(make_document("Azubiscout"), make_document("Ein Scout"))
    assert titles("Scout") == ["Ein Scout"]

    say(RULES, word="Azubi|scout", kind="split")

    assert titles("Scout") == ["Ein Scout", "Azubiscout"]


def test_what_is_never_to_be_confused_is_no_correction(say):
    index(make_document("Adoption"), make_document("Onboarding"))
    assert titles("Adaption") == ["Adoption"]

    say(CONCEPTS, **EMPTY | {"label": "Adaption", "never": "Adoption"})

    assert titles("Adaption") == []


def test_the_cities_that_come_with_the_portal_are_no_other_words():
    index(make_document("Herner Modell", city="Herne"), make_document("Im Hag, hager"))

    assert titles("Hagen") == []
    assert titles("Herne") == ["Herner Modell"]
