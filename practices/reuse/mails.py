"""The mail that tells a function of the source city that another city reuses its practice."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from search.mailing import AUTOMATIC, MailRun, absolute, tell

from .models import Reuse


def tell_sources() -> MailRun:
    """Sends what the source cities have not been told yet; see `search.mailing.tell`."""
    return tell(
        Reuse.objects.select_related("practice", "city"),
        when="notified_at",
        mail=declaration_mail,
    )


def declaration_mail(reuse: Reuse) -> EmailMessage:
    """In German, whatever language the person uses who declared the reuse."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "reuse": reuse,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "practice_address": reuse.practice.full_url,
            "reuse_address": absolute(reverse("reuse:detail", args=[reuse.pk])),
        }
        return EmailMessage(
            subject=_("%(city)s nutzt Ihr Praxisbeispiel nach: %(status)s")
            % {"city": reuse.city.title, "status": reuse.get_status_display()},
            body=render_to_string("practices/reuse/mail.txt", context),
            to=[reuse.practice.contact_email],
            headers=AUTOMATIC,
        )
