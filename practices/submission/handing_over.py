"""The draft goes to the Redaktion, and back with what is to be added."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.content.refusals import add_refusal

from . import permissions, services
from .forms import HandOverForm, ReturnForm
from .views import loaded, overview


@login_required
@never_cache
@require_POST
def hand_over(request, key):
    submission = loaded(request, key)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return overview(request, key, form)
    text = form.cleaned_data["text"]
    try:
        services.hand_over(submission=submission, user=request.user, text=text)
    except PermissionDenied as error:
        return _refused(request, submission, error, text)
    except ValidationError as error:
        add_refusal(form, error)
        return overview(request, key, form)
    messages.success(
        request,
        _(
            "Ihr Entwurf ist bei der Redaktion. Sie prüft ihn, ergänzt, was fehlt, und reicht "
            "ihn ein. Wenn sie etwas von Ihnen braucht, bekommen Sie eine E-Mail."
        ),
    )
    return redirect("submission:overview", key)


@login_required
@never_cache
def send_back(request, key):
    submission = loaded(request, key)
    form = ReturnForm(request.POST or None)
    text = request.POST.get("text", "")
    try:
        permissions.require_redaktion(request.user, submission)
        if form.is_valid():
            services.send_back(submission=submission, user=request.user, text=text)
            messages.success(request, _("Der Entwurf ist zurückgegeben."))
            return redirect("submission:start")
    except PermissionDenied as error:
        return _refused(request, submission, error, text)
    except ValidationError as error:
        add_refusal(form, error)
    return render(
        request,
        "practices/submission/send_back.html",
        {"form": form, "submission": submission},
    )


def _refused(request, submission, error: PermissionDenied, text: str):
    """Why not, and what was written, to be copied."""
    context = {"submission": submission, "refusal": str(error), "typed": [text] if text else []}
    return render(request, "practices/submission/refused.html", context, status=403)
