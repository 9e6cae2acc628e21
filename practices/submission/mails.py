"""The mails between author and Redaktion, each sent once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.cities.selectors import editor_addresses
from search.mailing import AUTOMATIC, MailRun, absolute, site_host, tell

from .models import Notice, NoticeKind
from .selectors import overview_of


def send_notices() -> MailRun:
    """Sends what authors and Redaktionen have not been told yet; see `search.mailing.tell`."""
    return tell(
        Notice.objects.select_related("submission__page", "submission__author").order_by(
            "at", "pk"
        ),
        when="sent_at",
        mail=notice_mail,
    )


def recipients(notice: Notice) -> list[str]:
    submission = notice.submission
    if notice.kind == NoticeKind.HANDED_OVER:
        return editor_addresses(submission.city)
    return [submission.author.email] if submission.author else []


def notice_mail(notice: Notice) -> EmailMessage:
    """In German, whatever language the person uses who took the step."""
    submission = notice.submission
    page = submission.draft
    with translation.override(settings.LANGUAGE_CODE):
        handed_over = notice.kind == NoticeKind.HANDED_OVER
        subject = _("Neuer Entwurf: %(title)s") if handed_over else _("Bitte ergänzen: %(title)s")
        context = {
            "notice": notice,
            "page": page,
            "author": submission.author,
            "city": submission.city,
            "missing": overview_of(page).missing if handed_over else [],
            "edit_address": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
            "address": absolute(reverse("submission:overview", args=[submission.pk])),
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        name = "handed_over" if handed_over else "returned"
        return EmailMessage(
            subject=subject % {"title": page.title},
            body=render_to_string(f"practices/submission/{name}.txt", context),
            to=recipients(notice),
            headers=AUTOMATIC | {"Message-ID": f"<entwurf-{notice.pk}@{site_host()}>"},
        )
