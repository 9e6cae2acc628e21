"""A wish: who found nothing tells the own city's editors, and those of the others, what it was."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from search.patience import BusyError, patience
from search.request import MAX_TEXT, clean_text

from .forms import WishForm


@login_required
def new_wish(request: HttpRequest) -> HttpResponse:
    """The form, with the text of the search; visitors sign in first and come back with it."""
    if request.method != "POST":
        text = clean_text(request.GET.get("text", ""))[:MAX_TEXT]
        return _form(request, WishForm(initial={"text": text, "city": request.user.home_city_id}))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if not ratelimit.consume(request, action="wish", user=request.user):
        form.add_error(
            None,
            _("Das waren viele Wünsche in kurzer Zeit. Bitte versuchen Sie es später noch einmal."),
        )
        return _form(request, form, status=429)
    try:
        with patience():
            form.save()
    except BusyError as error:
        form.add_error(None, str(error))
        return _form(request, form)
    return redirect("wishes_thanks")


@login_required
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "wishes/thanks.html")


def _form(request: HttpRequest, form: WishForm, *, status: int = 200) -> HttpResponse:
    return render(request, "wishes/new.html", {"form": form}, status=status)
