"""What a work template was adapted from: the chain with licences, on the page and in the pack."""

import io
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from portal.media.models import PortalDocument
from portal.taxonomy.models import Licence
from practices.models import PracticeTemplate
from practices.origins import nameable
from practices.submission.values import write
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


def licence(key: str) -> Licence:
    return Licence.objects.get(key=key)


def document(title: str) -> PortalDocument:
    return PortalDocument.objects.create(
        title=title, file=ContentFile(b"Inhalt", name=f"{title}.txt")
    )


def now(page):
    return type(page).objects.get(pk=page.pk)


def practice_with(city, title: str, *templates: PracticeTemplate, **fields):
    practice = GoodPracticeFactory(parent=city, title=title, **fields)
    practice.templates = list(templates)
    practice.save()
    return practice


@pytest.fixture
def chain(cast):
    """Herne's list comes from Bochum's matrix, and that from a book."""
    matrix, checklist = document("Bewertungsmatrix"), document("Prüfliste")
    first = practice_with(
        cast.bochum,
        "Anonyme Bewerbung",
        PracticeTemplate(
            document=matrix,
            adapted_from_title="Handbuch Auswahl",
            adapted_from_url="https://anderswo.example/handbuch",
            adapted_from_licence=licence("CC-BY-SA-4.0"),
        ),
        licence=licence("CC-BY-4.0"),
    )
    second = practice_with(
        cast.herne,
        "Auswahl mit Liste",
        PracticeTemplate(document=checklist, adapted_from=matrix, licence=licence("CC-BY-SA-4.0")),
    )
    return first, second


def origins_on(client, practice) -> list[str]:
    page = BeautifulSoup(client.get(practice.url).content, "html.parser")
    items = page.select("section[aria-labelledby=vorlagen] .download__origin li")
    return [" ".join(item.get_text(" ").split()) for item in items]


def test_the_page_names_every_link_with_its_licence(client, chain):
    assert origins_on(client, chain[1]) == [
        "Bewertungsmatrix (Bochum), Lizenz: CC BY 4.0",
        "Handbuch Auswahl , Lizenz: CC BY-SA 4.0",
    ]
    page = client.get(chain[1].url).content.decode()
    assert chain[0].full_url in page
    assert "Lizenz dieser Vorlage:" in page


def test_so_does_the_table_of_contents_of_the_pack(client, chain):
    answer = client.get(f"/praxis/{chain[1].pk}/vorlagen/")
    contents = ZipFile(io.BytesIO(b"".join(answer))).read("Inhalt.html").decode()
    row = BeautifulSoup(contents, "html.parser").select_one("tbody tr")
    text = " ".join(row.get_text(" ").split())
    assert "Prüfliste" in text
    assert "CC BY-SA 4.0" in text
    assert "Bewertungsmatrix (Bochum), Lizenz: CC BY 4.0" in text
    assert "Handbuch Auswahl" in text
    assert chain[0].full_url in {link["href"] for link in row.select("a")}


def test_a_link_that_is_not_public_stays_without_its_title(client, chain):
    chain[0].unpublish()
    assert origins_on(client, chain[1]) == [
        "Vorlage, die nicht mehr öffentlich ist , Lizenz: keine Angabe",
        "Handbuch Auswahl , Lizenz: CC BY-SA 4.0",
    ]
    assert "Bewertungsmatrix" not in client.get(chain[1].url).content.decode()


def test_naming_a_file_makes_it_neither_public_nor_ones_own(client, chain):
    named = chain[0].templates.get().document
    assert client.get(named.url).status_code == 200
    chain[0].unpublish()
    assert client.get(named.url).status_code == 404
    assert [file.title for file in now(chain[1]).public_files] == ["Prüfliste"]


def test_a_circle_and_a_licence_of_nothing_are_refused(chain):
    row = chain[0].templates.get()
    row.adapted_from = chain[1].templates.get().document
    with pytest.raises(ValidationError, match="selbst aus der Datei entstanden"):
        row.full_clean()
    row.adapted_from = row.document
    with pytest.raises(ValidationError, match="selbst aus der Datei entstanden"):
        row.full_clean()
    row.adapted_from, row.adapted_from_title, row.adapted_from_url = None, "", ""
    with pytest.raises(ValidationError, match="zu der die Lizenz gehört"):
        row.full_clean()


def test_the_form_offers_what_public_practices_offer(cast, chain):
    practice_with(cast.bochum, "Geheim", PracticeTemplate(document=document("Intern")), live=False)
    names = set(PortalDocument.objects.filter(nameable()).values_list("title", flat=True))
    assert names == {"Bewertungsmatrix", "Prüfliste"}
    edit = reverse("wagtailadmin_pages:edit", args=[chain[1].pk])
    page = signed_in(cast.editor_herne).get(edit).content.decode()
    assert "Bochum: Bewertungsmatrix (Anonyme Bewerbung)" in page
    assert "Intern" not in page


def test_the_guided_form_keeps_what_was_noted(chain):
    practice = chain[1]
    kept = practice.templates.get()
    write(practice, "templates", [document("Anschreiben"), kept.document])
    rows = list(practice.templates.all())
    assert [row.document.title for row in rows] == ["Anschreiben", "Prüfliste"]
    assert rows[1].adapted_from == kept.adapted_from


def test_a_practice_without_origins_costs_no_query_more(cast, chain):
    plain = practice_with(
        cast.bochum, "Ohne Herkunft", PracticeTemplate(document=document("Eigenes"))
    )
    bare = queries_for(plain.url)
    one = queries_for(chain[1].url)
    row = chain[1].templates.get()
    more = document("Noch eine")
    chain[1].templates.add(PracticeTemplate(document=more, adapted_from=row.adapted_from))
    chain[1].save()
    assert queries_for(chain[1].url) == one
    assert one - bare <= 9
