"""The mail that tells the function of an asking city that another city has answered."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from search.mailing import AUTOMATIC, MailRun, absolute, tell

from .models import RequestAnswer


def tell_askers() -> MailRun:
    """Sends what the asking cities have not been told yet; see `search.mailing.tell`."""
    return tell(
        RequestAnswer.objects.select_related("request__city", "page", "city"),
        when="notified_at",
        mail=answer_mail,
    )


def answer_mail(answer: RequestAnswer) -> EmailMessage:
    """In German, whatever language the person uses who answered."""
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("%(city)s antwortet auf Ihr Gesuch „%(title)s“")
            % {"city": answer.city.title, "title": answer.request.title},
            body=render_to_string(
                "wishes/answer_mail.txt",
                {
                    "answer": answer,
                    "site_name": settings.WAGTAIL_SITE_NAME,
                    "entry_address": answer.page.full_url,
                    "request_address": absolute(answer.request.get_absolute_url()),
                },
            ),
            to=[answer.request.contact_email],
            headers=AUTOMATIC,
        )
