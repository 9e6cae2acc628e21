"""The search page without JavaScript: a form, links, and the results."""

import pytest
from bs4 import BeautifulSoup

from search import services
from search.thesaurus.runtime import current
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db


def open_page(client, address="/suche/", **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [link.get_text().strip() for link in soup.select(".hit__title a")]


def sentence(soup):
    return " ".join(soup.select_one("#treffer").get_text().split())


def count_of(soup, parameter, value):
    checkbox = soup.select_one(f'input[name="{parameter}"][value="{value}"]')
    if checkbox is None:
        return None
    return int(soup.select_one(f'label[for="{checkbox["id"]}"] .facet__count').contents[0])


@pytest.fixture
def entries(cast):
    GoodPracticeFactory(
        parent=cast.bochum, title="Anonymisierte Bewerbung", keywords=["Bestenauslese"]
    )
    GoodPracticeFactory(
        parent=cast.herne, title="Bewerbung ohne Bild", fields=["personalauswahl", "fuehrung"]
    )
    TrainingModuleFactory(parent=cast.herne, title="Bewerbungen vorurteilsarm sichten")
    services.rebuild()


def test_finds_and_marks(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung")
    assert set(titles(soup)) == {
        "Anonymisierte Bewerbung",
        "Bewerbung ohne Bild",
        "Bewerbungen vorurteilsarm sichten",
    }
    assert sentence(soup) == "3 Treffer für „bewerbung“"
    assert soup.select_one(".hit__title mark").get_text() in {"Bewerbung", "Bewerbungen"}
    assert soup.select_one("#suchtext")["value"] == "bewerbung"
    assert "3 Treffer für „bewerbung“" in soup.title.get_text()


def test_shows_everything_newest_first_without_a_text(client, entries):
    soup = open_page(client)
    assert sentence(soup) == "5 Einträge"
    assert [link.get_text().strip() for link in soup.select(".sorting a")] == [
        "Neueste zuerst",
        "Titel A–Z",
    ]


def test_several_values_of_a_facet_widen_and_are_counted(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung&stadt=bochum")
    assert titles(soup) == ["Anonymisierte Bewerbung"]
    assert count_of(soup, "stadt", "bochum") == 1
    assert count_of(soup, "stadt", "herne") == 2
    assert count_of(soup, "art", "training") is None
    soup = open_page(client, "/suche/?q=bewerbung&stadt=bochum&stadt=herne")
    assert len(titles(soup)) == 3
    assert len(soup.select('input[name="stadt"]:checked, input[name="stadt"][checked]')) == 2


def test_a_chosen_value_without_hits_stays_to_be_unchosen(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung&stadt=bochum&art=training")
    assert titles(soup) == []
    assert count_of(soup, "art", "training") == 0
    assert count_of(soup, "art", "praxis") == 1
    assert sentence(soup) == "Keine Treffer für „bewerbung“"
    assert "./" not in [link["href"] for link in soup.select(".results__none a")]


def test_chips_lead_to_the_search_without_them(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung&stadt=bochum&stadt=herne&thema=fuehrung")
    chips = {" ".join(chip.get_text().split()): chip["href"] for chip in soup.select(".chip")}
    assert chips == {
        "Filter entfernen: Stadt: Bochum ×": "?q=bewerbung&stadt=herne&thema=fuehrung",
        "Filter entfernen: Stadt: Herne ×": "?q=bewerbung&stadt=bochum&thema=fuehrung",
        "Filter entfernen: Thema: Führung ×": "?q=bewerbung&stadt=bochum&stadt=herne",
    }


def test_a_keyword_filters_and_is_a_chip_with_its_name(client, entries):
    soup = open_page(client, "/suche/?schlagwort=bestenauslese")
    assert titles(soup) == ["Anonymisierte Bewerbung"]
    assert "Schlagwort: Bestenauslese" in " ".join(soup.select_one(".chip").get_text().split())
    hidden = soup.select_one('#filter input[type="hidden"][name="schlagwort"]')
    assert hidden["value"] == "bestenauslese"


def test_an_unknown_value_is_a_chip_and_finds_nothing(client, entries):
    soup = open_page(client, "/suche/?stadt=atlantis")
    assert titles(soup) == []
    assert "atlantis" in soup.select_one(".chip").get_text()
    assert soup.select_one('input[type="hidden"][name="stadt"]')["value"] == "atlantis"
    assert count_of(soup, "stadt", "herne") == 3


def test_a_long_facet_folds(client, entries):
    soup = open_page(client, "/suche/?thema=fuehrung")
    fieldsets = {field.legend.get_text(): field for field in soup.select("fieldset.facet")}
    assert "Thema" in fieldsets
    for field in fieldsets.values():
        folded = field.select("details .facet__choice")
        assert len(field.select(".facet__choice")) - len(folded) <= 8


def test_a_listing_is_the_search_narrowed_to_its_kind(client, entries):
    soup = open_page(client, "/praxis/")
    assert set(titles(soup)) == {"Anonymisierte Bewerbung", "Bewerbung ohne Bild"}
    assert soup.select('input[name="art"]') == []
    soup = open_page(client, "/praxis/?art=training&stadt=herne")
    assert titles(soup) == ["Bewerbung ohne Bild"]
    assert len(soup.select(".chip")) == 1


def test_sorting_keeps_the_search(client, entries):
    soup = open_page(client, "/suche/?q=bewerbung&stadt=herne")
    links = {link.get_text().strip(): link for link in soup.select(".sorting a")}
    assert links["Beste Treffer"]["aria-current"] == "true"
    soup = open_page(client, "/suche/" + links["Titel A–Z"]["href"])
    assert titles(soup) == ["Bewerbung ohne Bild", "Bewerbungen vorurteilsarm sichten"]
    assert soup.select_one('input[type="hidden"][name="sortierung"]')["value"] == "titel"


def test_pages_with_gaps(client, cast):
    for number in range(30):
        GoodPracticeFactory(parent=cast.herne, title=f"Tandem {number:02}")
    services.rebuild()
    soup = open_page(client, "/suche/?q=tandem&seite=2&sortierung=titel")
    assert titles(soup)[0] == "Tandem 12"
    assert sentence(soup) == "30 Treffer für „tandem“, Seite 2"
    numbers = [link.get_text().split()[-1] for link in soup.select(".pagination a")]
    assert numbers == ["Zurück", "1", "2", "3", "Weiter"]
    assert soup.select_one('.pagination [aria-current="page"]').get_text().split()[-1] == "2"
    assert soup.select_one('.pagination a[rel="prev"]')["href"] == "?q=tandem&sortierung=titel"
    last = open_page(client, "/suche/?q=tandem&sortierung=titel&seite=400")
    assert titles(last)[-1] == "Tandem 29"
    assert last.select_one('.pagination [aria-current="page"]').get_text().split()[-1] == "3"


STRANGE = [
    "q=%00",
    "q=" + "x" * 20_000,
    "q=%ED%A0%80",
    "q=%22unbalanced",
    "q=%3Cscript%3Ealert(1)%3C/script%3E",
    "stadt[]=bochum",
    "stadt=%00&stadt=%ED%A0%80",
    "seite=-1",
    "seite=1000000000",
    "seite=%D9%A1&sortierung=x",
    "&".join(f"stadt={number}" for number in range(2000)),
    "&&&===",
]


@pytest.mark.parametrize("engine_is_there", [True, False])
def test_no_address_is_an_error(client, cast, engine_is_there):
    if engine_is_there:
        services.rebuild()
    for query in STRANGE:
        soup = open_page(client, f"/suche/?{query}")
        assert sentence(soup), query
        assert "alert(1)" not in "".join(script.get_text() for script in soup.select("script"))


@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("/suche/", GoodPracticeFactory),
        ("/praxis/", GoodPracticeFactory),
        ("/training/", TrainingModuleFactory),
    ],
)
def test_queries_do_not_grow(client, cast, django_assert_max_num_queries, address, factory):
    narrowed = f"{address}?q=tandem&stadt=herne&schlagwort=mentoring"
    counts = []
    for size, added in ((2, 2), (24, 22)):
        for _number in range(added):
            factory(parent=cast.herne, title="Tandem", keywords=["Mentoring"])
        services.rebuild()
        open_page(client, narrowed)  # fills the caches of types and sites
        # Looked at now and then, whatever is searched: not part of the count.
        current()
        with django_assert_max_num_queries(30) as queries:
            soup = open_page(client, narrowed)
        assert sentence(soup).startswith(f"{size} ")
        counts.append(len(queries))
    assert counts[0] == counts[1]
