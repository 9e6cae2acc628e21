from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: So many entries stand on one list.
MAX_ENTRIES = 100


class ShortlistEntry(models.Model):
    """An entry on the list of somebody who signs in; visitors' lists are in their sessions.

    The list is in the order of the keys. `place` is one of so many: thereby the database holds
    the maximum.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    # Wagtail would show editors of an entry who has it on the list.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Eintrag einer Merkliste")
        verbose_name_plural = _("Einträge von Merklisten")
        # Nobody may be given rights to other people's lists.
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page"], name="shortlist_entry_once"),
            models.UniqueConstraint(fields=["owner", "place"], name="shortlist_place_once"),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=MAX_ENTRIES), name="shortlist_maximum"
            ),
        ]

    def __str__(self):
        return f"{self.page_id}"
