"""The pages that explain the open data to people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import selectors


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/offene-daten/`: licences, formats, addresses."""
    return render(request, "opendata/index.html", selectors.offers())


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """`/offene-daten/begriffe/`: every term that a record refers to, at its own anchor."""
    return render(request, "opendata/terms.html", {"vocabularies": selectors.vocabularies()})
