"""A city's entries for its own website, and the page that says how to put them there."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cities.models import CityPage
from portal.cities.selectors import live_cities
from portal.taxonomy.models import ContractGoal
from search.mailing import absolute

from .embedding import (
    LEVELS,
    MAX_COUNT,
    Embedding,
    EmbedRequest,
    embedding_of,
    goal_keys,
)

CACHED_SECONDS = 300
RETRY_SECONDS = 300
FRAGMENT, HOW_TO = "opendata/embed/fragment.html", "opendata/embed/how_to.html"
SNIPPET = "opendata/embed/snippet.html"


@require_safe
def city_fragment(request: HttpRequest, key: str) -> HttpResponse:
    """`/einbetten/stadt/<key>/`: HTML for any site to fetch, the same for everybody.

    Neither cookies nor the language of a browser change it, so every cache may keep it.
    """
    city = _city(key)
    with translation.override(settings.LANGUAGE_CODE):
        asked = EmbedRequest.parse(request.GET, goals=goal_keys())
        embedding = embedding_of(city, asked)
        if embedding.degraded and not embedding.entries:
            # Told "nothing", a site would throw away what it shows.
            response = HttpResponse(
                _("Die Suche ist gerade nicht erreichbar."),
                status=503,
                content_type="text/plain; charset=utf-8",
                headers={"Retry-After": str(RETRY_SECONDS)},
            )
            response["Cache-Control"] = "no-store"
        else:
            response = _answer(request, embedding)
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Language"] = settings.LANGUAGE_CODE
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, embedding: Embedding) -> HttpResponse:
    content = _fragment(embedding).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(content)
    response["ETag"] = etag
    response["Cache-Control"] = (
        "no-store" if embedding.degraded else f"public, max-age={CACHED_SECONDS}"
    )
    return response


@require_safe
def city_how_to(request: HttpRequest, key: str) -> HttpResponse:
    """`/einbetten/stadt/<key>/anleitung/`: choose, see what comes, copy."""
    city = _city(key)
    goals = list(ContractGoal.objects.active())
    asked = EmbedRequest.parse(request.GET, goals=[goal.key for goal in goals])
    address = reverse("embed:city", args=[city.key])
    query = asked.query_string()
    snippet = render_to_string(
        SNIPPET,
        {"address": absolute(f"{address}?{query}" if query else address), "city": city},
    )
    with translation.override(settings.LANGUAGE_CODE):
        preview = _fragment(embedding_of(city, asked))
    return render(
        request,
        HOW_TO,
        {
            "city": city,
            "asked": asked,
            "goals": goals,
            "levels": LEVELS,
            "max_count": MAX_COUNT,
            "snippet": snippet.strip(),
            "preview": preview,
            "feed": absolute(reverse("entry_feeds:city", args=[city.key])),
            "site_url": settings.SITE_URL,
        },
    )


def _city(key: str) -> CityPage:
    city = live_cities().filter(key=key).first()
    if city is None:
        raise Http404
    return city


def _fragment(embedding: Embedding) -> str:
    """Rendered without a request: nothing of whoever asks can get into it."""
    return render_to_string(
        FRAGMENT,
        {
            "embedding": embedding,
            "city": embedding.city,
            "heading": _heading(embedding),
            "city_url": embedding.city.full_url,
        },
    )


def _heading(embedding: Embedding) -> str:
    text = _("%(city)s in der Interkulturellen Städteregion Ruhr") % {"city": embedding.city.title}
    return format_html(
        '<h{level} class="staedteregion-titel">{text}</h{level}>',
        level=embedding.asked.level,
        text=text,
    )
