from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.utils.translation import gettext_lazy as _

from .rules import STEP, Tally


class CourseEvaluation(models.Model):
    """What people said of a course, in one row that every answer writes anew.

    `published` and `pending` have sums and remarks. The database itself keeps the rule that
    results go out in steps of five.
    """

    course = models.OneToOneField(
        "courses.CoursePage", primary_key=True, on_delete=models.CASCADE, related_name="evaluation"
    )
    published_count = models.PositiveIntegerField(default=0)
    published = models.JSONField(default=dict)
    pending_count = models.PositiveSmallIntegerField(default=0)
    pending = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Rückmeldungen zu einem Kurs")
        verbose_name_plural = _("Rückmeldungen zu Kursen")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="evaluation_published_in_steps",
                condition=Q(published_count=F("published_count") - Mod("published_count", STEP)),
            ),
            models.CheckConstraint(
                name="evaluation_pending_below_a_step",
                condition=Q(pending_count__gte=0, pending_count__lt=STEP),
            ),
        ]

    def __str__(self):
        return f"{self.course_id}: {self.published_count}"

    @property
    def shown(self) -> Tally | None:
        """What may be seen; None until five people have answered."""
        return self.published_tally if self.published_count else None

    @property
    def published_tally(self) -> Tally:
        return _tally(self.published_count, self.published)

    @property
    def waiting(self) -> Tally:
        """For the next answer only."""
        return _tally(self.pending_count, self.pending)

    def put(self, published: Tally, pending: Tally) -> None:
        self.published_count, self.published = published.count, _stored(published)
        self.pending_count, self.pending = pending.count, _stored(pending)


class Answered(models.Model):
    """Somebody has answered, and does not again, even after beginning the course anew.

    Otherwise one person could answer four times with known ratings, and know the fifth's. It
    says nothing of when, and there is no row of an answer that it could be joined with.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey("courses.CoursePage", on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Rückmeldung gegeben")
        verbose_name_plural = _("Rückmeldungen gegeben")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="answered_once")]

    def __str__(self):
        return f"{self.user_id} → {self.course_id}"


def _tally(count: int, stored: dict) -> Tally:
    if not stored:
        return Tally(count=count)
    return Tally(count=count, sums=stored["sums"], remarks=tuple(stored["remarks"]))


def _stored(tally: Tally) -> dict:
    return {"sums": dict(tally.sums), "remarks": list(tally.remarks)}
