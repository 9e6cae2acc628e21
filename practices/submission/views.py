"""The guided form: one question a page, saved by itself, previewed as visitors will see it."""

import uuid

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.cities.models import CityPage
from portal.content.refusals import add_refusal
from practices.models import GoodPracticePage

from . import permissions, services
from .answering import Answering
from .forms import HandOverForm
from .models import Submission
from .near import near_to
from .selectors import drafts_of, last_return, overview_of, waiting_for
from .steps import FIRST, STEPS, Step, after, before, number_of, step_called

#: Steps beside which near entries stand: while one writes, and once after saving.
WITH_NEAR = ("titel", "kurzfassung", "kontakt")


@login_required
@never_cache
def start(request):
    """What one needs, how long it takes, one's drafts; for the Redaktion also what waits."""
    return render(
        request,
        "practices/submission/start.html",
        {
            "cities": list(permissions.cities_for(request.user)),
            "drafts": list(drafts_of(request.user)),
            "waiting": list(waiting_for(request.user)),
            "count": len(STEPS),
            "no_city": permissions.NO_CITY,
        },
    )


@never_cache
def new(request):
    """The first question; its answer makes the draft."""
    if not request.user.is_authenticated:
        return Answering(request, FIRST).signed_out()
    cities = list(permissions.cities_for(request.user))
    if not cities:
        return redirect("submission:start")
    answering = Answering(request, FIRST)
    data = answering.data
    city = _chosen(cities, (data or request.GET).get("city", ""), request.user)
    key = _key(data.get("key", "")) if data else uuid.uuid4()
    form = answering.form(GoodPracticePage())
    if answering.is_sent and form.is_valid():
        if not Submission.objects.filter(pk=key).exists() and not ratelimit.consume(
            request, action="submission", user=request.user
        ):
            form.add_error(
                None,
                _(
                    "Das waren viele neue Entwürfe in kurzer Zeit. Bitte versuchen Sie es später "
                    "noch einmal."
                ),
            )
        else:
            return answering.begun(form, key=key, city=city)
    if answering.is_sent and answering.is_autosave:
        return answering.not_saved(form)
    return render(
        request,
        "practices/submission/step.html",
        {**_about_step(FIRST), "form": form, "key": key, "city": city, "cities": cities},
    )


@never_cache
def step(request, key, slug):
    asked = step_called(slug)
    if asked is None:
        raise Http404
    answering = Answering(request, asked)
    if not request.user.is_authenticated:
        return answering.signed_out()
    submission = loaded(request, key)
    if refusal := permissions.edit_refusal(request.user, submission):
        return answering.refused(submission, refusal)
    page = submission.draft
    form = answering.form(page)
    conflict = None
    if answering.is_sent and form.is_valid() and answering.rows_are_valid:
        try:
            submission = answering.save(submission, form)
        except services.StepConflictError as error:
            conflict = error
            answering.take_base(form, error.base)
            form.add_error(None, error.messages[0])
        except PermissionDenied as error:
            return answering.refused(submission, str(error))
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return answering.saved(submission)
    if answering.is_sent and answering.is_autosave:
        return answering.not_saved(form, conflict)
    near = None
    if asked.slug in WITH_NEAR:
        near = near_to(title=page.title, summary=page.summary, city=submission.city, page=page)
    return render(
        request,
        "practices/submission/step.html",
        {
            **_about_step(asked),
            "submission": submission,
            "page_draft": page,
            "form": form,
            "rows": answering.rows,
            "conflict": conflict,
            "near": near,
            "city": submission.city,
            "returned": last_return(submission),
            "image": page.image if asked.slug == "bild" else None,
        },
        status=409 if conflict else 200,
    )


@login_required
@never_cache
def overview(request, key, form=None):
    """All questions with their state; at its end, the way to the Redaktion."""
    submission = loaded(request, key)
    refusal = permissions.edit_refusal(request.user, submission)
    return render(
        request,
        "practices/submission/overview.html",
        {
            "submission": submission,
            "draft": submission.draft,
            "overview": overview_of(submission.draft),
            "refusal": refusal,
            "is_author": permissions.is_author(request.user, submission),
            "is_editor": permissions.is_editor(request.user, submission),
            "may_discard": permissions.may_discard(request.user, submission),
            "returned": last_return(submission),
            "form": form or HandOverForm(),
            "first": FIRST,
        },
    )


@login_required
@never_cache
def preview(request, key):
    """The page's own template with what was saved last, and a banner that says so."""
    submission = loaded(request, key)
    page = submission.draft
    request.is_preview = True
    response = page.serve_preview(request, page.default_preview_mode)
    response.context_data["draft_of"] = submission
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@never_cache
def near(request):
    """Near entries for what is being typed, as a part of a page; for the form and the admin."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    if not ratelimit.consume(request, action="submission_near", user=request.user):
        return HttpResponse(status=429)
    city = CityPage.originals.filter(pk=request.user.home_city_id).first()
    own = request.POST.get("page", "")
    found = near_to(
        title=request.POST.get("title", ""),
        summary=request.POST.get("summary", ""),
        city=city,
        page=GoodPracticePage(pk=int(own)) if own.isdecimal() and len(own) < 10 else None,
    )
    return render(request, "practices/submission/near.html", {"near": found})


def loaded(request, key) -> Submission:
    """A draft that the person may read; others do not exist for them."""
    submission = get_object_or_404(
        Submission.objects.select_related("page", "author", "page__latest_revision"), pk=key
    )
    if not permissions.may_read(request.user, submission):
        raise Http404
    return submission


def _about_step(asked: Step) -> dict[str, object]:
    return {
        "step": asked,
        "number": number_of(asked),
        "count": len(STEPS),
        "before": before(asked),
        "after": after(asked),
        "near_url": reverse("submission:near"),
        "shows_near": asked.slug in WITH_NEAR,
    }


def _chosen(cities, key: str, user) -> CityPage:
    """The city that was named, else the person's own, else the first."""
    return next(
        (city for city in cities if city.key == key),
        next((city for city in cities if city.pk == user.home_city_id), cities[0]),
    )


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
