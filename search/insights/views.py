"""Where browsers report that a search was read, and a hit opened."""

import re
from contextlib import suppress

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..patience import BusyError, patience
from . import receipts, services

#: A count is not worth a thread that others need.
COUNT_SECONDS = 0.5
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|scrap|monitor", re.IGNORECASE)


# What it changes is one number, whoever sends it; and a page that is being left cannot
# wait for a token.
@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Counts what a receipt vouches for; whatever else is sent changes nothing.

    `beleg` is the receipt, `platz` the position of an opened hit, `erster` is set for the
    first one. Answers nothing, sets no cookie.
    """
    receipt = receipts.read(request.POST.get("beleg", ""))
    robot = _ROBOT.search(request.headers.get("User-Agent") or "robot")
    if receipt and not robot and ratelimit.consume(request, action="search_insights"):
        # While an import writes, searches go uncounted: the numbers say how often, not who, and
        # one less changes nothing that anybody reads from them.
        with suppress(BusyError), patience(COUNT_SECONDS):
            _count(receipt, request.POST)
    return HttpResponse(status=204)


def _count(receipt: receipts.Receipt, sent: QueryDict) -> None:
    position = sent.get("platz", "")
    if position.isdecimal():
        services.count_click(receipt, int(position), first="erster" in sent)
    elif not position:
        services.count_search(receipt)
