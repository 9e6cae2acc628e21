"""An author throws away what nobody else has been given."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from . import permissions, services
from .views import loaded


@login_required
@never_cache
def discard(request, key):
    """Asks first; deletes what is sent by the button."""
    submission = loaded(request, key)
    title = submission.draft.title
    try:
        permissions.require_discard(request.user, submission)
        if request.method == "POST":
            services.discard(submission=submission, user=request.user)
            messages.success(request, _("Der Entwurf „%(title)s“ ist gelöscht.") % {"title": title})
            return redirect("submission:start")
    except PermissionDenied as error:
        context = {"submission": submission, "refusal": str(error), "typed": []}
        return render(request, "practices/submission/refused.html", context, status=403)
    return render(request, "practices/submission/discard.html", {"submission": submission})
