"""The page behind the link in a reminder: two answers, no sign-in."""

from django import forms
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .answers import LinkUsedError, ask_for_changes, confirm, practice_of


class ChangesForm(forms.Form):
    text = forms.CharField(
        label=_("Was ist zu ändern?"),
        max_length=2000,
        help_text=_("Ein, zwei Sätze reichen. Die Redaktion Ihrer Stadt bekommt sie als E-Mail."),
        error_messages={"required": _("Bitte schreiben Sie, was zu ändern ist.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


# The signed address is the permission, and there is no session whose rights a foreign form
# could borrow.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, signed: str) -> HttpResponse:
    """Asks on GET, which changes nothing: mail programs and scanners follow links."""
    try:
        practice = practice_of(signed)
        form = ChangesForm()
        if request.method == "POST" and "confirm" in request.POST:
            confirm(practice=practice)
            return _page(request, "confirmed", practice=practice)
        if request.method == "POST":
            form = ChangesForm(request.POST)
            if form.is_valid():
                ask_for_changes(practice=practice, text=form.cleaned_data["text"])
                return _page(request, "changes", practice=practice)
    except BadSignature:
        return _page(request, "broken", status=404)
    except LinkUsedError:
        return _page(request, "used", status=410)
    return _page(request, "ask", practice=practice, form=form)


def _page(request: HttpRequest, state: str, *, status: int = 200, **context) -> HttpResponse:
    response = render(
        request, "practices/review/answer.html", {"state": state, **context}, status=status
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
