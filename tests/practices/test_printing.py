"""A practice as PDF: accessible, complete, made of the site's own files alone."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from portal.media.models import PortalDocument
from portal.printing.sheets import PrintingUnavailableError
from practices.models import PracticeFigure, PracticeTemplate
from practices.packing import services, worker
from practices.packing.models import Pack
from tests.browser.world import make_image
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(
        parent=cast.bochum,
        title="Anonymisierte Bewerbung",
        slug="anonymisierte-bewerbung",
        image=make_image(),
        body=[("questions", [{"question": "Wer bezahlt das?", "answer": "<p>Die Stadt.</p>"}])],
    )
    practice.figures = [
        PracticeFigure(label="Verfahren", value="9", unit="Stück", period="2024", source="Akten")
    ]
    practice.save()
    return practice


@pytest.fixture(autouse=True)
def _nobody_makes_it(monkeypatch):
    """Whoever makes PDFs is called by the test."""
    monkeypatch.setattr(worker.maker, "notify", lambda: None)


def address(practice) -> str:
    return f"/praxis/{practice.pk}/pdf/"


def fetched(practice, client=None):
    """The answer when it is made, which happens beside the requests."""
    client = client or Client()
    if client.get(address(practice)).status_code == 202:
        services.make_waiting()
    return client.get(address(practice))


def pdf_of(practice, client=None) -> PdfReader:
    answer = fetched(practice, client)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(b"".join(answer)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_is_tagged_and_says_title_and_language(practice):
    reader = pdf_of(practice)
    catalog = reader.root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"] == "de"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith("Anonymisierte Bewerbung")
    assert b'pdfuaid:part="1"' in reader.root_object["/Metadata"].get_data()


def test_it_keeps_what_pdf_ua_demands(practice, pdf_ua_problems):
    """With everything that an entry can have."""
    image = make_image(title="Zweites Bild")
    document = PortalDocument.objects.create(
        title="Checkliste", file=ContentFile(b"Inhalt", name="checkliste.txt")
    )
    practice.body = [
        ("heading", "Wie es weitergeht"),
        ("text", "<h3>Im Einzelnen</h3><ul><li>Mit <b>Zahlen</b></li></ul><ol><li>Dann</li></ol>"),
        ("image", {"image": image, "caption": "Im Rathaus"}),
        ("steps", [{"title": "Anfangen", "text": "<p>Im Kleinen.</p>", "duration": "4 Wochen"}]),
        ("quote", {"text": "Es geht.", "source": "Personalamt"}),
        ("notice", {"title": "Hinweis", "text": '<p><a href="https://a.example">Hier</a></p>'}),
        ("questions", [{"question": "Wer bezahlt das?", "answer": "<p>Die Stadt.</p>"}]),
        ("download", {"document": document, "text": "Zum Ausfüllen"}),
    ]
    practice.templates = [PracticeTemplate(document=document)]
    practice.review_due = datetime.date(2025, 3, 1)
    practice.save()
    made = b"".join(fetched(practice))
    assert pdf_ua_problems(made) == []


def test_it_tells_what_the_page_tells(practice):
    text = text_of(pdf_of(practice))
    for part in (
        "Anonymisierte Bewerbung",
        "Bochum",
        "20 Personentage",
        "Zu wenige Bewerbungen.",
        "Verfahren",
        "Wer bezahlt das?",
        "Die Stadt.",
        "vielfalt@stadt.example",
        "anonymisierte-bewerbung",
    ):
        assert part in text


def test_its_fonts_are_the_sites_and_inside(practice):
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pdf_of(practice).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("Fira" in name for name in fonts)


def test_links_lead_to_the_site(practice):
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in pdf_of(practice).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert practice.full_url in links


def test_the_picture_is_in_it(practice):
    images = {image.name for page in pdf_of(practice).pages for image in page.images}
    assert len(images) == 1


def test_it_is_set_once_for_one_content(practice, monkeypatch):
    set_once, calls = services.set_in_type, []
    monkeypatch.setattr(
        services, "set_in_type", lambda *content: calls.append(1) or set_once(*content)
    )
    pdf_of(practice)
    pdf_of(practice)
    assert len(calls) == 1
    practice.title = "Bewerbung ohne Namen"
    practice.save_revision().publish()
    assert "Bewerbung ohne Namen" in text_of(pdf_of(practice))
    assert len(calls) == 2


def test_it_is_made_beside_the_request_which_says_so(practice, monkeypatch):
    monkeypatch.setattr(services, "set_in_type", lambda *content: b"%PDF-1.7 made later")
    answer = Client().get(address(practice))
    page = answer.content.decode()
    assert answer.status_code == 202
    assert "Das PDF wird gerade erstellt." in page
    assert f'hx-get="{address(practice)}stand/"' in page
    assert "wird gerade erstellt" in Client().get(f"{address(practice)}stand/").content.decode()
    assert services.make_waiting() == 1
    assert "Das PDF ist fertig" in Client().get(f"{address(practice)}stand/").content.decode()
    assert b"".join(Client().get(address(practice))) == b"%PDF-1.7 made later"
    assert Pack.objects.count() == 1


def test_a_browser_that_has_it_gets_no_second_one(practice, monkeypatch):
    first = fetched(practice)
    assert first["Content-Disposition"] == 'inline; filename="anonymisierte-bewerbung.pdf"'
    assert {"private", "no-cache"} <= {part.strip() for part in first["Cache-Control"].split(",")}
    monkeypatch.setattr(services, "set_in_type", None)
    again = Client().get(address(practice), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["ETag"] == Client().head(address(practice))["ETag"]


def test_what_nobody_has_confirmed_says_so(practice):
    practice.review_due = datetime.date(2025, 3, 1)
    practice.save()
    assert "Seit 1. März 2025 nicht bestätigt" in text_of(pdf_of(practice))


@pytest.mark.parametrize("who", ["visitor", "learner", "editor_bochum", "administrator"])
def test_it_is_for_those_who_may_read_the_page(cast, who):
    client = Client() if who == "visitor" else signed_in(getattr(cast, who))
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    private = GoodPracticeFactory(parent=cast.bochum)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for ending in ("", "stand/"):
        for pk in (draft.pk, cast.bochum.pk, 999_999):
            assert client.get(f"/praxis/{pk}/pdf/{ending}").status_code == 404
        answer = client.get(f"/praxis/{private.pk}/pdf/{ending}")
        may = 200 if ending else 202
        assert answer.status_code == (404 if who == "visitor" else may)


def test_what_a_draft_changes_is_not_printed(practice):
    practice.title = "Noch geheim"
    practice.save_revision()
    assert "Noch geheim" not in text_of(pdf_of(practice))


def test_the_page_leads_to_it(practice):
    page = Client().get(practice.url).content.decode()
    assert f'href="/praxis/{practice.pk}/pdf/"' in page


def test_without_the_libraries_there_is_a_sentence_and_a_second_try(practice, monkeypatch):
    def missing(*content):
        raise PrintingUnavailableError

    monkeypatch.setattr(services, "set_in_type", missing)
    answer = fetched(practice)
    assert answer.status_code == 503
    assert "Drucken Sie bitte die Seite selbst" in answer.content.decode()
    monkeypatch.setattr(services, "set_in_type", lambda *content: b"%PDF-1.7")
    assert Client().get(f"{address(practice)}?noch-einmal").status_code == 202
    assert fetched(practice).status_code == 200
