"""Keeps content hosts and the site apart: two sets of addresses in one server."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import Resolver404, resolve

from .origins import is_content_host

URLS = "training.cage.urls"


class ContentHostMiddleware:
    """Answers content hosts itself, before session, language and CSRF are looked at.

    So no cookie is read or set there, and no page of the site is found; on every other host
    none of the cage's addresses exists. Static files are served by what stands before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_content_host(request.get_host()):
            return self.get_response(request)
        try:
            match = resolve(request.path_info, URLS)
        except Resolver404:
            return HttpResponseNotFound(content_type="text/plain")
        return match.func(request, *match.args, **match.kwargs)
