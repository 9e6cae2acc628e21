"""Where Wagtail's public API, `/api/v3/`, would break on what it is asked."""

from ninja.errors import HttpError
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

#: No list is as long, and no database counts further than some more.
MAX_OFFSET = 1_000_000_000


def bound_public_api() -> None:
    """Refuses an endless `offset` with a sentence, as Wagtail does an endless `limit`.

    Its paginator has no hook for it, and each list has one of its own.
    """
    paginate = WagtailLimitOffsetPagination.paginate_queryset

    def paginate_within_bounds(self, queryset, pagination, request, **parameters):
        if pagination.offset > MAX_OFFSET:
            raise HttpError(400, f"offset cannot be higher than {MAX_OFFSET}")
        return paginate(self, queryset, pagination, request, **parameters)

    WagtailLimitOffsetPagination.paginate_queryset = paginate_within_bounds
