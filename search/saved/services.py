"""What a person does with their searches: keep, change, delete, unsubscribe."""

from dataclasses import replace

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..request import SearchRequest
from .models import MAX_QUERY, MAX_SEARCHES, MAX_TITLE, SavedSearch, new_token
from .periods import Frequency, period_start


class AlreadySavedError(Exception):
    """The person has this search; `saved` is it."""

    def __init__(self, saved: SavedSearch):
        super().__init__(saved.pk)
        self.saved = saved


def as_saved(search: SearchRequest) -> SearchRequest:
    """The search as it is kept, so that one search has one form.

    A listing's own filters become ordinary ones; order and page do not change what is found,
    nor does the order of a filter's values.
    """
    return replace(
        search,
        filters={key: tuple(sorted(values)) for key, values in search.all_filters.items()},
        fixed={},
        sort="",
        page=1,
    )


def save_search(
    *, owner, search: SearchRequest, title: str, frequency: str = Frequency.WEEKLY
) -> SavedSearch:
    """Keeps a search for a person; what is published from now on is new to them.

    Raises `AlreadySavedError` where they have it, and `ValidationError` with a sentence where
    they have too many or this one is too long.
    """
    query = as_saved(search).query_string()
    if len(query) > MAX_QUERY:
        raise ValidationError(
            _("Diese Suche hat zu viele Filter, um sie zu merken. Bitte wählen Sie weniger aus.")
        )
    with transaction.atomic():
        # One save of a person after the other: a double click must find the first click's row.
        get_user_model().objects.select_for_update(no_key=True).get(pk=owner.pk)
        own = SavedSearch.objects.of(owner)
        if known := own.filter(query=query).first():
            raise AlreadySavedError(known)
        taken = set(own.values_list("place", flat=True))
        free = next((place for place in range(1, MAX_SEARCHES + 1) if place not in taken), None)
        if free is None:
            raise ValidationError(
                _(
                    "Sie haben schon %(max)d Suchen gemerkt, mehr geht nicht. Bitte löschen Sie "
                    "eine, die Sie nicht mehr brauchen."
                )
                % {"max": MAX_SEARCHES}
            )
        return SavedSearch.objects.create(
            owner=owner,
            place=free,
            title=title[:MAX_TITLE],
            query=query,
            frequency=frequency,
            **_from_now_on(frequency),
        )


def change_search(*, saved: SavedSearch, title: str, frequency: str) -> SavedSearch:
    """Renames a search, or has its mails come at other times.

    Who has had no mails hears of what is published from now on, not of the past months.
    """
    changes = {"title": title[:MAX_TITLE], "frequency": frequency}
    if saved.frequency == Frequency.NEVER and frequency != Frequency.NEVER:
        changes |= _from_now_on(frequency)
    SavedSearch.objects.filter(pk=saved.pk).update(**changes)
    saved.refresh_from_db()
    return saved


def renew_feed_address(*, saved: SavedSearch) -> SavedSearch:
    """Gives the feed another address; the old one leads nowhere from now on."""
    saved.feed_token = new_token()
    saved.save(update_fields=["feed_token"])
    return saved


def unsubscribe(*, saved: SavedSearch) -> None:
    """No more mails of this search; it stays in the list, and its feed goes on. Idempotent."""
    SavedSearch.objects.filter(pk=saved.pk).update(frequency=Frequency.NEVER)
    saved.frequency = Frequency.NEVER


def _from_now_on(frequency: str) -> dict[str, object]:
    now = timezone.now()
    return {"seen_until": now, "handled_period": period_start(frequency, now)}


@transaction.atomic
def rename_filter(facet: str, old: str, new: str) -> int:
    """Has the searches that ask for `old` ask for `new`; returns how many.

    Who has both keeps the one that there was.
    """
    changed = 0
    for saved in SavedSearch.objects.filter(query__contains=old):
        search = saved.request
        values = search.filters.get(facet, ())
        if old not in values:
            continue
        renamed = tuple(dict.fromkeys(new if value == old else value for value in values))
        query = as_saved(replace(search, filters={**search.filters, facet: renamed})).query_string()
        if SavedSearch.objects.of(saved.owner).filter(query=query).exists():
            saved.delete()
        else:
            SavedSearch.objects.filter(pk=saved.pk).update(query=query)
        changed += 1
    return changed
