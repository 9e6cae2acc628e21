"""30 and 7 days before its date, an entry's mailbox is asked, once each."""

import json
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import GoodPracticePage
from practices.review.models import Answer, Reminder
from practices.review.reminding import due_reminders, remind
from tests.factories import GoodPracticeFactory
from tests.search.saved.mailserver import MailServer

pytestmark = pytest.mark.django_db
DUE = date(2028, 3, 31)


@pytest.fixture
def day(time_machine):
    """Sets the day, at noon in Berlin."""

    def set_day(day: date):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Berlin"))
        time_machine.move_to(noon, tick=False)

    return set_day


@pytest.fixture
def practice(cast, day):
    day(DUE - timedelta(days=365))
    page = GoodPracticeFactory(
        parent=cast.bochum,
        title="Tandem",
        contact_email="tandem@bochum.example",
        reviewed_on=DUE.replace(year=2027),
    )
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("days_before", "mails"), [(31, 0), (30, 1), (29, 1), (8, 1), (7, 1), (1, 1), (0, 1), (-1, 0)]
)
def test_when_a_mail_is_due(practice, day, days_before, mails):
    day(DUE - timedelta(days=days_before))

    assert remind().sent == mails == len(mail.outbox)


def test_both_mails_go_out_once_each(practice, day):
    for days_before in (40, 30, 30, 20, 8, 7, 7, 3, 0):
        day(DUE - timedelta(days=days_before))
        remind()
        remind()

    assert [message.to for message in mail.outbox] == [["tandem@bochum.example"]] * 2
    identities = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(set(identities)) == 2


def test_the_mail_says_what_it_is_about(practice, day):
    day(DUE - timedelta(days=30))
    remind()

    [message] = mail.outbox
    assert message.subject == "Gilt das noch? Tandem"
    assert "31. März 2028" in message.body
    assert re.search(r"http\S+/praxis-pruefen/\S+/\n", message.body)
    assert f"{practice.url}\n" in message.body


def test_a_new_date_is_a_new_round(practice, day):
    day(DUE - timedelta(days=30))
    remind()
    GoodPracticePage.objects.update(review_due=DUE.replace(year=2029))
    day(DUE.replace(year=2029) - timedelta(days=30))

    assert remind().sent == 1


@pytest.mark.parametrize(
    "changes", [{"live": False}, {"archived_on": DUE}, {"review_due": None}, {"contact_email": ""}]
)
def test_who_is_not_asked(practice, day, changes):
    GoodPracticePage.objects.filter(pk=practice.pk).update(**changes)
    day(DUE - timedelta(days=30))

    assert remind().sent == 0


def test_who_has_answered_is_not_asked_again(practice, day):
    Answer.objects.create(practice=practice, review_due=DUE, still_valid=False, text="Zahlen")
    day(DUE - timedelta(days=7))

    assert due_reminders(DUE - timedelta(days=7)) == []


def test_a_mail_in_the_hands_of_another_process_is_left_to_it(practice, day):
    day(DUE - timedelta(days=30))
    reminder = Reminder.objects.create(practice=practice, review_due=DUE, kind=30)
    assert reminder.claim()

    assert remind().sent == 0
    assert not Reminder.objects.get().claim()


def test_a_claim_of_a_dead_process_is_taken_over(practice, day, time_machine):
    day(DUE - timedelta(days=30))
    Reminder.objects.create(practice=practice, review_due=DUE, kind=30).claim()
    time_machine.shift(timedelta(minutes=31))

    assert remind().sent == 1
    assert remind().sent == 0


def use(settings, server) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port


def test_a_mail_that_is_put_off_goes_out_with_the_next_run(practice, day, settings):
    day(DUE - timedelta(days=30))
    with MailServer(refuse={"tandem@bochum.example": "450 later"}) as server:
        use(settings, server)
        first = remind()
        server.refuse.clear()
        second = remind()

    assert (first.sent, len(first.failed), second.sent) == (0, 1, 1)
    assert "bochum.example" not in first.failed[0].error
    assert server.addresses == ["tandem@bochum.example"]


def test_a_mailbox_that_does_not_exist_is_not_asked_every_day(practice, day, settings):
    day(DUE - timedelta(days=30))
    with MailServer(refuse={"tandem@bochum.example": "550 unknown"}) as server:
        use(settings, server)
        assert len(remind().failed) == 1
        server.refuse.clear()
        assert remind().due == 0


def test_a_mail_server_that_is_away_leaves_everything_due(practice, day, settings):
    day(DUE - timedelta(days=30))
    with MailServer() as server:
        use(settings, server)
    report = remind()
    assert "EMAIL_URL" in report.problem
    assert not report.ok

    with MailServer() as server:
        use(settings, server)
        assert remind().sent == 1


def test_the_command_reports_for_machines(practice, day, capsys):
    day(DUE - timedelta(days=30))
    call_command("send_reminders", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "due": 1,
        "sent": 1,
        "forwarded": 0,
        "archived": 0,
        "failed": [],
        "problem": "",
    }


def test_the_command_ends_with_one_where_a_mail_was_refused(practice, day, settings, capsys):
    day(DUE - timedelta(days=30))
    with MailServer(refuse={"tandem@bochum.example": "550 unknown"}) as server:
        use(settings, server)
        with pytest.raises(SystemExit) as ended:
            call_command("send_reminders")

    assert ended.value.code == 1
    assert f"Praxisbeispiel {practice.pk}" in capsys.readouterr().err


def test_what_is_due_costs_the_same_for_one_and_for_many(cast, practice):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            due_reminders(DUE)
        return len(counted)

    one = queries()
    for _number in range(5):
        GoodPracticeFactory(parent=cast.herne, reviewed_on=DUE.replace(year=2027))
    assert len(due_reminders(DUE)) == 6
    assert queries() == one


def test_a_mail_costs_two_queries(cast, practice, day):
    day(DUE - timedelta(days=30))

    def queries(mails: int) -> int:
        Reminder.objects.all().delete()
        with CaptureQueriesContext(connection) as counted:
            assert remind().sent == mails
        return len(counted)

    queries(1)  # fills what processes keep in memory
    one = queries(1)
    for _number in range(5):
        GoodPracticeFactory(
            parent=cast.herne,
            contact_email="tandem@herne.example",
            reviewed_on=DUE.replace(year=2027),
        )
    assert queries(6) == one + 5 * 2
