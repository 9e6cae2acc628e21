"""„Wir suchen …“: what cities look for, for visitors; asking and answering, for editors."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from portal.cities.permissions import editable_cities
from portal.content.refusals import tried
from portal.opendata import linked
from portal.shortlist.selectors import entry_models
from search.request import MAX_TEXT, SearchRequest, clean_text
from search.services import find
from search.sources import page_of_document

from . import services
from .forms import AnswerForm, RequestForm
from .linked_data import request_data
from .models import CityRequest, RequestAnswer, Wish
from .permissions import may_judge
from .selectors import answers_of, listing_context

#: So many entries are offered as an answer; other words find others.
OFFERED = 10


@require_safe
def listing(request):
    """Addresses of wishes that are older than the list lead to where wishes are left now."""
    if text := clean_text(request.GET.get("text", ""))[:MAX_TEXT]:
        return redirect(f"{reverse('wishes_new')}?{urlencode({'text': text})}")
    context = listing_context(request.GET)
    context["may_ask"] = editable_cities(request.user).exists()
    return render(request, "wishes/requests.html", context)


@require_safe
def detail(request, pk, slug):
    """A closed one keeps its address, and says that it is closed."""
    asked = get_object_or_404(_requests().shown(), pk=pk)
    if request.path != asked.get_absolute_url():
        # Not for good: a title may be changed back, and browsers remember.
        return redirect(asked.get_absolute_url())
    data = linked.script(request_data(asked)) if asked.is_running else ""
    return render(request, "wishes/request.html", _about(request, asked) | {"data": data})


@login_required
@never_cache
def create(request):
    """`?wunsch=…` brings the text of a wish of one's own city along."""
    cities = editable_cities(request.user)
    if not cities:
        raise PermissionDenied
    wish = _own_wish(request, cities)
    city = wish.city if wish else cities.filter(pk=request.user.home_city_id).first() or cities[0]
    form = RequestForm(request.POST or None, cities=cities, initial=_first_words(city, wish))
    if request.method == "POST" and form.is_valid() and _may_go_on(request, form):
        made = tried(
            form,
            services.create,
            city=form.cleaned_data["city"],
            user=request.user,
            details=form.details,
            wish=wish,
        )
        if made:
            messages.success(request, _("Das Gesuch ist veröffentlicht. Alle Städte sehen es."))
            return redirect(made)
    return render(request, "wishes/request_form.html", {"form": form, "wish": wish})


@login_required
@never_cache
def change(request, pk):
    asked = _writable(request, pk)
    form = RequestForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        done = tried(
            form,
            services.change,
            request=asked,
            user=request.user,
            details=form.details,
            version=form.cleaned_data["version"] or 0,
        )
        if done:
            messages.success(request, _("Das Gesuch ist gespeichert."))
            return redirect(done)
    return render(request, "wishes/request_form.html", {"form": form, "asked": asked})


