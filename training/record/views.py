from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from training.courses.models import Enrolment
from training.finaltest.closing import close_overdue
from training.finaltest.counting import used_until_now

from .archive import archive
from .selectors import learning_record
from .services import leave_course


@never_cache
@login_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Running, finished and due courses, certificates, notes."""
    close_overdue(user=request.user)
    return render(request, "training/record/record.html", {"record": learning_record(request.user)})


@never_cache
@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All of it in one file: to read, and for machines."""
    close_overdue(user=request.user)
    name = f"lernstand-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        archive(request.user),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; a POST deletes the person's enrolment in the course with its progress."""
    mine = Enrolment.objects.filter(user=request.user).select_related("course")
    enrolment = get_object_or_404(mine, course=pk)
    if request.method == "POST":
        leave_course(enrolment=enrolment)
        messages.success(request, _("Ihre Einschreibung und Ihr Lernstand sind gelöscht."))
        return redirect("record:record")
    context = {"course": enrolment.course, "used": used_until_now(enrolment)}
    return render(request, "training/record/leave.html", context)
