"""Where browsers send their progress."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from training.courses.models import Enrolment

from .batches import LARGEST, UnreadableBatchError, read_batch
from .service import record
from .tokens import (
    SignedOutError,
    TokenError,
    TokenExpiredError,
    enrolment_of,
    owner_of,
    progress_url,
)


# The token in the address is what a CSRF token would be; the cookie only has to be of its session.
@csrf_exempt
@require_POST
def record_batch(request: HttpRequest, token: str) -> JsonResponse:
    """Keeps a batch and says what is kept; at most three queries, whatever the batch.

    The answer is `{"acknowledged": [sequence…], "refused": {sequence: sentence}, "newer":
    {activity: sequence}}` (see `service.Recorded`), or `{"sentence": …}` with 400 (no batch),
    403 (no token, or not of this session), 410 (an old one, or the enrolment is gone), 413 (too
    large).
    """
    try:
        enrolment_pk = enrolment_of(token, request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    except TokenExpiredError:
        return _refusal(
            HTTPStatus.GONE,
            _("Diese Seite ist zu lange offen. Bitte laden Sie sie neu; Ihr Stand geht mit."),
        )
    except SignedOutError:
        return _refusal(
            HTTPStatus.FORBIDDEN,
            _(
                "Sie sind seitdem abgemeldet. Bitte melden Sie sich wieder an und laden Sie die "
                "Seite neu; Ihr Stand geht mit."
            ),
        )
    except TokenError:
        return _refusal(HTTPStatus.FORBIDDEN, _("Diese Adresse gilt nicht."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("Das ist zu viel auf einmal. Höchstens 1 MB passt in eine Sendung."),
        )
    try:
        recorded = record(enrolment_pk, read_batch(request.body))
    except UnreadableBatchError as error:
        return _refusal(HTTPStatus.BAD_REQUEST, " ".join(error.messages))
    except Enrolment.DoesNotExist:
        return _refusal(HTTPStatus.GONE, _("Diese Einschreibung gibt es nicht mehr."))
    return _answer(
        {
            "acknowledged": recorded.acknowledged,
            "refused": recorded.refused,
            "newer": recorded.newer,
        }
    )


@never_cache
@login_required
@require_safe
def addresses(request: HttpRequest) -> JsonResponse:
    """Where everything goes that a browser still holds of whoever is signed in; one query.

    `{"owner": the name it is held by, "addresses": {enrolment: address}}`.
    """
    enrolments = Enrolment.objects.filter(user=request.user).values_list("pk", flat=True)
    key = request.session.session_key
    return JsonResponse(
        {
            "owner": owner_of(request.user.pk),
            "addresses": {pk: progress_url(pk, key) for pk in enrolments.order_by("pk")},
        }
    )


def _refusal(status: HTTPStatus, sentence: str) -> JsonResponse:
    return _answer({"sentence": sentence}, status)


def _answer(content: dict, status: HTTPStatus = HTTPStatus.OK) -> JsonResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})
