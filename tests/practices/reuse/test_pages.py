"""Where visitors and editors meet reuses: the practice, the city, the overview, the forms."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from practices.reuse import network, services
from practices.reuse.models import Reuse
from search import sources
from search.services import rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.queries import queries_for

from .cities import another_city, confirmed, declared

pytestmark = pytest.mark.django_db

OVERVIEW = "/nachnutzung/"


def soup_of(client, address, **query) -> BeautifulSoup:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text_of(element) -> str:
    return " ".join(element.get_text().split())


def test_the_practice_says_who_reuses_it(client, cast, practice):
    declared(practice, cast.herne, cast.editor_herne, "angepasst")
    page = soup_of(client, practice.url)
    section = text_of(page.select_one("section[aria-labelledby=nachnutzung]"))
    for words in ("Herne", "angepasst", "seit März 2026", "noch nicht bestätigt", "Ohne Alter."):
        assert words in section
    assert "Wir nutzen das nach" not in section
    assert "bearbeiten" not in section


def test_and_whether_it_is_confirmed(client, cast, practice):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    assert "bestätigt am" in text_of(soup_of(client, practice.url))


def test_where_nobody_reuses_it_visitors_read_nothing_of_it(client, practice):
    assert soup_of(client, practice.url).select_one("#nachnutzung") is None


def test_where_its_practice_is_archived_the_lists_say_so(client, cast, practice):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    places = (OVERVIEW, cast.bochum.url, cast.herne.url)
    link = f'a[href="{practice.url}#nachnutzung"]'
    assert not any("archiviert" in soup_of(client, place).get_text() for place in places)

    practice.archived_on = datetime.date(2026, 4, 1)
    practice.save()

    for place in places:
        assert "archiviert" in text_of(soup_of(client, place).select_one(link).parent)


def test_what_the_source_objected_to_is_for_the_two_cities(client, cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    services.reject(reuse=reuse, user=cast.editor_bochum, version=1, reason="Gibt es nicht.")
    for address in (practice.url, OVERVIEW, cast.herne.url, cast.bochum.url):
        assert "Ohne Alter." not in client.get(address).content.decode()
        assert soup_of(client, address).select_one(f'a[href="{practice.url}#nachnutzung"]') is None
    assert "zurückgewiesen" in text_of(soup_of(signed_in(cast.editor_herne), practice.url))
    detail = text_of(
        soup_of(signed_in(cast.editor_herne), reverse("reuse:detail", args=[reuse.pk]))
    )
    assert "Gibt es nicht." in detail


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("editor_herne", True),
        ("reviewer", True),
        ("editor_bochum", False),
        ("learner", False),
        ("hr_developer", False),
    ],
)
def test_the_button_is_for_editors_of_other_cities(cast, practice, who, offered):
    page = soup_of(signed_in(getattr(cast, who)), practice.url)
    button = page.select_one(f'a[href="{reverse("reuse:declare", args=[practice.pk])}"]')
    assert bool(button) is offered


def test_an_editor_declares_by_a_form_that_knows_the_city(cast, practice):
    client = signed_in(cast.editor_herne)
    address = reverse("reuse:declare", args=[practice.pk])
    page = soup_of(client, address)
    assert page.select_one("select[name=city] option[selected]").get_text() == "Herne"
    answer = client.post(
        address,
        {"city": cast.herne.pk, "status": "in-umsetzung", "since": "2026-05-01"},
        follow=True,
    )
    reuse = Reuse.objects.get()
    assert answer.redirect_chain == [(reverse("reuse:detail", args=[reuse.pk]), 302)]
    assert "Die Nachnutzung ist eingetragen." in answer.content.decode()
    assert (reuse.city, reuse.since) == (cast.herne, datetime.date(2026, 5, 1))
    # Whoever comes once more is led to what there is.
    assert client.get(address).url == reverse("reuse:detail", args=[reuse.pk])
    assert "Wir nutzen das nach" not in client.get(practice.url).content.decode()


def test_the_form_says_at_the_field_what_is_missing(cast, practice):
    answer = signed_in(cast.editor_herne).post(
        reverse("reuse:declare", args=[practice.pk]),
        {"city": cast.herne.pk, "status": "angepasst", "since": "2026-05-01"},
    )
    page = BeautifulSoup(answer.content, "html.parser")
    assert "was Sie angepasst haben" in text_of(page.select_one("[data-error-summary]"))
    assert page.select_one("#id_adaptation_error")
    assert not Reuse.objects.exists()


def test_nobody_declares_without_end(cast, practice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reuse": "1/h/user"}
    client = signed_in(cast.editor_herne)
    for page in (practice, GoodPracticeFactory(parent=cast.bochum)):
        answer = client.post(
            reverse("reuse:declare", args=[page.pk]),
            {"city": cast.herne.pk, "status": "interessiert", "since": "2026-05-01"},
        )
    assert "viele Einträge in kurzer Zeit" in answer.content.decode()
    assert Reuse.objects.count() == 1


def test_an_editor_who_saves_an_old_form_is_told(cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    client = signed_in(cast.editor_herne)
    form = {"status": "uebernommen", "since": "2026-05-01", "version": "1"}
    address = reverse("reuse:change", args=[reuse.pk])
    assert client.post(address, {**form, "result": "Die erste."}).status_code == 302
    answer = client.post(address, {**form, "result": "Die zweite."})
    assert "Die Angaben haben sich geändert" in answer.content.decode()
    assert Reuse.objects.get().result == "Die erste."


def test_a_draft_has_no_form(cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    address = reverse("reuse:declare", args=[draft.pk])
    assert signed_in(cast.editor_herne).get(address).status_code == 404


def test_both_cities_show_it(client, cast, practice):
    declared(practice, cast.herne, cast.editor_herne)
    for city, anchor in ((cast.bochum, "gegeben"), (cast.herne, "genommen")):
        page = soup_of(client, city.url)
        section = page.select_one(f"section[aria-labelledby={anchor}]")
        assert practice.title in text_of(section)
        assert len(page.select("#gegeben, #genommen")) == 1


def test_the_overview_says_it_in_a_picture_and_in_words(client, cast, practice):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    page = soup_of(client, OVERVIEW)
    picture = page.select_one("svg[role=img]")
    described = " ".join(text_of(page.find(id=name)) for name in picture["aria-labelledby"].split())
    assert "Von Bochum nach Herne: 1 Nachnutzung." in described
    assert [text_of(name) for name in picture.select("text")] == ["Bochum", "Herne"]
    assert len(picture.select(".network__way--confirmed")) == 1
    row = text_of(page.select_one("tbody tr"))
    assert row.startswith("Anonymisierte Bewerbung Bochum Herne übernommen März 2026 bestätigt am")
    assert [len(page.select(name)) for name in ("h1", "main script", "[style]")] == [1, 0, 0]


def test_the_overview_is_filtered_and_sorted_by_its_address(client, cast, practice, essen):
    other = GoodPracticeFactory(parent=cast.herne, title="Willkommensmappe")
    declared(practice, cast.herne, cast.editor_herne, since=datetime.date(2026, 1, 1))
    declared(other, *essen, "interessiert")

    def titles(**query):
        return [text_of(row) for row in soup_of(client, OVERVIEW, **query).select("tbody th")]

    assert titles() == ["Willkommensmappe", "Anonymisierte Bewerbung"]
    assert titles(sortierung="praxis") == ["Anonymisierte Bewerbung", "Willkommensmappe"]
    assert titles(sortierung="von") == ["Anonymisierte Bewerbung", "Willkommensmappe"]
    assert titles(sortierung="stadt") == ["Willkommensmappe", "Anonymisierte Bewerbung"]
    assert titles(sortierung="stand") == ["Willkommensmappe", "Anonymisierte Bewerbung"]
    assert titles(stadt="bochum") == ["Anonymisierte Bewerbung"]
    assert len(titles(stadt="herne")) == 2
    assert titles(stand="interessiert") == ["Willkommensmappe"]
    assert titles(stadt="bochum", stand="interessiert") == []
    assert len(titles(stadt="gibtesnicht", stand="x", sortierung="y", seite="z")) == 2
    page = soup_of(client, OVERVIEW, sortierung="praxis", stadt="herne")
    [current] = page.select("th[aria-sort]")
    assert (text_of(current), current["aria-sort"]) == ("Praxisbeispiel ↑", "ascending")
    assert page.select_one("thead a")["href"] == "?stadt=herne&sortierung=praxis"


def test_of_many_ways_the_picture_has_the_strongest(client, cast, practice, essen, monkeypatch):
    monkeypatch.setattr(network, "MOST_WAYS", 1)
    city, editor = essen
    for each in (practice, GoodPracticeFactory(parent=cast.bochum)):
        declared(each, city, editor)
    declared(practice, cast.herne, cast.editor_herne)
    page = soup_of(client, OVERVIEW)
    picture = page.select_one(".network")
    assert len(picture.select(".network__way")) == 1
    assert {text_of(name) for name in picture.select(".network__name")} == {"Bochum", "Essen"}
    assert "Das Bild zeigt die 1 stärksten von 2 Verbindungen" in text_of(picture)
    assert len(page.select("tbody tr")) == 3
    # Of one city it has all.
    of_herne = soup_of(client, OVERVIEW, stadt="herne").select_one(".network")
    assert "stärksten" not in text_of(of_herne)


def test_many_reuses_come_in_pages(client, cast, monkeypatch):
    monkeypatch.setattr("practices.reuse.overview.PAGE_SIZE", 2)
    for number in range(3):
        practice = GoodPracticeFactory(parent=cast.bochum, title=f"Praxis {number}")
        declared(practice, cast.herne, cast.editor_herne)
    page = soup_of(client, OVERVIEW, stadt="herne")
    assert len(page.select("tbody tr")) == 2
    following = page.select_one("a[rel=next]")["href"]
    assert following == "?stadt=herne&seite=2"
    assert len(soup_of(client, OVERVIEW + following).select("tbody tr")) == 1


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_is_no_longer_public_is_shown_nowhere(client, cast, practice, hide):
    declared(practice, cast.herne, cast.editor_herne)
    if hide == "unpublish":
        practice.unpublish()
    else:
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
    for address in (OVERVIEW, cast.herne.url, cast.bochum.url):
        assert practice.title not in client.get(address).content.decode()
    # The other city keeps its entry, and learns nothing new of the page.
    client = signed_in(cast.editor_herne)
    for address in (reverse("reuse_admin"), reverse("reuse:detail", args=[Reuse.objects.get().pk])):
        page = client.get(address).content.decode()
        assert practice.title not in page
        assert "nicht mehr öffentlich" in page
    assert (
        practice.title in signed_in(cast.editor_bochum).get(reverse("reuse_admin")).content.decode()
    )


@pytest.mark.parametrize("where", ["practice", "overview", "source", "city"])
def test_queries_do_not_grow(cast, practice, where):
    address = {
        "practice": practice.url,
        "overview": OVERVIEW,
        "source": cast.bochum.url,
        "city": cast.herne.url,
    }[where]
    declared(practice, cast.herne, cast.editor_herne)
    rebuild()
    few = queries_for(address)
    for name in ("Hagen", "Essen", "Bottrop"):
        city, editor = another_city(name)
        declared(practice, city, editor)
        of_city = GoodPracticeFactory(parent=city)
        declared(of_city, cast.herne, cast.editor_herne)
    rebuild()
    assert queries_for(address) == few


def test_renamed_cities_are_renamed_in_the_search(cast, practice):
    declared(practice, cast.herne, cast.editor_herne)
    rebuild()
    cast.herne.title = "Herne am Kanal"
    cast.herne.save()
    [document] = sources.load([f"page-{practice.pk}"]).documents.values()
    assert "übernommen von Herne am Kanal" in document.body


def test_who_rejects_reads_that_a_reason_is_needed(cast, practice):
    reuse = declared(practice, cast.herne, cast.editor_herne)
    shown = signed_in(cast.editor_bochum).get(reverse("reuse:detail", args=[reuse.pk]))
    text = shown.content.decode()
    assert "Was stimmt nicht?" in text
    assert "freiwillig" not in text
