"""The pages of a certificate's holder."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.content.refusals import add_refusal
from portal.printing.answers import pdf_answer

from . import services
from .forms import HolderForm
from .models import Certificate
from .renewal import is_renewable, renew
from .selectors import own_certificates
from .sheets import certificate_sheet


@sensitive_post_parameters("holder")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The name on it, what others may see of it, the paper."""
    certificate = _own(request, pk)
    form = HolderForm(request.POST or None, certificate=certificate)
    if request.method == "POST" and form.is_valid() and _saved(form, certificate):
        messages.success(request, _("Ihre Angaben sind gespeichert."))
        return redirect(certificate)
    context = {
        "certificate": certificate,
        "form": form,
        "renewable": is_renewable(certificate),
    }
    return render(request, "training/certificates/own.html", context)


# Browsers keep it and ask each time whether it is still the same: that costs no setting.
@cache_control(private=True, no_cache=True)
@login_required
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = _own(request, pk)
    sheet = certificate_sheet(certificate)
    if sheet is None:
        return redirect(certificate)
    answer = pdf_answer(request, sheet, filename=f"bescheinigung-{certificate.pk}.pdf")
    if answer is None:
        context = {"certificate": certificate}
        return render(request, "training/certificates/pdf_unavailable.html", context, status=503)
    return answer


@login_required
@require_POST
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins the course anew."""
    certificate = _own(request, pk)
    try:
        enrolment = renew(certificate=certificate)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(certificate)
    return redirect("courses:overview", enrolment.course_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; a POST throws it away."""
    certificate = _own(request, pk)
    if request.method == "POST":
        services.discard(certificate=certificate)
        messages.success(request, _("Die Bescheinigung ist gelöscht."))
        return redirect("record:record")
    return render(request, "training/certificates/discard.html", {"certificate": certificate})


def _own(request: HttpRequest, pk: int) -> Certificate:
    """The signed-in person's certificate; anybody else's does not exist."""
    return get_object_or_404(own_certificates(request.user), pk=pk)


def _saved(form: HolderForm, certificate: Certificate) -> bool:
    data = form.cleaned_data
    try:
        with transaction.atomic():
            if "holder" in data:
                services.name_holder(certificate=certificate, name=data["holder"])
            services.agree(
                certificate=certificate,
                name=data["shows_name"],
                course=data["shows_course"],
                date=data["shows_date"],
            )
    except ValidationError as error:
        add_refusal(form, error)
        return False
    return True
