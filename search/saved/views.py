"""A person's own searches, and the way out of the mails that needs no sign-in.

Where another holds the database, a form says so and keeps what was typed; a button without one
is answered as if the database were away: with 503, which mail programs, too, take for a "later".
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ..patience import BusyError, patience
from ..request import SearchRequest
from . import addresses, services
from .forms import SavedSearchForm
from .models import MAX_SEARCHES, MAX_TITLE, SavedSearch
from .periods import Frequency
from .titles import describe, labels_for


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    """The signed-in person's search; anybody else's does not exist."""
    return get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)


@login_required
@never_cache
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The list; the queries for labels are the same for one search and for fifty."""
    own = list(SavedSearch.objects.of(request.user))
    labels = labels_for([saved.request for saved in own]) if own else {}
    rows = [
        {
            "saved": saved,
            "description": describe(saved.request, labels),
            "run_address": addresses.search_address(saved.request),
            "feed_id": f"feed-{saved.pk}",
            "feed_address": request.build_absolute_uri(addresses.private_feed_address(saved)),
        }
        for saved in own
    ]
    return render(
        request,
        "search/saved/list.html",
        {"rows": rows, "max": MAX_SEARCHES, "search_page": addresses.SEARCH_PAGE},
    )


@login_required
@never_cache
def create(request: HttpRequest) -> HttpResponse:
    """Keeps the search that the address holds, with the parameters of the search page."""
    search = services.as_saved(SearchRequest.parse(request.GET))
    known = SavedSearch.objects.of(request.user).filter(query=search.query_string()).first()
    if known:
        return _already_saved(request, known)
    description = describe(search)
    form = SavedSearchForm(request.POST or None, initial={"title": description[:MAX_TITLE]})
    if request.method == "POST" and form.is_valid():
        try:
            with patience():
                services.save_search(owner=request.user, search=search, **form.cleaned_data)
        except services.AlreadySavedError as error:
            return _already_saved(request, error.saved)
        except ValidationError as error:
            form.add_error(None, error)
        except BusyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Suche ist gemerkt."))
            return redirect("search_saved:list")
    return render(
        request,
        "search/saved/form.html",
        {
            "form": form,
            "description": description,
            "back": addresses.search_address(search),
        },
    )


def _already_saved(request: HttpRequest, known: SavedSearch) -> HttpResponse:
    messages.info(request, _("Diese Suche haben Sie schon gemerkt. Hier können Sie sie ändern."))
    return redirect("search_saved:edit", known.pk)


@login_required
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(request, pk)
    form = SavedSearchForm(request.POST or None, instance=saved)
    if request.method == "POST" and form.is_valid():
        try:
            with patience():
                # The form has written into its instance; the service compares with what was.
                services.change_search(saved=_own(request, pk), **form.cleaned_data)
        except BusyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ihre Änderungen sind gespeichert."))
            return redirect("search_saved:list")
    return render(
        request,
        "search/saved/form.html",
        {"form": form, "saved": saved, "description": describe(saved.request)},
    )


@login_required
@never_cache
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(request, pk)
    if request.method == "POST":
        with patience():
            saved.delete()
        messages.success(request, _("Die gemerkte Suche ist gelöscht."))
        return redirect("search_saved:list")
    return render(request, "search/saved/delete.html", {"saved": saved})


@login_required
@require_POST
def renew_feed_address(request: HttpRequest, pk: int) -> HttpResponse:
    with patience():
        services.renew_feed_address(saved=_own(request, pk))
    messages.success(
        request, _("Der Feed hat eine neue Adresse. Bitte tragen Sie sie in Ihrem Feed-Leser ein.")
    )
    return redirect("search_saved:list")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """Ends the mails of the search that a signed link names; GET asks, POST does.

    Asking first keeps programs that open every link of a mail from unsubscribing people. Mail
    programs POST on their own when their user clicks "unsubscribe" (RFC 8058): without a
    cookie, a sign-in or a second page, and following no redirect. So nothing of the session
    may be needed, and a CSRF token would protect nothing: what permits the act is the
    signature in the address, which no other site knows, and not who the browser is signed in
    as. Who POSTs twice, or after the search was deleted, gets the same friendly page.
    """
    try:
        saved = addresses.saved_search_of(signed)
    except BadSignature:
        return render(request, "search/saved/unsubscribe.html", {"state": "unknown"}, status=404)
    subscribed = saved is not None and saved.frequency != Frequency.NEVER
    if request.method == "POST" and subscribed:
        with patience():
            services.unsubscribe(saved=saved)
        subscribed = False
    return render(
        request,
        "search/saved/unsubscribe.html",
        {"state": "ask" if subscribed else "done", "saved": saved},
    )
