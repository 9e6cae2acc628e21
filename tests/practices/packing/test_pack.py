"""All work templates of a practice as one zip."""

import io
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from portal.media.models import PortalDocument
from portal.taxonomy.models import Licence
from practices.models import PracticeTemplate
from practices.packing.selectors import file_name
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


def make_document(title: str, content: bytes = b"Inhalt", **fields) -> PortalDocument:
    return PortalDocument.objects.create(
        title=title, file=ContentFile(content, name="datei.txt"), **fields
    )


def give(practice, *documents) -> None:
    practice.templates = [PracticeTemplate(document=document) for document in documents]
    practice.save()


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(
        parent=cast.bochum,
        title="Anonyme Bewerbung",
        slug="anonyme-bewerbung",
        licence=Licence.objects.get(key="CC-BY-4.0"),
    )
    give(
        practice,
        make_document("Bewertungsmatrix", b"Raster", summary="Für die Auswahl."),
        make_document("Muster/Schreiben", b"Sehr geehrte"),
    )
    return practice


def address(practice) -> str:
    return f"/praxis/{practice.pk}/vorlagen/"


def zip_of(practice, client=None) -> ZipFile:
    answer = (client or Client()).get(address(practice))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    zipped = ZipFile(io.BytesIO(b"".join(answer)))
    assert zipped.testzip() is None
    return zipped


def contents_of(zipped: ZipFile) -> BeautifulSoup:
    return BeautifulSoup(zipped.read("Inhalt.html"), "html.parser")


def test_holds_the_files_and_first_of_all_what_they_are(practice):
    zipped = zip_of(practice)
    assert zipped.namelist() == [
        "Inhalt.html",
        "01 Bewertungsmatrix.txt",
        "02 Muster Schreiben.txt",
    ]
    assert zipped.read("01 Bewertungsmatrix.txt") == b"Raster"
    assert zipped.read("02 Muster Schreiben.txt") == b"Sehr geehrte"


def test_the_table_of_contents_says_title_size_licence_and_source(practice):
    contents = contents_of(zip_of(practice))
    text = " ".join(contents.get_text(" ").split())
    for part in ("Anonyme Bewerbung", "Bochum", "Für die Auswahl.", "6 Bytes", "CC BY 4.0"):
        assert part in text
    links = [link["href"] for link in contents.select("a")]
    assert practice.full_url in links
    assert "01%20Bewertungsmatrix.txt" in links
    assert practice.licence.iri in links
    assert contents.html["lang"] == "de"


def test_without_a_licence_it_says_so(practice):
    practice.licence = None
    practice.save()
    assert "Fragen Sie die Stadt" in contents_of(zip_of(practice)).get_text()


def test_is_a_download_with_a_name(practice):
    answer = Client().get(address(practice))
    assert answer["Content-Disposition"] == 'attachment; filename="anonyme-bewerbung-vorlagen.zip"'
    assert answer.streaming


@pytest.mark.parametrize("who", ["visitor", "learner", "editor_herne", "administrator"])
def test_private_files_are_for_those_who_may_fetch_them(cast, practice, who):
    inner = Collection.get_first_root_node().add_child(name="Intern").add_child(name="Tiefer")
    CollectionViewRestriction.objects.create(
        collection=inner.get_parent(), restriction_type="login"
    )
    secret = make_document("Vertraulich", collection=inner)
    give(practice, make_document("Offen"), secret)
    client = Client() if who == "visitor" else signed_in(getattr(cast, who))
    zipped = zip_of(practice, client)
    is_in = who != "visitor"
    assert ("02 Vertraulich.txt" in zipped.namelist()) is is_in
    assert ("Vertraulich" in contents_of(zipped).get_text()) is is_in


@pytest.mark.parametrize("who", ["visitor", "learner", "editor_bochum", "administrator"])
def test_is_for_those_who_may_read_the_page(cast, who):
    client = Client() if who == "visitor" else signed_in(getattr(cast, who))
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    private = GoodPracticeFactory(parent=cast.bochum)
    for each in (draft, private):
        give(each, make_document("Vorlage"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert client.get(address(draft)).status_code == 404
    assert client.get(address(private)).status_code == (404 if who == "visitor" else 200)


def test_what_only_the_draft_has_is_not_in_it(practice):
    practice.templates.add(PracticeTemplate(document=make_document("Neu und geheim")))
    practice.save_revision()
    assert len(zip_of(practice).namelist()) == 3


def test_without_files_there_is_none(cast):
    assert Client().get(address(GoodPracticeFactory(parent=cast.bochum))).status_code == 404


def test_a_file_that_is_lost_is_named(practice):
    lost = practice.templates.first().document
    default_storage.delete(lost.file.name)
    zipped = zip_of(practice)
    assert zipped.namelist() == ["Inhalt.html", "01 Muster Schreiben.txt"]
    assert "Bewertungsmatrix" in contents_of(zipped).select_one("ul").get_text()


def test_the_page_leads_to_it_where_there_are_several(practice):
    assert f'href="{address(practice)}"' in Client().get(practice.url).content.decode()
    give(practice, make_document("Nur eine"))
    assert f'href="{address(practice)}"' not in Client().get(practice.url).content.decode()


def test_queries_do_not_grow(practice):
    few = queries_for(address(practice))
    give(practice, *(make_document(f"Datei {number}") for number in range(9)))
    assert queries_for(address(practice)) == few
    assert few <= 10


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Prüfliste", "07 Prüfliste.txt"),
        ("Prüfliste.txt", "07 Prüfliste.txt"),
        ("../../etc/passwd", "07 etc passwd.txt"),
        ('a:b*c?"<>|\\d\ne', "07 a b c d e.txt"),
        ("...", "07 Vorlage.txt"),
        ("x" * 300, f"07 {'x' * 80}.txt"),
    ],
)
def test_every_system_can_unpack_the_names(title, name):
    assert file_name(7, title, "txt") == name
