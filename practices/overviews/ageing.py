"""What has not been confirmed for a long time, or will soon have to be."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.selectors import city_above

from ..models import GoodPracticePage
from ..review.models import Answer
from .tables import Cell, Rows, Table, distance

#: A date that is so near is shown beforehand: twice the time of the first mail.
SOON = timedelta(days=60)


def ageing(cities: Sequence[CityPage], chosen: CityPage | None) -> Table:
    """Published practices whose date is near, past, or missing, the oldest first; two queries."""
    today = timezone.localdate()
    practices = (
        GoodPracticePage.originals.live()
        .filter(Q(review_due=None) | Q(review_due__lte=today + SOON) | ~Q(archived_on=None))
        .order_by("pk")
        # Rows and no pages: there may be thousands, and a page costs twenty times as much.
        .values_list(
            "pk", "title", "path", "review_due", "archived_on", "contact_email", named=True
        )
    )
    if chosen:
        practices = practices.descendant_of(chosen)
    practices = sorted(practices, key=lambda row: (row.review_due or date.min, row.title))
    wishes = set(Answer.objects.filter(still_valid=False).values_list("practice_id", "review_due"))

    def cells(practice) -> Sequence[Cell]:
        city = city_above(practice.path, cities)
        due = practice.review_due
        wanted = (practice.pk, due) in wishes
        return (
            Cell(practice.title, reverse("wagtailadmin_pages:edit", args=[practice.pk])),
            Cell(city.title if city else ""),
            Cell(_state(practice, today)),
            Cell(due),
            distance(due) if due else Cell(None),
            Cell(_("Änderungen gewünscht") if wanted else ""),
            Cell(practice.contact_email),
        )

    headings = (
        _("Praxisbeispiel"),
        _("Stadt"),
        _("Zustand"),
        _("Wiedervorlage am"),
        _("Tage seit dem Termin"),
        _("Antwort auf die Erinnerung"),
        _("Postfach"),
    )
    return Table(headings, Rows(practices, cells))


def _state(practice, today: date) -> str:
    if practice.archived_on:
        return _("archiviert")
    if practice.review_due is None:
        return _("ohne Termin")
    return _("nicht bestätigt") if practice.review_due < today else _("bald fällig")
