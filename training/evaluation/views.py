from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.content.refusals import tried
from training.courses.models import Enrolment

from .forms import FeedbackForm
from .rules import STEP
from .selectors import has_answered
from .services import give


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """The form after a course; who has not finished it finds nothing here."""
    finished = Enrolment.objects.exclude(finished_at=None).select_related("course")
    enrolment = get_object_or_404(finished, user=request.user, course=pk)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _given(form, enrolment):
        messages.success(request, _("Danke für Ihre Rückmeldung!"))
        return redirect("record:record")
    context = {
        "form": form,
        "course": enrolment.course,
        "answered": has_answered(request.user, pk),
        "step": STEP,
    }
    return render(request, "training/evaluation/feedback.html", context)


def _given(form: FeedbackForm, enrolment: Enrolment) -> bool:
    tried(form, give, enrolment=enrolment, answer=form.answer)
    return form.is_valid()
