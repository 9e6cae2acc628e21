"""Two years past its date an entry leaves the listings; its address stays and says so."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from practices.models import GoodPracticePage
from practices.review.reminding import remind
from search.drain import drain
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .people import act, submit

pytestmark = pytest.mark.django_db
DUE = date(2028, 3, 31)


@pytest.fixture
def day(time_machine):
    def set_day(*parts):
        time_machine.move_to(datetime(*parts, 12, tzinfo=ZoneInfo("Europe/Berlin")), tick=False)

    return set_day


@pytest.fixture
def practice(cast, day):
    day(2028, 1, 1)
    page = GoodPracticeFactory(parent=cast.bochum, title="Xylophonkurs", review_due=DUE)
    page.save_revision().publish()
    return page


def found() -> int:
    drain()
    return find(SearchRequest(text="Xylophonkurs")).total


@pytest.mark.parametrize(("when", "archived"), [((2030, 3, 30), 0), ((2030, 3, 31), 1)])
def test_when(practice, day, when, archived):
    day(*when)

    assert remind().archived == archived
    assert GoodPracticePage.objects.get().archived_on == (date(*when) if archived else None)


def test_once_and_in_the_history(practice, day):
    day(2030, 4, 1)

    assert [remind().archived, remind().archived] == [1, 0]
    [entry] = PageLogEntry.objects.filter(action="practices.review.archived")
    assert "31. März 2028" in entry.message


def test_no_other_entry_leads_there(cast, practice, client, day):
    other = GoodPracticeFactory(parent=cast.herne)
    other.related_practices.create(related=practice)
    other.save()
    assert practice.url in client.get(other.url).content.decode()
    day(2030, 4, 1)

    remind()

    assert practice.url not in client.get(other.url).content.decode()


def test_out_of_the_search_and_the_listings_and_still_there(cast, practice, client, day):
    rebuild()
    assert found() == 1
    day(2030, 4, 1)

    call_command("send_reminders")

    assert found() == 0
    for listing in ("/praxis/", cast.bochum.url, "/suche/?q=Xylophonkurs"):
        assert practice.url not in client.get(listing).content.decode()
    rebuild()
    assert found() == 0
    answer = client.get(practice.url)
    assert answer.status_code == 200
    assert "Archiviert" in answer.content.decode()


def test_before_that_the_page_says_by_itself_that_nobody_has_confirmed(practice, client, day):
    day(2028, 3, 31)
    assert "nicht bestätigt" not in client.get(practice.url).content.decode()
    day(2028, 4, 1)
    html = client.get(practice.url).content.decode()
    assert "Seit 31. März 2028 nicht bestätigt" in html
    # On a phone too it is among the first things to be read.
    assert html.index("Seit 31. März 2028") < html.index('class="marks"')


def opened_by(user, page) -> str:
    answer = signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_its_editors_read_why_and_how_it_comes_back(cast, practice, day):
    day(2028, 3, 31)
    assert opened_by(cast.editor_bochum, practice) == ""

    day(2028, 4, 1)
    told = opened_by(cast.editor_bochum, practice)
    assert "Wiedervorlage war am 31. März 2028" in told
    assert practice.contact_email in told

    day(2030, 4, 1)
    remind()
    told = opened_by(cast.editor_bochum, practice)
    assert "Seit 1. April 2030 archiviert" in told
    assert "reichen Sie es zur Prüfung ein" in told

    practice.refresh_from_db()
    submit(practice, cast.editor_bochum)
    told = opened_by(cast.reviewer, practice)
    assert "Es wird geprüft: Nach der Freigabe ist es wieder da." in told
    assert "reichen Sie" not in told


def test_a_draft_says_nothing_of_a_date(cast, practice, day):
    practice.unpublish()
    day(2028, 4, 1)

    assert opened_by(cast.editor_bochum, practice) == ""


def test_a_new_review_brings_it_back(cast, practice, people, day):
    rebuild()
    day(2030, 4, 1)
    remind()
    assert found() == 0
    practice.refresh_from_db()
    submit(practice, cast.editor_bochum)
    act(practice, people["bochum"])
    act(practice, people["herne"])

    practice.refresh_from_db()
    assert practice.archived_on is None
    assert practice.review_due == date(2031, 4, 1)
    assert found() == 1
