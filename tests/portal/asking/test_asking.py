"""A visitor asks the function of an entry or of a city; it gets a mail and answers there."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from portal.cities.models import CityContact
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

from .conftest import Asking, errors_in

pytestmark = pytest.mark.django_db


def test_the_mailbox_gets_it_and_answers_to_whom_asks(asking, practice):
    answer = asking.send(name="Lernende Person")
    assert (answer.status_code, answer.url) == (302, practice.url)
    [sent] = mail.outbox
    assert sent.to == ["vielfalt@stadt.example"]
    assert sent.reply_to == ["frage@anderswo.example"]
    assert sent.from_email == "portal@staedteregion.example"
    assert sent.subject == "Frage über das Portal: Frage zu „Mentoring zum Aufstieg“"
    for text in ("Wie lange hat es gedauert?", "Name: Lernende Person", practice.full_url):
        assert text in sent.body
    assert not sent.cc
    assert not sent.bcc


def test_the_next_page_says_who_answers(client, asking):
    page = client.get(asking.send().url).content.decode()
    assert "Ihre Frage ist unterwegs an „Koordination Vielfalt“." in page


def test_a_name_is_not_needed(asking):
    asking.send(name="")
    assert "Name:" not in mail.outbox[0].body


def test_the_mail_is_german_also_for_who_reads_english(client, asking):
    client.cookies["django_language"] = "en"
    asking.send(subject="Duration")
    assert mail.outbox[0].subject == "Frage über das Portal: Duration"
    assert "Jemand hat über das Portal eine Frage" in mail.outbox[0].body


def test_modules_have_one_too(client, cast):
    module = TrainingModuleFactory(parent=cast.herne, title="Onboarding")
    Asking(client, f"/kontakt/{module.pk}/").send()
    assert "Onboarding" in mail.outbox[0].subject


def test_a_city_offers_its_functions(client, cast):
    CityContact.objects.create(city=cast.herne, role="Personal", email="personal@herne.example")
    CityContact.objects.create(
        city=cast.herne, role="Integration", email="integration@herne.example"
    )
    asking = Asking(client, "/kontakt/stadt/herne/?an=integration")
    assert asking.form()["recipient"] == "integration"
    answer = asking.send()
    assert (answer.status_code, answer.url) == (302, "/staedte/herne/")
    asking.send(recipient="personal")
    assert [sent.to for sent in mail.outbox] == [
        ["integration@herne.example"],
        ["personal@herne.example"],
    ]
    answer = asking.send(recipient="jemand@anderswo.example")
    assert "Diese Stelle steht nicht mehr auf der Seite der Stadt." in errors_in(answer)
    assert len(mail.outbox) == 2


def test_functions_of_one_name_are_both_reached(client, cast):
    for number in (1, 2):
        CityContact.objects.create(
            city=cast.herne, role="Personal", email=f"personal-{number}@herne.example"
        )
    asking = Asking(client, "/kontakt/stadt/herne/?an=personal")
    asking.send(recipient="personal")
    asking.send(recipient="personal-2")
    assert [sent.to[0][:10] for sent in mail.outbox] == ["personal-1", "personal-2"]


def test_pages_lead_to_it_and_still_show_mailbox_and_phone(client, cast, practice):
    CityContact.objects.create(
        city=cast.bochum, role="Büro für Teilhabe", email="teilhabe@bochum.example"
    )
    for address, link, mailbox in (
        (practice.url, f"/kontakt/{practice.pk}/", "vielfalt@stadt.example"),
        ("/staedte/bochum/", "/kontakt/stadt/bochum/?an=buro-fur-teilhabe", "teilhabe@bochum"),
    ):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.select_one(f'.contact a[href="{link}"]'), address
        assert mailbox in page.select_one(".contact").get_text()
        assert client.get(link).status_code == 200


def test_what_is_not_public_has_none(client, cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    withdrawn = GoodPracticeFactory(parent=cast.bochum)
    withdrawn.unpublish()
    for pk in (draft.pk, withdrawn.pk, cast.bochum.pk, 0, 999_999):
        assert client.get(f"/kontakt/{pk}/").status_code == 404
    assert client.get("/kontakt/stadt/bochum/").status_code == 404  # names nobody
    CityContact.objects.create(city=cast.herne, role="Personal", email="personal@herne.example")
    cast.herne.unpublish()
    assert client.get("/kontakt/stadt/herne/").status_code == 404


def test_visitors_get_no_copy_whatever_they_send(asking):
    asking.send(copy="on")
    assert len(mail.outbox) == 1


def test_who_is_signed_in_gets_a_copy_at_the_account_s_address_alone(cast, practice):
    asking = Asking(signed_in(cast.learner), f"/kontakt/{practice.pk}/")
    assert asking.form()["email"] == cast.learner.email
    asking.send(email="jemand@anderswo.example")
    assert len(mail.outbox) == 1
    asking.send(email="jemand@anderswo.example", copy="on", message="Und was kostet es?")
    _first, question, copy = mail.outbox
    assert question.reply_to == ["jemand@anderswo.example"]
    assert (copy.to, copy.reply_to) == ([cast.learner.email], [])
    assert copy.subject.startswith("Kopie: ")
    assert "Und was kostet es?" in copy.body


def test_the_form_costs_the_same_for_few_and_many(cast):
    CityContact.objects.create(city=cast.bochum, role="Personal", email="personal@bochum.example")
    few = queries_for("/kontakt/stadt/bochum/")
    for number in range(8):
        CityContact.objects.create(
            city=cast.bochum, role=f"Stelle {number}", email=f"s{number}@bochum.example"
        )
    assert queries_for("/kontakt/stadt/bochum/") == few
