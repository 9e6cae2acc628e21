"""What editors do is done whole, or not at all and explained."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from .entries import EntryRefusedError


class WholeOrNothingMiddleware:
    """Runs each change of the admin in one transaction; Wagtail's API does so by itself.

    Wagtail approves a task first and publishes then; bulk actions publish page by page. Where
    an entry that is incomplete or not reviewed stops them half-way, all is taken back, and the
    editor reads why. Stands behind the CSRF check, whose `process_view` must have run.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except EntryRefusedError as error:
            return explain(request, error)


def explain(request: HttpRequest, error: EntryRefusedError) -> HttpResponse:
    """Back to the entry, with the sentence for whoever tried to publish it."""
    error.keep()
    messages.error(request, error.sentence())
    return redirect("wagtailadmin_pages:edit", error.entry.pk)
