"""The mail about a page that was not published when it should have been."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.cities.selectors import city_of, editor_addresses
from search.mailing import AUTOMATIC, MailRun, absolute, site_host, tell

from .models import MissedPublication


def tell_missed() -> MailRun:
    """Sends what nobody has been told yet; see `search.mailing.tell`."""
    missed = MissedPublication.objects.select_related("page", "user").order_by("at", "pk")
    return tell(missed, when="told_at", mail=missed_mail)


def recipients(missed: MissedPublication) -> list[str]:
    """Who had scheduled it; where that is nobody any more, the function that answers for the
    page, and else the Redaktion of its city."""
    if missed.user and missed.user.is_active and missed.user.email:
        return [missed.user.email]
    page = missed.page.specific
    if contact := getattr(page, "contact_email", ""):
        return [contact]
    return editor_addresses(city_of(page))


def missed_mail(missed: MissedPublication) -> EmailMessage:
    """In German, whatever language the portal has been scheduled in."""
    page = missed.page.specific_deferred
    with translation.override(settings.LANGUAGE_CODE):
        title = page.draft_title or page.title
        return EmailMessage(
            subject=_("Nicht veröffentlicht: %(title)s") % {"title": title},
            body=render_to_string(
                "content/missed_publication.txt",
                {
                    "missed": missed,
                    "title": title,
                    "edit_address": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
                    "site_name": settings.WAGTAIL_SITE_NAME,
                },
            ),
            to=recipients(missed),
            headers=AUTOMATIC | {"Message-ID": f"<entfallen-{missed.pk}@{site_host()}>"},
        )
