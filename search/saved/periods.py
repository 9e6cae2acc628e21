"""How often mails come, and when the next one is due: in the site's time, not in UTC."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Days and weeks begin at this hour, so that mails lie there in the morning. No change of
#: clocks falls on it: the hour exists once on every day.
MORNING = time(6)


class Frequency(models.TextChoices):
    DAILY = "taeglich", _("täglich")
    WEEKLY = "woechentlich", _("wöchentlich, am Montag")
    NEVER = "nie", _("nie, nur als Feed")


def period_start(frequency: str, moment: datetime) -> datetime:
    """When the day, or the week from Monday, began to which a moment belongs.

    A day lasts from six to six by the clock on the wall: 23 or 25 hours when the clocks change.
    """
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    day = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, MORNING, tzinfo=zone)
