"""Two to four practices side by side."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from portal.media.models import PortalDocument
from practices.models import PracticeTemplate
from practices.reuse.models import ConfirmedEvidence
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


def address(*pages) -> str:
    ids = [getattr(page, "pk", page) for page in pages]
    return f"/praxis/vergleich/?{urlencode({'eintrag': ids}, doseq=True)}"


def cells(page: BeautifulSoup, label: str) -> list[str]:
    """The text of a row's cells."""
    row = next(
        header.find_parent("tr")
        for header in page.select("tbody th[scope=row]")
        if header.find(string=True, recursive=False).strip() == label
    )
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]


@pytest.fixture
def pair(cast):
    first = GoodPracticeFactory(
        parent=cast.bochum,
        title="Anonyme Bewerbung",
        effort_days=1,
        lead_weeks=8,
        result='<p>Mehr <a linktype="page" id="3">Bewerbungen</a>.</p>',
        fields=("personalauswahl",),
    )
    second = GoodPracticeFactory(
        parent=cast.herne, title="Mentoring", effort_days=30, lead_weeks=8, evidence_level=2
    )
    document = PortalDocument.objects.create(
        title="Matrix", file=ContentFile(b"x", name="matrix.txt")
    )
    first.templates = [PracticeTemplate(document=document)]
    first.save()
    return first, second


def page_of(client, *pages) -> BeautifulSoup:
    answer = client.get(address(*pages))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_each_practice_is_a_column_with_a_link(client, pair):
    page = page_of(client, *reversed(pair))
    links = page.select("thead th[scope=col] a")
    assert [link.get_text(strip=True) for link in links] == ["Mentoring", "Anonyme Bewerbung"]
    assert [link["href"] for link in links] == [pair[1].url, pair[0].url]


def test_rows_say_what_one_asks(client, pair):
    page = page_of(client, *pair)
    labels = [
        header.find(string=True, recursive=False).strip()
        for header in page.select("tbody th[scope=row]")
    ]
    assert labels == [
        "Stadt",
        "Status",
        "Handlungsfelder",
        "Zielgruppen",
        "Aufwand",
        "Kosten",
        "Vorlauf",
        "Übertragbarkeit",
        "Evidenz",
        "Ergebnis",
        "Stolpersteine",
        "Erfolgsbedingungen",
        "Vorlagen",
    ]
    assert cells(page, "Stadt") == ["Bochum", "Herne"]
    assert cells(page, "Aufwand") == ["1 Personentag", "30 Personentage"]
    assert cells(page, "Vorlauf") == ["8 Wochen", "8 Wochen"]
    assert cells(page, "Evidenz") == ["Stufe 1 von 4: begründet", "Stufe 2 von 4: mit Kennzahlen"]
    assert cells(page, "Ergebnis") == ["Mehr Bewerbungen.", "Es kamen mehr."]
    assert cells(page, "Vorlagen") == ["Matrix", "keine Angabe"]


def test_evidence_that_other_cities_confirm_counts(client, pair):
    ConfirmedEvidence.objects.create(practice=pair[1], cities=2)
    assert cells(page_of(client, *pair), "Evidenz") == [
        "Stufe 1 von 4: begründet",
        "Stufe 4 von 4: in mindestens zwei Städten bestätigt",
    ]


def test_differences_are_said_in_words(client, pair):
    page = page_of(client, *pair)
    said = {
        header.find(string=True, recursive=False).strip(): header.get_text(" ", strip=True)
        for header in page.select("tbody th[scope=row]")
    }
    assert "überall gleich" in said["Vorlauf"]
    assert "unterschiedlich" in said["Aufwand"]
    assert "gleich" not in said["Ergebnis"]


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_is_a_sentence(client, pair, number):
    page = page_of(client, *pair[:number])
    assert "mindestens zwei Praxisbeispiele" in page.get_text()
    assert "mindestens zwei" in page_of(client, pair[0], pair[0]).get_text()


def test_more_than_four_is_a_sentence(client, cast):
    pages = [GoodPracticeFactory(parent=cast.bochum) for _index in range(5)]
    assert len(page_of(client, *pages[:4]).select("thead th")) == 4
    assert "Mehr als vier" in page_of(client, *pages).get_text()


@pytest.mark.parametrize("other", ["abc", "", "-1", "²", "9" * 40, "999999"])
def test_what_does_not_exist_is_not_found(client, pair, other):
    answer = client.get(address(pair[0], other))
    assert answer.status_code == 404
    assert "gibt es nicht" in answer.content.decode()


def test_what_is_not_public_is_as_if_it_did_not_exist(client, cast, pair):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False, title="Geheimer Entwurf")
    private = GoodPracticeFactory(parent=cast.bochum, title="Geheim")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    module = TrainingModuleFactory(parent=cast.bochum)
    unknown = client.get(address(pair[0], 999_999)).content
    for page in (draft, private, module):
        answer = client.get(address(pair[0], page))
        assert answer.status_code == 404
        assert b"Geheim" not in answer.content
        assert len(answer.content) == pytest.approx(len(unknown), abs=60)


def test_four_cost_as_many_queries_as_two(cast):
    document = PortalDocument.objects.create(title="M", file=ContentFile(b"x", name="m.txt"))
    pages = [
        GoodPracticeFactory(parent=cast.bochum, result='<p><a linktype="page" id="3">x</a></p>')
        for _index in range(4)
    ]
    for page in pages:
        page.templates = [PracticeTemplate(document=document), PracticeTemplate(document=document)]
        page.save()
    assert queries_for(address(*pages[:2])) == queries_for(address(*pages))
