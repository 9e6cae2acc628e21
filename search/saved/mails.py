"""The mail that tells of new entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..documents import SearchDocument
from ..mailing import AUTOMATIC, absolute, site_host
from . import addresses
from .models import SavedSearch
from .news import MAX_NEWS
from .titles import kind_labels

#: So many entries stand in a mail; the others are behind a link.
MAX_LISTED = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as a mail shows it."""

    title: str
    address: str
    summary: str
    origin: str
    language: str


def news_mail(saved: SavedSearch, news: Sequence[SearchDocument]) -> EmailMultiAlternatives:
    """The mail to a search's owner: text, and HTML that needs no images and nothing loaded.

    Unsubscribing follows RFC 8058: `List-Unsubscribe` holds one HTTPS address, which ends the
    mails when it is POSTed to, as `List-Unsubscribe-Post` promises to the reader's mail
    program. (That the signature of the mail covers both is the mail server's part, DKIM.)
    The message has one identity for one window of news, so that a mail program recognises it
    if a process died between sending and noting that it had sent.
    """
    with translation.override(settings.LANGUAGE_CODE):
        context = _context(saved, news)
        unsubscribe = context["unsubscribe_address"]
        mail = EmailMultiAlternatives(
            subject=_subject(saved, len(news)),
            body=render_to_string("search/saved/mail.txt", context),
            to=[saved.owner.email],
            headers=AUTOMATIC
            | {
                "Message-ID": _message_id(saved),
                "List-Unsubscribe": f"<{unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        mail.attach_alternative(render_to_string("search/saved/mail.html", context), "text/html")
    return mail


def _context(saved: SavedSearch, news: Sequence[SearchDocument]) -> dict[str, object]:
    kinds = kind_labels()
    newest_first = saved.request.sorted_by("neu")
    return {
        "sentence": _sentence(saved, len(news)),
        "entries": [_entry(document, kinds) for document in news[:MAX_LISTED]],
        "further": max(0, len(news) - MAX_LISTED),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_address": absolute("/"),
        "search_address": absolute(addresses.search_address(newest_first)),
        "account_address": absolute(reverse("search_saved:list")),
        "unsubscribe_address": absolute(addresses.unsubscribe_address(saved)),
    }


def _entry(document: SearchDocument, kinds) -> Entry:
    kind = kinds.get(document.kind, "")
    own_city = document.city if document.city != document.title else ""
    return Entry(
        title=document.title,
        address=absolute(document.url),
        summary=document.summary,
        origin=" · ".join(filter(None, (kind, own_city))),
        language=document.language,
    )


def _subject(saved: SavedSearch, count: int) -> str:
    """How many, and in which search; a number that nobody counts to the end stays open."""
    values = {"count": count, "title": saved.title}
    if count >= MAX_NEWS:
        return _("%(count)d neue Einträge oder mehr: %(title)s") % values
    return (
        ngettext("%(count)d neuer Eintrag: %(title)s", "%(count)d neue Einträge: %(title)s", count)
        % values
    )


def _sentence(saved: SavedSearch, count: int) -> str:
    values = {"count": count, "title": saved.title}
    if count >= MAX_NEWS:
        return _("%(count)d neue Einträge oder mehr zu Ihrer Suche: %(title)s") % values
    return (
        ngettext(
            "%(count)d neuer Eintrag zu Ihrer Suche: %(title)s",
            "%(count)d neue Einträge zu Ihrer Suche: %(title)s",
            count,
        )
        % values
    )


def _message_id(saved: SavedSearch) -> str:
    window = f"{saved.claimed_until:%Y%m%d%H%M%S}" if saved.claimed_until else "0"
    return f"<suche-{saved.pk}-{window}@{site_host()}>"
