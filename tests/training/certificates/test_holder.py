"""The holder names, shows, prints and throws away the own certificate; nobody else does."""

import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.printing import sheets
from tests.cast import signed_in
from tests.factories import EnrolmentFactory
from training.certificates import services
from training.certificates.models import Certificate

pytestmark = pytest.mark.django_db

NAME = "Alex Beispielname"


@pytest.fixture
def certificate(cast, course):
    enrolment = EnrolmentFactory(user=cast.learner, course=course, finished_at=timezone.now())
    return services.issue(enrolment=enrolment)


def post(cast, certificate, **data):
    return signed_in(cast.learner).post(certificate.get_absolute_url(), data)


def test_the_name_is_the_one_that_the_holder_wants(cast, certificate):
    cast.learner.first_name, cast.learner.last_name = "Alexandra", "Aus dem Konto"
    cast.learner.save()
    page = signed_in(cast.learner).get(certificate.get_absolute_url()).content.decode()
    assert 'value="Alexandra Aus dem Konto"' in page
    assert "als PDF</span>" not in page

    answer = post(cast, certificate, holder=f"  {NAME} ", shows_name="on")

    certificate.refresh_from_db()
    assert answer.status_code == 302
    assert certificate.holder == NAME
    assert (certificate.shows_name, certificate.shows_course, certificate.shows_date) == (
        True,
        False,
        False,
    )


def test_a_name_is_needed(cast, certificate):
    answer = post(cast, certificate, holder=" ", shows_name="on")

    assert "Bitte geben Sie Ihren Namen an." in answer.content.decode()
    certificate.refresh_from_db()
    assert not certificate.shows_name


def test_a_slip_is_corrected_for_two_weeks_then_the_name_stays(cast, certificate):
    with time_machine.travel("2026-03-01T10:00:00Z"):
        services.name_holder(certificate=certificate, name="Alex Beispielnahme")
    with time_machine.travel("2026-03-15T09:59:00Z"):
        post(cast, certificate, holder=NAME)
        certificate.refresh_from_db()
        assert certificate.holder == NAME
    with time_machine.travel("2026-03-15T10:01:00Z"):
        page = signed_in(cast.learner).get(certificate.get_absolute_url()).content.decode()
        assert 'name="holder"' not in page
        post(cast, certificate, holder="Jemand anders", shows_date="on")
        certificate.refresh_from_db()
        assert (certificate.holder, certificate.shows_date) == (NAME, True)
        with pytest.raises(ValidationError, match="nicht mehr ändern"):
            services.name_holder(certificate=certificate, name="Jemand anders")


@pytest.mark.parametrize("who", ["visitor", "hr_developer", "editor_bochum", "administrator"])
@pytest.mark.parametrize("page", ["own", "pdf", "renew", "discard"])
def test_for_everybody_else_it_does_not_exist(cast, certificate, who, page):
    services.name_holder(certificate=certificate, name=NAME)
    client = Client() if who == "visitor" else signed_in(getattr(cast, who))
    address = reverse(f"certificates:{page}", args=[certificate.pk])
    for method in (client.get, client.post):
        answer = method(address, {"holder": "Gekapert", "shows_name": "on"})
        assert answer.status_code in ({302, 405} if who == "visitor" else {404, 405})
        if answer.status_code == 302:
            assert answer.url.startswith(reverse("account_login"))
    certificate.refresh_from_db()
    assert (certificate.holder, certificate.shows_name) == (NAME, False)


def test_the_paper_says_it_all_and_is_accessible(cast, certificate, pdf_ua_problems):
    services.name_holder(certificate=certificate, name=NAME)
    answer = signed_in(cast.learner).get(reverse("certificates:pdf", args=[certificate.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert "private" in answer["Cache-Control"]
    reader = PdfReader(io.BytesIO(answer.content))
    catalog = reader.root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"] == "de"
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()
    assert reader.metadata.title == "Teilnahmebescheinigung: AGG-Basis"
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split())
    for part in (NAME, "AGG-Basis", "Bochum", "20 Minuten", "Lektion 2", certificate.written_code):
        assert part in text
    links = {
        annotation.get_object()["/A"]["/URI"] for annotation in reader.pages[0].get("/Annots", [])
    }
    assert certificate.check_address in links
    for word in ("Prozent", "Punkte", "bestanden"):
        assert word not in text
    assert pdf_ua_problems(answer.content) == []


def test_without_a_name_or_after_a_revocation_there_is_no_paper(cast, certificate, monkeypatch):
    monkeypatch.setattr(sheets, "set_in_type", None)
    address = reverse("certificates:pdf", args=[certificate.pk])
    client = signed_in(cast.learner)
    assert client.get(address).url == certificate.get_absolute_url()

    services.name_holder(certificate=certificate, name=NAME)
    services.revoke(certificate=certificate, user=cast.editor_bochum, reason="Ein Versehen.")

    assert client.get(address).url == certificate.get_absolute_url()
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert "Ein Versehen." in page
    assert "als PDF</span>" not in page


def test_without_the_libraries_there_is_a_sentence(cast, certificate, monkeypatch):
    def missing(*content):
        raise sheets.PrintingUnavailableError

    monkeypatch.setattr(sheets, "set_in_type", missing)
    services.name_holder(certificate=certificate, name=NAME)
    answer = signed_in(cast.learner).get(reverse("certificates:pdf", args=[certificate.pk]))

    assert answer.status_code == 503
    assert "Ihre Bescheinigung ist ausgestellt und gilt" in answer.content.decode()


def test_throwing_it_away_asks_first(cast, certificate):
    address = reverse("certificates:discard", args=[certificate.pk])
    client = signed_in(cast.learner)

    assert "nicht zurücknehmen" in client.get(address).content.decode()
    assert Certificate.objects.exists()
    client.post(address)

    assert not Certificate.objects.exists()
    assert client.get(certificate.check_address).status_code == 404
