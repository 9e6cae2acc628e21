"""Terms and keywords have English names, for the English interface."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from portal.facets import FACETS
from portal.taxonomy.english import ENGLISH
from portal.taxonomy.models import FieldOfAction, Keyword, TargetGroup
from portal.taxonomy.vocabularies import VOCABULARIES
from search.services import rebuild
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


def facet_labels(key: str) -> dict[str, str]:
    return next(facet for facet in FACETS if facet.key == key).labels()


def test_every_agreed_term_has_one_but_licences():
    for model_name, terms in VOCABULARIES.items():
        if model_name != "Licence":
            assert set(ENGLISH[model_name]) == {term["key"] for term in terms}
    assert not TargetGroup.objects.filter(title_en="").exists()


def test_a_term_is_called_so_in_the_english_interface_only():
    term = FieldOfAction.objects.get(key="personalgewinnung")
    assert (term.name, term.name_language) == ("Personalgewinnung", "de")
    with translation.override("en"):
        assert (term.name, term.name_language) == ("Recruitment", "en")
        term.title_en = ""
        assert (term.name, term.name_language) == ("Personalgewinnung", "de")


def test_facets_are_labelled_in_the_language_of_the_interface():
    assert facet_labels("theme")["personalgewinnung"] == "Personalgewinnung"
    with translation.override("en"):
        assert facet_labels("theme")["personalgewinnung"] == "Recruitment"


def test_pages_show_them_and_mark_what_has_none(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum, keywords=["Bescheide", "Briefe"])
    Keyword.objects.filter(name="Bescheide").update(name_en="Official letters")
    rebuild()
    client.cookies["django_language"] = "en"
    page = BeautifulSoup(client.get(practice.url).content, "html.parser")
    marks = {mark.text.strip(): mark.get("lang") for mark in page.select(".marks .mark")}
    assert marks == {"ongoing": None, "Personnel selection": None}
    chips = {chip.text: chip.get("lang") for chip in page.select(".keywords .chip")}
    assert chips == {"Official letters": None, "Briefe": "de"}
    search = client.get("/suche/").content.decode()
    assert "Personnel selection" in search
    assert "Employees" in search
