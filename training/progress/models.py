from django.db import models
from django.utils.translation import gettext_lazy as _

from training.courses.models import Enrolment

__all__ = ["NO_DEVICE", "ActivityProgress"]

#: The device of what the server itself writes. All devices are UUIDs in one spelling, which
#: every database sorts alike, whatever its collation.
NO_DEVICE = "00000000-0000-0000-0000-000000000000"


class ActivityProgress(models.Model):
    """Where somebody is with one activity of a course.

    `state` belongs to the highest (sequence, device) that brought one; it is what the activity
    goes on from, in the activity's own terms. `is_done` and `score` (best share of the points,
    0..1) never go back. `updated_at` is for showing, and decides nothing about what is kept.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    activity = models.CharField(_("Aktivität"), max_length=200)
    sequence = models.PositiveBigIntegerField(_("Folge"), default=0)
    device = models.CharField(_("Gerät"), max_length=36, default=NO_DEVICE)
    state = models.JSONField(_("Stand"), null=True, blank=True)
    is_done = models.BooleanField(_("erledigt"), default=False)
    score = models.FloatField(_("Ergebnis"), null=True, blank=True)
    updated_at = models.DateTimeField(_("zuletzt am"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Lernstand")
        verbose_name_plural = _("Lernstände")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="progress_once"),
            models.CheckConstraint(
                name="progress_score_share",
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0, score__lte=1),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.activity}"
