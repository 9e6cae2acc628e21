"""A question to a function: from an entry, a request, or the page of a city."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from search.mailing import (
    MailNotSentError,
    MailServerAwayError,
    RecipientRefusedError,
    absolute,
)

from .forms import QuestionForm
from .guarding import Limit, Once, reached_limit
from .recipients import (
    Recipient,
    city_with_contacts,
    entry_with_contact,
    recipient_of,
    running_request,
)
from .services import About, ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a question is about: its title, and its path on the site."""

    title: str
    url: str
    language: str = "de"


#: An error report must not carry what somebody confided to a mailbox.
_PRIVATE = ("name", "email", "subject", "message")


@sensitive_post_parameters(*_PRIVATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about_entry(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_with_contact(pk)
    if entry is None:
        raise Http404
    return _answer(
        request,
        about=_page(request, entry),
        place=entry.city.title if entry.city else "",
        recipients=[recipient_of(entry)],
        subject=_("Frage zu „%(title)s“") % {"title": entry.title},
    )


@sensitive_post_parameters(*_PRIVATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about_request(request: HttpRequest, pk: int) -> HttpResponse:
    asked = running_request(pk)
    if asked is None:
        raise Http404
    return _answer(
        request,
        about=Subject(title=asked.title, url=asked.get_absolute_url()),
        place=asked.city.title,
        recipients=[recipient_of(asked)],
        subject=_("Zum Gesuch „%(title)s“") % {"title": asked.title},
    )


@sensitive_post_parameters(*_PRIVATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_city(request: HttpRequest, key: str) -> HttpResponse:
    """`?an=…` names the function; the form offers all of them."""
    city, recipients = city_with_contacts(key)
    if not recipients:
        raise Http404
    return _answer(
        request,
        about=_page(request, city),
        place=city.title,
        recipients=recipients,
        subject=_("Frage an %(city)s") % {"city": city.title},
    )


def _page(request: HttpRequest, page: Page) -> Subject:
    return Subject(
        title=page.title,
        url=urlsplit(page.get_url(request) or "").path,
        language=page.text_language,
    )


def _answer(
    request: HttpRequest,
    *,
    about: Subject,
    place: str,
    recipients: Sequence[Recipient],
    subject: str,
) -> HttpResponse:
    account = request.user.email if request.user.is_authenticated else ""
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        recipients=recipients,
        account=account,
        initial={"subject": subject, "recipient": request.GET.get("an", "")},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _send(request, form, about, account)
        if status == 200:
            return redirect(about.url)
    return render(
        request,
        "asking/form.html",
        {
            "form": form,
            "about": about,
            "place": place,
            "recipients": recipients,
            "account": account,
        },
        status=status,
    )


def _send(request: HttpRequest, form: QuestionForm, about: Subject, account: str) -> int:
    """Sends it, or says in the form why not; returns the status of the answer."""
    recipient, question = form.chosen, form.question
    once = Once(form.cleaned_data["stamp"], recipient.email, question.email, question.message)
    if not once.begin():
        _thank(request, recipient, copied=True)
        return 200
    if limit := reached_limit(request, recipient.email):
        once.take_back()
        form.add_error(None, _sentence_of(limit))
        return 429
    try:
        copied = ask(
            question=question,
            recipient=recipient,
            about=About(title=about.title, address=absolute(about.url)),
            copy_to=account if form.cleaned_data.get("copy") else "",
        )
    except (MailServerAwayError, MailNotSentError):
        once.take_back()
        form.add_error(
            None,
            _(
                "Ihre Frage konnte gerade nicht verschickt werden. Ihr Text steht noch da: Bitte "
                "versuchen Sie es in einigen Minuten wieder."
            ),
        )
        return 503
    except RecipientRefusedError:
        once.take_back()
        form.add_error(
            None,
            _(
                "Das Postfach %(address)s nimmt keine Post an. Ihr Text steht noch da. Bitte rufen "
                "Sie die Stelle an, oder wenden Sie sich an eine andere Stelle der Stadt."
            )
            % {"address": recipient.email},
        )
        return 503
    except Exception:
        # Whatever it was: a second attempt must not be thanked for as if this one had been sent.
        once.take_back()
        raise
    _thank(request, recipient, copied=copied)
    return 200


def _thank(request: HttpRequest, recipient: Recipient, *, copied: bool) -> None:
    messages.success(
        request,
        _("Ihre Frage ist unterwegs an „%(role)s“. Die Antwort kommt von dort, per E-Mail.")
        % {"role": recipient.role},
    )
    if not copied:
        messages.warning(
            request, _("Die Kopie an Ihre E-Mail-Adresse konnte nicht verschickt werden.")
        )


def _sentence_of(limit: Limit) -> str:
    if limit is Limit.MAILBOX:
        return _(
            "Dieses Postfach hat gerade sehr viele Fragen bekommen. Bitte versuchen Sie es in "
            "einer Stunde wieder, oder rufen Sie an."
        )
    return _(
        "Von Ihrem Anschluss kamen viele Fragen in kurzer Zeit. Bitte versuchen Sie es später "
        "noch einmal."
    )
