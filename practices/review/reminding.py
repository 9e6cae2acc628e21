"""Mails before an entry's date for looking at it again: each once, whatever happens meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from practices.models import GoodPracticePage
from search.mailing import Failure, MailRun, MailServerAwayError, Outgoing, deliver

from .ageing import archive, due_for_archive
from .answers import forward, unforwarded
from .mails import reminder_mail
from .models import Answer, Reminder, ReminderKind


@dataclass(slots=True, kw_only=True)
class ReminderReport(MailRun):
    """`failed` has the numbers of entries."""

    forwarded: int = 0
    archived: int = 0


def remind(*, progress: Callable[[int, int], None] = lambda done, due: None) -> ReminderReport:
    """Archives what nobody has confirmed for two years, and sends the mails that are due.

    A mail belongs to an entry, its date and a kind (30 or 7 days before), and has one row,
    which is claimed before it is sent. Where a process dies in between, another takes the
    claim over after half an hour; the message then has the same identity.
    A mail server that is away ends the run: what is left stays due.

    Two queries a mail: its claim, and that it is settled.
    """
    report = ReminderReport()
    today = timezone.localdate()
    for practice in due_for_archive(today):
        report.archived += archive(practice=practice, today=today)
    due = due_reminders(today)
    waiting = list(unforwarded())
    report.due = len(due)
    try:
        with Outgoing() as outgoing:
            for done, (practice, reminder) in enumerate(_rows(due)):
                progress(done, report.due)
                _serve(practice, reminder, outgoing, report)
            for answer in waiting:
                _forward(answer, outgoing, report)
        progress(report.due, report.due)
    except MailServerAwayError as error:
        report.end_without_server(error)
    return report


def due_reminders(today: date) -> list[tuple[GoodPracticePage, ReminderKind]]:
    """The public entries whose mail is due and not sent; three queries.

    In the last week it is the second mail alone, also where the first one never went out.
    """
    practices = list(
        GoodPracticePage.originals.live()
        .filter(
            archived_on=None,
            review_due__gte=today,
            review_due__lte=today + timedelta(days=ReminderKind.MONTH),
        )
        .exclude(contact_email="")
        .order_by("review_due", "pk")
    )
    done = set(
        Reminder.objects.filter(practice__in=practices)
        .exclude(settled_at=None)
        .values_list("practice_id", "review_due", "kind")
    )
    answered = set(
        Answer.objects.filter(practice__in=practices).values_list("practice_id", "review_due")
    )
    due = [(practice, _kind(practice.review_due, today)) for practice in practices]
    return [
        (practice, kind)
        for practice, kind in due
        if (practice.pk, practice.review_due, int(kind)) not in done
        and (practice.pk, practice.review_due) not in answered
    ]


def _kind(review_due: date, today: date) -> ReminderKind:
    last_week = review_due - today <= timedelta(days=ReminderKind.WEEK)
    return ReminderKind.WEEK if last_week else ReminderKind.MONTH


def _rows(
    due: list[tuple[GoodPracticePage, ReminderKind]],
) -> list[tuple[GoodPracticePage, Reminder]]:
    """Each due mail with its row, made where it is missing; two queries for all of them.

    What another process has sent since is left out.
    """
    keys = [(practice.pk, practice.review_due, int(kind)) for practice, kind in due]
    Reminder.objects.bulk_create(
        (Reminder(practice_id=pk, review_due=day, kind=kind) for pk, day, kind in keys),
        ignore_conflicts=True,
    )
    open_rows = Reminder.objects.filter(practice__in=[pk for pk, *_ in keys])
    rows = {
        (row.practice_id, row.review_due, row.kind): row
        for row in open_rows.filter(settled_at=None)
    }
    return [
        (practice, rows[key]) for (practice, _), key in zip(due, keys, strict=True) if key in rows
    ]


def _serve(practice, reminder: Reminder, outgoing: Outgoing, report: ReminderReport) -> None:
    if not reminder.claim():
        return
    kind = ReminderKind(reminder.kind)
    if problem := deliver(reminder, lambda: reminder_mail(practice, kind), outgoing):
        report.failed.append(Failure(practice.pk, problem))
    else:
        report.sent += 1


def _forward(answer, outgoing: Outgoing, report: ReminderReport) -> None:
    problem = forward(answer, outgoing)
    if problem:
        report.failed.append(Failure(answer.practice_id, problem))
    report.forwarded += problem == ""
