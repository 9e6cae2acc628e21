"""Two cities become one: what they reuse goes on under one name, and nobody reuses the own."""

from django.dispatch import receiver
from wagtail.log_actions import log

from portal.cities.merging import city_absorbed

from . import evidence
from .models import ESTABLISHED, Reuse, ReuseStatus

LOG_ACTION = "reuse.merge"
#: How far a reuse has come; of two rows the one that is further stays.
_ORDER = [
    ReuseStatus.ABANDONED,
    ReuseStatus.INTERESTED,
    ReuseStatus.CHECKING,
    ReuseStatus.INTRODUCING,
    *ESTABLISHED,
]


@receiver(city_absorbed)
def city_was_absorbed(sender, source, target, user, **kwargs):
    """The pages have moved. What goes stands in the practice's log with its words."""
    practices = set(
        Reuse.objects.filter(city__in=[source, target]).values_list("practice_id", flat=True)
    )
    for reuse in Reuse.objects.filter(city=source).select_related("practice"):
        _take_over(reuse, target, user)
    for reuse in Reuse.objects.filter(city=target).select_related("practice"):
        if reuse.practice.path.startswith(target.path):
            _remove(reuse, user)
    evidence.refresh(practices)


def _take_over(reuse: Reuse, target, user) -> None:
    other = Reuse.objects.filter(practice=reuse.practice_id, city=target).first()
    if other is not None and _rank(other) >= _rank(reuse):
        _remove(reuse, user)
        return
    if other is not None:
        _remove(other, user)
    reuse.city = target
    reuse.version += 1
    reuse.save(update_fields=["city", "version"])


def _rank(reuse: Reuse) -> tuple[bool, bool, int]:
    return (reuse.confirmed_at is not None, reuse.rejected_at is None, _ORDER.index(reuse.status))


def _remove(reuse: Reuse, user) -> None:
    log(
        instance=reuse.practice,
        action=LOG_ACTION,
        user=user,
        data={
            "city": reuse.city.title,
            "status": reuse.status,
            "since": reuse.since.isoformat(),
            "adaptation": reuse.adaptation,
            "result": reuse.result,
        },
    )
    reuse.delete()
