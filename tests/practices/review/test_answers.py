"""The link in the mail: no sign-in, two answers, one use."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import PageLogEntry

from portal.cities.models import CityContact
from practices.models import GoodPracticePage
from practices.review.links import answer_address
from practices.review.models import Answer
from practices.review.reminding import remind
from tests.factories import GoodPracticeFactory
from tests.search.saved.mailserver import MailServer

from .test_reminders import use

pytestmark = pytest.mark.django_db
DUE = date(2028, 3, 31)
TODAY = date(2028, 3, 10)


@pytest.fixture
def practice(cast, time_machine):
    time_machine.move_to(datetime(2028, 3, 10, 12, tzinfo=ZoneInfo("Europe/Berlin")), tick=False)
    page = GoodPracticeFactory(
        parent=cast.bochum, title="Tandem", contact_role="Koordination", review_due=DUE
    )
    page.save_revision(user=cast.editor_bochum).publish()
    return page


@pytest.fixture
def link(practice) -> str:
    """The link as the mailbox gets it."""
    remind()
    [address] = re.findall(r"http://[^/]+(/praxis-pruefen/\S+)", mail.outbox.pop().body)
    return address


@pytest.fixture
def browser():
    """Somebody without a sign-in, whose browser checks forms as in real life."""
    return Client(enforce_csrf_checks=True)


def history(practice) -> list[str]:
    entries = PageLogEntry.objects.filter(page=practice.pk, action__startswith="practices.review.")
    return [entry.message for entry in entries.order_by("timestamp")]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(practice, link, browser, method):
    for _time in range(3):
        getattr(browser, method)(link)

    assert not Answer.objects.exists()
    assert GoodPracticePage.objects.get().review_due == DUE
    answer = browser.get(link)
    assert answer.status_code == 200
    assert "Gilt noch" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"


def test_confirming_moves_the_date_on_by_twelve_months(practice, link, browser):
    answer = browser.post(link, {"confirm": "1"})

    assert "10. März 2029" in answer.content.decode()
    assert GoodPracticePage.objects.get().review_due == date(2029, 3, 10)
    assert history(practice) == [
        "Gilt noch, sagt „Koordination“. Nächste Wiedervorlage: 10. März 2029"
    ]


@pytest.mark.parametrize("answer", [{"confirm": "1"}, {"text": "Neue Zahlen."}])
def test_whoever_has_answered_finds_the_entry_again(practice, link, browser, answer):
    assert f'href="{practice.url}"' in browser.post(link, answer).content.decode()


def test_a_link_is_good_for_one_answer(practice, link, browser):
    browser.post(link, {"confirm": "1"})
    again = browser.post(link, {"text": "Doch nicht", "changes": "1"})

    assert again.status_code == 410
    assert Answer.objects.count() == 1
    assert browser.get(link).status_code == 410


def test_both_mails_of_a_date_share_the_one_answer(practice, link, browser, time_machine):
    time_machine.move_to(datetime(2028, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin")), tick=False)
    remind()
    [second] = re.findall(r"http://[^/]+(/praxis-pruefen/\S+)", mail.outbox.pop().body)
    browser.post(second, {"confirm": "1"})

    assert browser.post(link, {"confirm": "1"}).status_code == 410


def test_a_link_ends_with_the_date_that_it_asks_about(practice, link, browser):
    GoodPracticePage.objects.update(review_due=DUE + timedelta(days=365))

    assert browser.post(link, {"confirm": "1"}).status_code == 410
    assert not Answer.objects.exists()


def test_past_the_date_the_link_still_confirms(practice, link, browser, time_machine):
    time_machine.move_to(datetime(2028, 9, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")), tick=False)

    browser.post(link, {"confirm": "1"})

    assert GoodPracticePage.objects.get().review_due == date(2029, 9, 1)


def test_a_link_that_we_did_not_write_is_none(practice, link, browser):
    answer = browser.post(link[:-5] + "x/", {"confirm": "1"})

    assert answer.status_code == 404
    assert not Answer.objects.exists()


def test_a_link_is_for_one_entry(cast, practice, link):
    other = GoodPracticeFactory(parent=cast.herne, review_due=DUE)

    assert answer_address(other).partition("praxis-pruefen")[2] not in link


def test_confirming_publishes_no_draft(cast, practice, link, browser):
    practice.title = "Halbfertig"
    practice.save_revision(user=cast.editor_bochum)

    browser.post(link, {"confirm": "1"})

    stored = GoodPracticePage.objects.get()
    assert stored.title == "Tandem"
    draft = stored.get_latest_revision_as_object()
    assert (draft.title, draft.review_due) == ("Halbfertig", date(2029, 3, 10))


def test_changes_go_to_the_redaktion_and_into_the_history(cast, practice, link, browser):
    answer = browser.post(link, {"text": "Die Zahlen sind alt.", "changes": "1"})

    assert "Danke" in answer.content.decode()
    [message] = mail.outbox
    assert message.to == [cast.editor_bochum.email]
    assert "Die Zahlen sind alt." in message.body
    assert f"/admin/pages/{practice.pk}/edit/" in message.body
    assert history(practice) == ["Änderungen nötig, sagt „Koordination“: Die Zahlen sind alt."]
    assert GoodPracticePage.objects.get().review_due == DUE


def test_changes_want_words(practice, link, browser):
    answer = browser.post(link, {"text": " ", "changes": "1"})

    assert "Bitte schreiben Sie, was zu ändern ist." in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_city_without_editors_is_told_at_its_mailboxes(cast, practice, link, browser):
    cast.editor_bochum.groups.clear()
    CityContact.objects.create(city=cast.bochum, role="Vielfalt", email="vielfalt@bochum.example")

    browser.post(link, {"text": "Die Zahlen sind alt.", "changes": "1"})

    assert mail.outbox[0].to == ["vielfalt@bochum.example"]


def test_what_the_mail_server_does_not_take_now_is_sent_later_once(
    practice, link, browser, settings
):
    with MailServer() as server:
        use(settings, server)
    answer = browser.post(link, {"text": "Die Zahlen sind alt.", "changes": "1"})
    assert answer.status_code == 200

    with MailServer() as server:
        use(settings, server)
        assert [remind().forwarded, remind().forwarded] == [1, 0]
    assert server.addresses == ["redaktion@bochum.example"]
