from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PackState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    READY = "ready", _("fertig")
    FAILED = "failed", _("gescheitert")


class PackKind(models.TextChoices):
    ZIP = "zip", _("Zip")
    PDF = "pdf", _("PDF")


class Pack(models.Model):
    """A large archive or a PDF: what it is to hold, how far it is, and where it lies once made.

    One row for one content: `key` is a digest of all that the archive says and holds, so that who
    may fetch other files, or reads another language, or comes after a change, has another one.
    `due_at` is when it is to be made; who makes it moves it forward first, so that a process
    that dies leaves it to the next.
    """

    key = models.CharField(max_length=64, unique=True)
    practice = models.ForeignKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=3, choices=PackKind.choices, default=PackKind.ZIP)
    # The table of contents of an archive; of a PDF all that is to be set.
    contents = models.TextField()
    # Of an archive: name in it and name in the storage of documents, of each file. Of a PDF the
    # names of its stylesheets.
    files = models.JSONField(default=list)
    total_bytes = models.PositiveBigIntegerField()
    done_bytes = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=PackState.choices, default=PackState.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    # In the private storage.
    file = models.CharField(max_length=200, blank=True)
    used_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Vorlagenpaket")
        verbose_name_plural = _("Vorlagenpakete")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="pack_ready_has_file",
                condition=(Q(state=PackState.READY) & ~Q(file=""))
                | (~Q(state=PackState.READY) & Q(file="")),
            ),
            models.CheckConstraint(
                name="pack_state_known", condition=Q(state__in=PackState.values)
            ),
            models.CheckConstraint(name="pack_kind_known", condition=Q(kind__in=PackKind.values)),
        ]

    def __str__(self):
        return f"{self.key[:8]} ({self.get_state_display()})"

    @property
    def percent(self) -> int:
        """How far it is; 100 only when it can be fetched."""
        if self.state == PackState.READY:
            return 100
        return min(99, self.done_bytes * 100 // max(1, self.total_bytes))
