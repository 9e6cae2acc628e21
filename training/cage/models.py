from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.progress.models import ActivityProgress


class ClosingPart(models.Model):
    """A piece of a package's last words, until the others have come; see `joining`."""

    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.CASCADE, related_name="closing_parts"
    )
    activity = models.CharField(max_length=ActivityProgress._meta.get_field("activity").max_length)
    run = models.CharField(max_length=40)
    step = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Stück eines Lernstands")
        verbose_name_plural = _("Stücke von Lernständen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity", "run", "step", "total", "number"],
                name="closing_part_once",
            ),
            models.CheckConstraint(
                name="closing_part_of_total",
                condition=models.Q(number__gte=1, number__lte=models.F("total")),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.activity}: {self.number}/{self.total}"
