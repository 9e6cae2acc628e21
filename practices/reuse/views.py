"""Nachnutzung for visitors (the overview) and for editors (declare, change, answer)."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.cities.permissions import editable_cities, may_answer_for, may_write_for
from portal.cities.selectors import city_of
from portal.content.refusals import tried
from practices.models import GoodPracticePage

from . import services
from .forms import AnswerForm, ReuseForm
from .models import Reuse
from .overview import OverviewRequest, overview_context
from .selectors import concerning, history_of, public_practices, title_for


@require_safe
def overview(request):
    context = overview_context(OverviewRequest.parse(request.GET), request)
    return render(request, "practices/reuse/overview.html", context)


@login_required
@never_cache
def declare(request, practice_pk):
    """For a practice that everybody may read; others do not exist here."""
    practice = get_object_or_404(GoodPracticePage.originals.live().public(), pk=practice_pk)
    cities = _undeclared(request.user, practice)
    if not cities.exists():
        own = concerning(request.user).filter(practice=practice).first()
        if own:
            return redirect("reuse:detail", own.pk)
        raise PermissionDenied
    home = request.user.home_city_id
    first = cities.filter(pk=home).first() or cities.first()
    form = ReuseForm(request.POST or None, cities=cities, initial={"city": first})
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="reuse", user=request.user):
            form.add_error(
                None,
                _(
                    "Das waren viele Einträge in kurzer Zeit. Bitte versuchen Sie es später noch "
                    "einmal."
                ),
            )
        else:
            done = tried(
                form,
                services.declare,
                practice=practice,
                city=form.cleaned_data["city"],
                user=request.user,
                details=form.details,
            )
            if done:
                messages.success(
                    request, _("Die Nachnutzung ist eingetragen. Die andere Stadt erfährt davon.")
                )
                return redirect("reuse:detail", done.pk)
    return render(
        request,
        "practices/reuse/form.html",
        {
            "form": form,
            "practice": practice,
            "title": practice.title,
            "public": True,
            "source": city_of(practice),
        },
    )


@login_required
@never_cache
def change(request, pk):
    reuse = _concerning(request, pk)
    if not may_write_for(request.user, reuse.city):
        raise PermissionDenied
    form = ReuseForm(request.POST or None, instance=reuse)
    if request.method == "POST" and form.is_valid():
        done = tried(
            form,
            services.change,
            reuse=reuse,
            user=request.user,
            details=form.details,
            version=form.cleaned_data["version"] or 0,
        )
        if done:
            messages.success(request, _("Die Nachnutzung ist gespeichert."))
            return redirect("reuse:detail", pk)
    return render(
        request,
        "practices/reuse/form.html",
        {"form": form, **_about(request, reuse)},
    )


@login_required
@never_cache
def detail(request, pk):
    """All about one reuse, for the editors of both cities."""
    return _detail(request, _concerning(request, pk))


@login_required
@never_cache
@require_POST
def answer(request, pk):
    reuse = _concerning(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _detail(request, reuse, form)
    step = {"reuse": reuse, "user": request.user, "version": form.cleaned_data["version"]}
    if "reject" in request.POST:
        done = tried(form, services.reject, **step, reason=form.cleaned_data["reason"])
        sentence = _("Die Nachnutzung ist zurückgewiesen. Die andere Stadt liest Ihren Grund.")
    else:
        done = tried(form, services.confirm, **step)
        sentence = _("Die Nachnutzung ist bestätigt.")
    if not done:
        return _detail(request, _concerning(request, pk), form)
    messages.success(request, sentence)
    return redirect("reuse:detail", pk)


@login_required
@never_cache
def withdraw(request, pk):
    reuse = _concerning(request, pk)
    if not may_write_for(request.user, reuse.city):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "practices/reuse/withdraw.html", _about(request, reuse))
    services.withdraw(reuse=reuse, user=request.user)
    messages.success(request, _("Die Nachnutzung ist zurückgezogen."))
    return redirect("reuse:overview")


def _undeclared(user, practice):
    """The user's cities that have not declared anything about the practice."""
    source = city_of(practice)
    return (
        editable_cities(user)
        .exclude(pk=source.pk if source else None)
        .exclude(pk__in=Reuse.objects.filter(practice=practice).values("city"))
    )


def _concerning(request, pk) -> Reuse:
    """A reuse of one of the user's cities, or of a practice of theirs; others do not exist."""
    return get_object_or_404(concerning(request.user).select_related("practice", "city"), pk=pk)


def _detail(request, reuse: Reuse, form: AnswerForm | None = None):
    context = _about(request, reuse)
    return render(
        request,
        "practices/reuse/detail.html",
        {
            **context,
            "may_write": may_write_for(request.user, reuse.city),
            "may_answer": may_answer_for(request.user, context["source"])
            and not may_answer_for(request.user, reuse.city),
            "form": form or AnswerForm(initial={"version": reuse.version}),
            "history": history_of(reuse),
        },
    )


def _about(request, reuse: Reuse) -> dict[str, object]:
    """The reuse, and as much of the practice as the person may read."""
    source = city_of(reuse.practice)
    reuse.source_id = source.pk if source else None
    is_public = bool(public_practices(Reuse.objects.filter(pk=reuse.pk)))
    cities = set(editable_cities(request.user).values_list("pk", flat=True))
    return {
        "reuse": reuse,
        "practice": reuse.practice,
        "source": source,
        "title": title_for(reuse, is_public, cities),
        "public": is_public,
    }
