"""Where anybody who has a certificate in hand checks it, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.asking.guarding import is_within_limit

from .codes import read_code, written
from .selectors import certificate_with, shown

#: Key of `ACCOUNT_RATE_LIMITS`.
_LIMIT = "certificate_check"


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """For whoever types the code from paper."""
    typed = request.GET.get("code", "")
    if code := read_code(typed):
        return redirect("certificates:check", written(code))
    problem = _("So sieht kein Code aus: Er hat 20 Zeichen.") if typed.strip() else ""
    return _page(request, {"typed": typed[:40], "problem": problem}, 400 if problem else 200)


@never_cache
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate counts, and what its holder agreed to show."""
    if not is_within_limit(request, _LIMIT):
        problem = _("Das waren sehr viele Abfragen. Bitte versuchen Sie es in einer Minute wieder.")
        return _page(request, {"typed": code[:40], "problem": problem}, 429)
    certificate = certificate_with(code)
    if certificate is None:
        problem = _(
            "Zu diesem Code gibt es keine Bescheinigung. Bitte vergleichen Sie ihn mit dem Papier; "
            "vielleicht wurde die Bescheinigung auch gelöscht."
        )
        return _page(request, {"typed": code[:40], "problem": problem}, 404)
    context = {"shown": shown(certificate), "code": certificate.written_code}
    return _page(request, context, 200, "training/certificates/check.html")


def _page(
    request: HttpRequest,
    context: dict,
    status: int,
    template: str = "training/certificates/enter.html",
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
