import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..request import SearchRequest
from .periods import Frequency, period_start

#: So many searches one person can keep.
MAX_SEARCHES = 50
MAX_TITLE = 150
#: Longer ones do not fit into an index of every database.
MAX_QUERY = 2000


def new_token() -> str:
    """43 characters that nobody guesses: who has a feed's address may read it."""
    return secrets.token_urlsafe(32)


def _is_due(now: datetime) -> Q:
    """The day or week that a search was served in is not the present one."""
    daily, weekly = Frequency.DAILY, Frequency.WEEKLY
    return Q(frequency=daily, handled_period__lt=period_start(daily, now)) | Q(
        frequency=weekly, handled_period__lt=period_start(weekly, now)
    )


class SavedSearchQuerySet(models.QuerySet):
    #: Nobody works that long on one mail: the process behind an older claim is gone.
    CLAIM_LASTS = timedelta(minutes=30)

    def of(self, user):
        """One person's searches, the oldest first. Nobody asks for anybody else's."""
        return self.filter(owner=user).order_by("created_at", "pk")

    def due(self, now: datetime):
        """Those whose owner has not yet been served in the present day or week."""
        return self.filter(_is_due(now), owner__is_active=True)

    def claim(self, pk: int, *, now: datetime, until: datetime) -> bool:
        """Takes a due search for this process; False if another one has it, or has done it.

        One statement on this table alone: of two processes, PostgreSQL lets the second look
        again at the row that the first has changed, but not at what it has joined. A claim
        that a dead process left is taken over with its window: what may have been sent
        already is sent again unchanged.
        """
        return bool(
            self.filter(_is_due(now), pk=pk)
            .filter(Q(claimed_at=None) | Q(claimed_at__lt=now - self.CLAIM_LASTS))
            .update(claimed_at=now, claimed_until=Coalesce(F("claimed_until"), until))
        )

    def claimed(self, search: "SavedSearch"):
        """The row of a search while the claim that was read with it holds."""
        return self.filter(pk=search.pk, claimed_at=search.claimed_at)


class SavedSearch(models.Model):
    """A search that somebody keeps, to hear of what is new in it.

    `query` is the search as `SearchRequest.query_string()` writes it, without order and page.
    `seen_until` is the mark: of what was published before, the owner has heard. A mail tells
    of what was published from there to `claimed_until`; it then becomes the mark, and
    `handled_period`, the beginning of a day or week, says that this one is done.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    # Each search of a person has one of so many places: thereby the database holds the maximum.
    place = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(
        _("Name der Suche"),
        max_length=MAX_TITLE,
        help_text=_("Steht im Betreff der E-Mails und in Ihrer Liste."),
    )
    query = models.CharField(max_length=MAX_QUERY, blank=True, editable=False)
    frequency = models.CharField(
        _("Neues per E-Mail"),
        max_length=20,
        choices=Frequency,
        default=Frequency.WEEKLY,
        help_text=_("Eine E-Mail kommt nur, wenn es etwas Neues gibt."),
    )
    feed_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_until = models.DateTimeField(editable=False)
    handled_period = models.DateTimeField(editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    last_notified_at = models.DateTimeField(null=True, editable=False)

    # Wagtail would list a person's searches in the admin as "usage" of the person.
    wagtail_reference_index_ignore = True

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemerkte Suche")
        verbose_name_plural = _("gemerkte Suchen")
        # Nobody may be given rights to other people's searches.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["owner", "query"], name="saved_search_once"),
            models.UniqueConstraint(fields=["owner", "place"], name="saved_search_place_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MAX_SEARCHES), name="saved_search_maximum"
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="saved_search_frequency"
            ),
        ]
        indexes = [
            models.Index(fields=["frequency", "handled_period"], name="saved_search_due"),
        ]

    def __str__(self):
        return self.title

    @property
    def request(self) -> SearchRequest:
        """The search itself; filters that the site no longer has are left out."""
        return SearchRequest.parse(QueryDict(self.query))
