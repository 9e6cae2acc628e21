"""Takes progress in where it arrives."""

from collections.abc import Callable
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils import translation

from portal.languages import chosen_language

from .views import record_batch


class ProgressMiddleware:
    """Answers the signed addresses of progress before session, messages and CSRF are looked at.

    The address says whose progress it is, and that whoever sends it may: of what comes behind,
    a write needs nothing, and it would cost more than the write. Stands behind what every
    answer needs: the host name, HTTPS, and the headers that go with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = self._token_in(request.path_info)
        if not token:
            return self.get_response(request)
        # The sentences of refusals are for the person at the browser.
        with translation.override(chosen_language(request)):
            return record_batch(request, token)

    def _token_in(self, path: str) -> str:
        if not path.startswith(self._room):
            return ""
        token, slash, rest = path.removeprefix(self._room).partition("/")
        return token if slash and not rest else ""

    @cached_property
    def _room(self) -> str:
        return "/" + reverse("progress:addresses").removeprefix(get_script_prefix())
