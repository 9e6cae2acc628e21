from django.db import models
from django.utils.translation import gettext_lazy as _

from .terms import MAX_TERM


class SearchCount(models.Model):
    """How often a term was searched on a day.

    All that is kept of a search: no person, no session, no time of the day. `spelling` is
    the first of that day.
    """

    day = models.DateField(_("Tag"))
    term = models.CharField(max_length=MAX_TERM)
    spelling = models.CharField(_("Suche"), max_length=MAX_TERM)
    searches = models.PositiveIntegerField(_("Suchanfragen"), default=0)
    without_hits = models.PositiveIntegerField(_("ohne Treffer"), default=0)
    with_click = models.PositiveIntegerField(_("mit Klick"), default=0)

    class Meta:
        verbose_name = _("Zählung einer Suche")
        verbose_name_plural = _("Zählungen der Suchen")
        constraints = [
            models.UniqueConstraint(fields=["day", "term"], name="search_count_once_a_day")
        ]
        indexes = [models.Index(fields=["term"], name="search_count_term")]

    def __str__(self):
        return f"{self.day}: {self.spelling}"


class ClickCount(models.Model):
    """How often a hit was opened from a search on a day, and at which place it stood."""

    day = models.DateField(_("Tag"))
    term = models.CharField(max_length=MAX_TERM)
    document_id = models.CharField(max_length=80)
    # The last place stands for all that come after it.
    place = models.PositiveSmallIntegerField(_("Platz"))
    clicks = models.PositiveIntegerField(_("Klicks"), default=0)

    class Meta:
        verbose_name = _("Zählung von Klicks")
        verbose_name_plural = _("Zählungen von Klicks")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "term", "document_id", "place"], name="click_count_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["term"], name="click_count_term")]

    def __str__(self):
        return f"{self.day}: {self.document_id}"
