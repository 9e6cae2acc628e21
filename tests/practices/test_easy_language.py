"""A practice's version in Leichte Sprache: its address, its marks, its check, the search."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.content.entries import IncompleteEntryError
from practices.easy_language.hints import hints
from practices.models import GoodPracticePage
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.practices.test_submission import complete
from tests.queries import queries_for

EASY = [
    ("heading", "Das macht die Stadt"),
    ("text", "<p>Die Stadt hilft beim Lesen.<br/>Das ist gut für alle.</p>"),
    ("word", {"word": "Personal·rat", "meaning": "Er vertritt die Mitarbeiter."}),
]
CHECKED = {
    "easy_checked_by": "Prüfgruppe der Werkstatt",
    "easy_checked_on": datetime.date(2026, 3, 2),
}


def practice_of(city, **fields) -> GoodPracticePage:
    return GoodPracticeFactory(
        parent=city, **{"title": "Briefe, die man versteht", "easy_body": EASY} | fields
    )


def easy_page(client, practice) -> str:
    response = client.get(f"{practice.url}leichte-sprache/")
    assert response.status_code == 200
    return response.content.decode()


def test_has_an_address_of_its_own_below_the_practice(cast, client):
    practice = practice_of(cast.bochum, easy_title="Briefe leicht gemacht")
    page = easy_page(client, practice)
    assert '<h1 class="title-page" itemprop="headline">Briefe leicht gemacht</h1>' in page
    assert page.count("<h1") == 1
    assert "Die Stadt hilft beim Lesen." in page
    assert "Personal·rat" in page
    assert practice.need not in page
    link = client.get(practice.url).content.decode().split('class="easy-sign"')[1].split(">")[0]
    assert f'href="{practice.url}leichte-sprache/"' in link


def test_tells_machines_which_german_it_is(cast, client):
    practice = practice_of(cast.bochum)
    own = practice.full_url
    page = easy_page(client, practice)
    assert '<article lang="de-simple"' in page
    assert 'itemprop="inLanguage" content="de-simple"' in page
    assert f'<link rel="canonical" href="{own}leichte-sprache/">' in page
    for html in (page, client.get(practice.url).content.decode()):
        html = " ".join(html.split())
        assert f'hreflang="de" href="{own}"' in html
        assert f'hreflang="de-simple" href="{own}leichte-sprache/"' in html


def test_stays_german_in_an_english_interface(cast, client):
    practice = practice_of(cast.bochum)
    client.post("/sprache/", {"language": "en", "next": "/"})
    article = easy_page(client, practice).split("<article")[1].split("</article>")[0]
    assert "Haben Sie Fragen?" in article
    assert "Diesen Text hat noch keine Prüf·gruppe gelesen." in article


@pytest.mark.parametrize("fields", [{"easy_body": []}, {"live": False}])
def test_is_not_there_without_a_text_or_with_a_draft(cast, client, fields):
    practice = practice_of(cast.bochum, **fields)
    assert client.get(f"{practice.url}leichte-sprache/").status_code == 404
    assert "easy-sign" not in client.get(practice.url).content.decode()


def test_other_addresses_below_a_practice_stay_unknown(cast, client):
    practice = practice_of(cast.bochum)
    assert client.get(f"{practice.url}leichte-sprache/mehr/").status_code == 404
    assert client.get(f"{practice.url}schwere-sprache/").status_code == 404


def test_a_draft_can_be_previewed_in_easy_language(cast):
    practice = practice_of(cast.bochum, live=False)
    response = practice.make_preview_request(preview_mode="leichte-sprache")
    assert response.status_code == 200
    assert "Die Stadt hilft beim Lesen." in response.content.decode()


def test_says_who_has_checked_it_and_when(cast, client):
    practice = practice_of(cast.bochum, **CHECKED)
    page = easy_page(client, practice)
    assert "geprüft: Prüfgruppe der Werkstatt, am 2. März 2026" in page
    assert "neuer als dieser Text" not in page


@pytest.mark.parametrize(
    "change",
    [
        {"result": "<p>Es kamen doch nicht mehr.</p>"},
        {"title": "Briefe, die niemand versteht"},
        {"body": [("text", "<p>Und noch etwas.</p>")]},
        {"easy_body": [("text", "<p>Ein anderer Text.</p>")]},
    ],
)
def test_is_out_of_date_once_something_else_is_said(cast, client, change):
    practice = practice_of(cast.bochum, **CHECKED)
    for field, value in change.items():
        setattr(practice, field, value)
    practice.save_revision().publish()
    assert "Das Beispiel ist neuer als dieser Text." in easy_page(client, practice)

    practice.easy_checked_on = datetime.date(2026, 4, 1)
    practice.save_revision().publish()
    assert "neuer als dieser Text" not in easy_page(client, practice)


def test_stays_up_to_date_when_only_the_review_notes_something(cast, client):
    practice = practice_of(cast.bochum, **CHECKED)
    practice.reviewed_on = datetime.date(2026, 5, 5)
    practice.save_revision().publish()
    assert "neuer als dieser Text" not in easy_page(client, practice)


def test_what_is_saved_on_the_day_of_the_check_belongs_to_it(cast, client):
    with time_machine.travel("2026-03-02T14:00:00+01:00", tick=False):
        practice = practice_of(cast.bochum, **CHECKED)
        practice.easy_body = [("text", "<p>Nach der Prüfgruppe verbessert.</p>")]
        practice.save()
    assert "neuer als dieser Text" not in easy_page(client, practice)


def test_a_check_is_whole_and_not_in_the_future(cast):
    practice = practice_of(cast.bochum)
    practice.easy_checked_by = "Prüfgruppe"
    with pytest.raises(IncompleteEntryError) as refused:
        practice.full_clean()
    assert set(refused.value.error_dict) == {"easy_checked_on"}
    practice.easy_checked_on = datetime.date(2999, 1, 1)
    with pytest.raises(ValidationError) as refused:
        practice.full_clean()
    assert "Zukunft" in str(refused.value.message_dict["easy_checked_on"])
    practice.easy_checked_on, practice.easy_body = datetime.date(2026, 3, 2), []
    with pytest.raises(IncompleteEntryError) as refused:
        practice.full_clean()
    assert set(refused.value.error_dict) == {"easy_body"}


def test_an_editor_writes_it_with_the_practice_and_reads_hints(cast):
    editor = signed_in(cast.editor_bochum)
    long_sentence = " ".join(["wir"] * 16)
    data = complete() | nested_form_data(
        {
            "easy_title": "Leicht",
            "easy_body": streamfield([("heading", long_sentence)]),
            "action-submit": "1",
        }
    )
    address = reverse(
        "wagtailadmin_pages:add", args=["practices", "goodpracticepage", cast.bochum.pk]
    )
    assert editor.post(address, data).status_code == 302
    practice = GoodPracticePage.objects.get(slug=data["slug"]).get_latest_revision_as_object()
    assert practice.easy_title == "Leicht"
    assert practice.current_workflow_state is not None
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[practice.pk])).content.decode()
    assert "Der Satz hat 16 Wörter." in form


def advice_of(text: str) -> list[str]:
    body = GoodPracticePage._meta.get_field("easy_body").to_python([])
    body.append(("text", text))
    return [hint.advice.split(".")[0] for hint in hints(body)]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("<p>Die Stadt hilft.<br/>Das ist gut.</p>", []),
        (f"<p>{'wir ' * 15}.</p>", []),
        (f"<p>{'wir ' * 16}.</p>", ["Der Satz hat 16 Wörter"]),
        (f"<p>{'wir ' * 9}.<br/>{'wir ' * 9}.</p>", []),
        ("<p>Das ist, wie man sagt, gut.</p>", ["Der Satz ist verschachtelt"]),
        ("<p>Das Auswahlverfahren ist neu.</p>", ["Ein langes Wort"]),
        ("<p>Das Auswahl·verfahren ist neu.</p>", []),
        ("<p>Zum Beispiel z. B. so.</p>", ["Eine Abkürzung"]),
        (f"<p>{'wir ' * 9}bzw. {'wir ' * 9}.</p>", ["Der Satz hat 19 Wörter", "Eine Abkürzung"]),
        ("<p>Es kostet 5 % mehr.</p>", ["Ein Sonderzeichen"]),
        ("<p>Angestellte &amp; Beamte.</p>", ["Ein Sonderzeichen"]),
    ],
)
def test_hints_name_what_is_hard(text, advice):
    assert advice_of(text) == advice


def test_the_search_finds_its_words_and_offers_the_mark(cast, client):
    practice = practice_of(cast.bochum)
    GoodPracticeFactory(parent=cast.herne, title="Briefe ohne Fassung")
    rebuild()
    [hit] = find(SearchRequest(text="Personalrat")).hits
    assert hit.document.id == f"page-{practice.pk}"
    assert "auch in Leichter Sprache" in client.get("/suche/?q=Personalrat").content.decode()
    marked = client.get("/praxis/?sprache=leicht").content.decode()
    assert "Briefe, die man versteht" in marked
    assert "Briefe ohne Fassung" not in marked


def test_queries_do_not_grow(cast):
    practice = practice_of(cast.bochum)
    address = f"{practice.url}leichte-sprache/"
    few = queries_for(address)
    practice.easy_body = EASY * 10
    practice.save()
    assert queries_for(address) == few
    assert few <= 16
