"""Where browsers report that a search was read, and a hit opened."""

import re

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import receipts, services

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
        position = request.POST.get("platz", "")
        if position.isdecimal():
            services.count_click(receipt, int(position), first="erster" in request.POST)
        elif not position:
            services.count_search(receipt)
    return HttpResponse(status=204)
