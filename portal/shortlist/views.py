"""The list of one's own, and a list that somebody shares."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.content.pages import page_id

from .models import MAX_ENTRIES
from .selectors import listed_entries
from .services import add_entries
from .sharing import ids_of, shared_address
from .stores import store_of


@csrf_exempt  # a token would cost every visitor a cookie; `_require_own_site` does its work
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist(request: HttpRequest) -> HttpResponse:
    """GET shows the list; POST puts an entry on it (`aufnehmen`) or off (`entfernen`)."""
    if request.method == "POST":
        return _change(request)
    entries = listed_entries(store_of(request).ids(), request)
    return render(
        request,
        "shortlist/list.html",
        {
            "entries": entries,
            "max": MAX_ENTRIES,
            "comparable": sum(entry.comparable for entry in entries),
            "shared_address": entries
            and request.build_absolute_uri(shared_address([entry.pk for entry in entries])),
        },
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's list as anybody sees it; POST puts all of it on one's own."""
    try:
        ids = ids_of(token)
    except BadSignature:
        return render(request, "shortlist/unknown.html", status=404)
    entries = listed_entries(ids, request)
    if request.method == "POST":
        _require_own_site(request)
        try:
            added = add_entries(store=store_of(request), ids=[entry.pk for entry in entries])
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("shortlist_shared", token)
        sentence = ngettext(
            "%(number)d Eintrag ist neu auf Ihrer Merkliste.",
            "%(number)d Einträge sind neu auf Ihrer Merkliste.",
            added,
        )
        messages.success(request, sentence % {"number": added})
        return redirect("shortlist")
    return render(request, "shortlist/shared.html", {"entries": entries})


def _change(request: HttpRequest) -> HttpResponse:
    _require_own_site(request)
    adding = "aufnehmen" in request.POST
    pk = page_id(request.POST.get("aufnehmen" if adding else "entfernen", ""))
    store = store_of(request)
    error = ""
    if adding:
        try:
            add_entries(store=store, ids=[pk])
        except ValidationError as refusal:
            error = refusal.messages[0]
    else:
        store.remove([pk])
    if getattr(request, "htmx", False):
        return _button(request, pk, error)
    if error:
        messages.error(request, error)
    else:
        messages.success(
            request,
            _("Der Eintrag steht auf Ihrer Merkliste.")
            if adding
            else _("Der Eintrag steht nicht mehr auf Ihrer Merkliste."),
        )
    return redirect(_way_back(request))


def _button(request: HttpRequest, pk: int, error: str) -> HttpResponse:
    """The button as it is now; with it, the count in the header."""
    entries = listed_entries([pk], request)
    shown = {"title": "", "language": ""}
    if entries:
        shown = {"title": entries[0].card.title, "language": entries[0].card.language}
    return render(request, "shortlist/button_answer.html", {"pk": pk, "error": error, **shown})


def _way_back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if known else reverse("shortlist")


def _require_own_site(request: HttpRequest) -> None:
    """Refuses forms of other sites; browsers name the sender of every form that they post."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    if request.headers.get("Sec-Fetch-Site", "") in {"cross-site", "same-site"}:
        raise PermissionDenied
