"""The mails of the review: to an entry's mailbox, and to a city's Redaktion."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.cities.selectors import city_of, editor_addresses
from search.mailing import AUTOMATIC, absolute, site_host

from .links import answer_address


def reminder_mail(practice, kind) -> EmailMessage:
    """To the mailbox of the function that answers for the entry; text that any program shows.

    The message has one identity for one entry, date and kind, so that a mail program knows it
    again if a process died between sending and noting that it had sent.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("Gilt das noch? %(title)s") % {"title": practice.title},
            body=render_to_string(
                "practices/review/reminder.txt",
                {
                    "practice": practice,
                    "page_address": absolute(practice.relative_address()),
                    "answer_address": answer_address(practice),
                    "site_name": settings.WAGTAIL_SITE_NAME,
                },
            ),
            to=[practice.contact_email],
            headers=AUTOMATIC
            | {
                "Message-ID": (
                    f"<wiedervorlage-{practice.pk}-{practice.review_due:%Y%m%d}-{int(kind)}"
                    f"@{site_host()}>"
                )
            },
        )


def changes_mail(answer) -> EmailMessage:
    """To everybody in the Redaktion of the entry's city; its mailboxes where it has nobody."""
    practice = answer.practice
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("Änderungen nötig: %(title)s") % {"title": practice.title},
            body=render_to_string(
                "practices/review/changes.txt",
                {
                    "answer": answer,
                    "practice": practice,
                    "edit_address": absolute(
                        reverse("wagtailadmin_pages:edit", args=[practice.pk])
                    ),
                    "site_name": settings.WAGTAIL_SITE_NAME,
                },
            ),
            to=editor_addresses(city_of(practice)),
            headers=AUTOMATIC | {"Message-ID": f"<aenderung-{answer.pk}@{site_host()}>"},
        )
