"""Numbers that no entry has, in addresses and in what is sent."""

from django.core.exceptions import BadRequest
from django.http import Http404

from portal.errors import bad_request

#: The largest key that a database stores; SQLite's driver refuses to ask for a larger one.
LARGEST_KEY = 2**63 - 1
#: What it says then.
_TOO_LARGE = "too large to convert to SQLite"


class PossibleKeysMiddleware:
    """Not found, or a bad request, instead of an error at the query.

    Django itself leaves numbers that cannot be out of queries, but not where a key is that of
    another table, as those of pages are.
    """

    def __init__(self, get_response):
        self._get_response = get_response

    def __call__(self, request):
        return self._get_response(request)

    def process_view(self, request, view, positional, named):
        if any(isinstance(value, int) and value > LARGEST_KEY for value in named.values()):
            raise Http404

    def process_exception(self, request, exception):
        if isinstance(exception, OverflowError) and _TOO_LARGE in str(exception):
            return bad_request(request, BadRequest(str(exception)))
        return None
