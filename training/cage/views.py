"""What content hosts answer: the page that runs a package, its files, and its last words."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from training.packages.models import Kind

from .access import may_run, runnable_version
from .files import FRESH, file_response
from .grants import Grant, GrantExpiredError, NoGrantError, grant_of
from .h5p_texts import CONTENT, content_with_words
from .joining import keep_part, read_part
from .keeping import UnreadableStateError, keep, read_closing
from .policy import confine
from .running import settings_of

View = Callable[..., HttpResponse]


def granted(view: View) -> View:
    """Gives the view the grant of its address; confines whatever is answered.

    Nothing is told of an address that is wrong. A service worker is refused: it would outlive
    the frame and answer in the place of this server.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        try:
            grant = grant_of(request, token)
        except GrantExpiredError:
            return confine(_page("training/cage/expired.html", status=410), "'none'")
        except NoGrantError:
            return confine(_plain("", 404), "'none'")
        try:
            if "Service-Worker" in request.headers:
                return confine(_plain("", 403), grant.site)
            response = view(request, grant, **kwargs)
        except Http404:
            response = _plain("", 404)
        return confine(response, grant.site)

    return guarded


@require_safe
@granted
def run(request: HttpRequest, grant: Grant) -> HttpResponse:
    """The page that holds the run time and frames the package; three queries."""
    version = runnable_version(grant.version)
    if version is None or not may_run(grant):
        raise Http404
    context = {"kind": version.kind, "settings": settings_of(version, grant)}
    response = _page(f"training/cage/{version.kind}.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@granted
def content_file(
    request: HttpRequest, grant: Grant, path: str, *, lends_storage: bool = False
) -> HttpResponse:
    """A file of the package; one query, because a lesson loads hundreds.

    That the grant still holds was asked when the page that needs them was. `lends_storage` is
    for browsers that refuse theirs; the package's own links keep to that address.
    """
    version = runnable_version(grant.version)
    if version is None:
        raise Http404
    if version.kind == Kind.H5P and path == CONTENT:
        response = HttpResponse(
            content_with_words(version.read_file, version.manifest["version"]),
            content_type="application/json",
        )
        response["Cache-Control"] = f"private, max-age={FRESH}"
        return response
    return file_response(request, version, path, lends_storage=lends_storage)


@require_POST
@granted
def keep_state(request: HttpRequest, grant: Grant) -> HttpResponse:
    """What a package said when its page was already closing, sent as a beacon or as several."""
    if grant.is_preview or not may_run(grant):
        raise Http404
    try:
        if part := read_part(request.GET):
            keep_part(grant, part, request.body)
        else:
            keep(grant, read_closing(request.body))
    except UnreadableStateError:
        return _plain("", 400)
    return HttpResponse(status=204)


def _page(template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    # Without the request: no context processor may look for a session here.
    return HttpResponse(render_to_string(template, context), status=status)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")