@login_required
@never_cache
@require_POST
def close(request, pk):
    """Closes, or opens again what was closed (`oeffnen`)."""
    asked = _writable(request, pk)
    try:
        if "oeffnen" in request.POST:
            services.reopen(request=asked, user=request.user)
            messages.success(request, _("Das Gesuch ist wieder offen."))
        else:
            services.close(request=asked, user=request.user)
            messages.success(request, _("Das Gesuch ist geschlossen."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(asked)


@login_required
@never_cache
def delete(request, pk):
    asked = _writable(request, pk)
    if request.method != "POST":
        return render(request, "wishes/request_delete.html", {"asked": asked})
    try:
        services.delete(request=asked, user=request.user)
        messages.success(request, _("Das Gesuch ist gelöscht."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("requests:list")


@login_required
@never_cache
def answer(request, pk):
    """Offers what the search finds for the request's title, or for other words (`?q=…`)."""
    asked = get_object_or_404(_requests().shown(), pk=pk)
    cities = editable_cities(request.user).exclude(pk=asked.city_id)
    if not cities:
        raise PermissionDenied
    words = clean_text(request.GET.get("q", ""))[:MAX_TEXT] or asked.title
    entries = _entries_for(words, asked)
    form = AnswerForm(request.POST or None, entries=entries, cities=cities)
    if request.method == "POST" and form.is_valid() and _may_go_on(request, form):
        given = tried(
            form,
            services.answer,
            request=asked,
            page=_entry(form.cleaned_data["entry"]),
            city=form.answering_city,
            user=request.user,
            note=form.cleaned_data["note"],
        )
        if given:
            messages.success(
                request,
                _("Ihre Antwort steht beim Gesuch. %(city)s erfährt davon.")
                % {"city": asked.city.title},
            )
            return redirect(asked)
    return render(
        request,
        "wishes/answer_form.html",
        {"form": form, "asked": asked, "words": words, "entries": entries},
    )


@login_required
@never_cache
@require_POST
def judge(request, pk):
    """The asking city says whether an answer helped; the answering one takes it back."""
    given = get_object_or_404(
        RequestAnswer.objects.select_related("request__city", "city", "page"), pk=pk
    )
    try:
        if "zurueckziehen" in request.POST:
            services.withdraw_answer(answer=given, user=request.user)
            done = _("Ihre Antwort ist zurückgezogen.")
        else:
            helpful = "hilfreich" in request.POST
            services.mark_helpful(answer=given, user=request.user, helpful=helpful)
            done = (
                _("Danke: Die andere Stadt sieht, dass es geholfen hat.")
                if helpful
                else _("Die Antwort gilt nicht mehr als hilfreich.")
            )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("requests:list")
    messages.success(request, done)
    return redirect(given.request)


def _requests():
    return (
        CityRequest.objects.with_answers()
        .select_related("city")
        .prefetch_related("fields_of_action", "target_groups")
    )


def _writable(request, pk) -> CityRequest:
    """A request of one of the user's cities; of others nobody is told that they exist here."""
    return get_object_or_404(_requests().filter(city__in=editable_cities(request.user)), pk=pk)


def _own_wish(request, cities) -> Wish | None:
    number = request.GET.get("wunsch", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return get_object_or_404(Wish.objects.select_related("city"), pk=number, city__in=cities)


def _first_words(city, wish: Wish | None) -> dict[str, object]:
    contact = city.contacts.first()
    return {
        "city": city.pk,
        "sought": wish.text if wish else "",
        "contact_role": contact.role if contact else "",
        "contact_email": contact.email if contact else "",
    }


def _entries_for(words: str, asked: CityRequest) -> list[tuple[str, str]]:
    """Not of the city that asks, whose own entries fit its words best: so more are looked at."""
    found = find(
        SearchRequest(text=words, filters={"kind": ("praxis", "training")}, page_size=4 * OFFERED)
    )
    others = [
        hit.document
        for hit in found.hits
        if asked.city.key not in hit.document.facets.get("city", ())
    ]
    return [
        (str(page_of_document(document.id)), f"{document.title} ({document.city})")
        for document in others[:OFFERED]
    ]


def _entry(pk: str) -> Page:
    return get_object_or_404(Page.objects.live().exact_type(*entry_models()), pk=pk)


def _may_go_on(request, form) -> bool:
    if ratelimit.consume(request, action="request", user=request.user):
        return True
    form.add_error(
        None,
        _("Das waren viele Einträge in kurzer Zeit. Bitte versuchen Sie es später noch einmal."),
    )
    return False


def _about(request, asked: CityRequest) -> dict[str, object]:
    """What one reads and may do; more queries for those who are signed in."""
    cities = set(editable_cities(request.user).values_list("pk", flat=True))
    return {
        "asked": asked,
        "answers": answers_of(asked),
        "may_write": asked.city_id in cities,
        "may_judge": bool(cities) and may_judge(request.user, asked),
        "may_answer": bool(cities - {asked.city_id}) and asked.is_running,
        "cities": cities,
    }
